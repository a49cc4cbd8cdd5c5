import type { KeyShape, SessionShape } from "@casement/hub/api";

type Scope = SessionShape["scopes"][number];

/** A few scopes that go together, by what somebody wants a key for. */
export interface Preset {
  readonly name: string;
  readonly meaning: string;
  readonly scopes: readonly Scope[];
}

export const PRESETS: readonly Preset[] = [
  {
    name: "An SDK or an app that sends",
    meaning:
      "Sends what WhatsApp’s rules allow at that moment, reads threads and templates, carries files.",
    scopes: [
      ...(["messages:send", "decisions:read", "numbers:read", "templates:read"] as const),
      ...(["media:read", "media:write", "threads:read"] as const),
    ],
  },
  {
    name: "A report",
    meaning: "Reads the ledger and the numbers, and nothing that customers wrote.",
    scopes: ["ledger:read", "numbers:read"],
  },
  {
    name: "Monitoring",
    meaning: "Reads /metrics, and nothing else.",
    scopes: ["metrics:read"],
  },
  {
    name: "Everything",
    meaning: "All that an owner may do, keys and people included.",
    scopes: ["*"],
  },
];

/** What a scope lets a key do, as a sentence goes on. */
const SCOPES: { readonly [scope in Scope]: string } = {
  "*": "everything",
  "numbers:read": "see numbers and their health",
  "numbers:write": "connect numbers",
  "threads:read": "read threads",
  "threads:write": "mark threads read, merge them, write notes",
  "threads:erase": "erase customers for good",
  "consent:write": "write down what a customer agreed to",
  "consent:import": "import what customers agreed to",
  "messages:send": "send messages",
  "decisions:read": "ask what may be sent",
  "templates:read": "see templates",
  "templates:write": "change and sync templates",
  "ledger:read": "read the ledger",
  "media:read": "fetch files",
  "media:write": "upload files",
  "platform:read": "read settings at Meta",
  "platform:write": "change settings at Meta",
  "keys:read": "see keys",
  "keys:write": "make and revoke keys",
  "endpoints:read": "see where posts and events go",
  "endpoints:write": "send posts and events to programs",
  "metrics:read": "read metrics",
  "people:read": "see people",
  "people:write": "invite and remove people",
  "audit:read": "see what was erased and merged, and by whom",
};

/** Those that can be chosen one by one, each with what it lets a key do. */
export const SCOPE_LIST: readonly { readonly scope: string; readonly words: string }[] =
  Object.entries(SCOPES)
    .filter(([scope]) => scope !== "*")
    .map(([scope, words]) => ({ scope, words }));

/** What a key may do, in a line: a preset by its name, else its scopes. */
export function scopesWords({ scopes }: Pick<KeyShape, "scopes">): string {
  if (scopes.includes("*")) return "Everything";
  const preset = PRESETS.find(
    (one) =>
      one.scopes.length === scopes.length && one.scopes.every((scope) => scopes.includes(scope)),
  );
  if (preset !== undefined) return preset.name;
  const words = scopes.map(
    (scope) => SCOPE_LIST.find((one) => one.scope === scope)?.words ?? scope,
  );
  const [first = "nothing", ...rest] = words;
  const line = [first, ...rest].join(", ");
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
}
