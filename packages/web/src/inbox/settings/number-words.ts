import { type Instant, MINUTE_MS } from "@casement/engine";
import type { AccountShape, NumberShape, StandingShape } from "@casement/hub/api";
import type { SignKind } from "../../design/sign-kind.ts";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, spanWords } from "../../time/time-words.ts";

/** A sign, and the words beside it. */
export interface Told {
  readonly kind: SignKind;
  readonly words: string;
}

/** A hub that keeps posts and does not digest them for longer shows what is old (SPEC O6). */
const BEHIND_MS_MAX: number = 5 * MINUTE_MS;

/** How it goes with a number, in one word: the worst that there is to say. */
export function healthOf(number: NumberShape): Told {
  const { health } = number;
  if (!number.connected) return { kind: "warn", words: "Not connected" };
  if (health.behind_by_ms > BEHIND_MS_MAX) {
    return { kind: "bad", words: `Behind by ${spanWords(health.behind_by_ms)}` };
  }
  if (health.unknown_drafts > 0) {
    return { kind: "warn", words: `${health.unknown_drafts} sent or not?` };
  }
  if (health.last_post_at === null) return { kind: "warn", words: "No webhook yet" };
  if (health.not_understood > 0) {
    return { kind: "warn", words: `${health.not_understood} not understood` };
  }
  return { kind: "good", words: "Healthy" };
}

/** When Meta last posted something of the number. */
export function lastPostWords({ last_post_at }: NumberShape["health"], now: Instant): string {
  if (last_post_at === null) return "Never";
  const at = momentFromIso(last_post_at);
  return agoWords(at, now);
}

/** What is kept and not digested yet. */
export function behindWords({ pending, behind_by_ms }: NumberShape["health"]): Told {
  if (pending === 0) return { kind: "good", words: "Nothing waits" };
  const kind = behind_by_ms > BEHIND_MS_MAX ? "bad" : "waiting";
  return { kind, words: `${pending} waiting, for ${spanWords(behind_by_ms)}` };
}

/** What Meta thinks of a number, a line each. */
export function standingLines(
  standing: StandingShape,
): readonly { readonly name: string; readonly told: Told; readonly meaning: string }[] {
  return [
    {
      name: "Quality",
      told: qualityOf(standing.quality),
      meaning: "What customers make of it: blocks and reports of the last seven days.",
    },
    {
      name: "Throughput",
      told: throughputOf(standing.throughput),
      meaning: "How fast Meta takes messages of this number.",
    },
    {
      name: "Limit",
      told: limitOf(standing.limit),
      meaning: "How many customers may be written to first in 24 hours, by the whole portfolio.",
    },
    {
      name: "Status",
      told: statusOf(standing.status),
      meaning: "Whether it may send at all.",
    },
  ];
}

const UNTOLD: Told = { kind: "unknown", words: "Not told" };

function qualityOf(quality: string | null): Told {
  switch (quality) {
    case "GREEN":
      return { kind: "good", words: "High" };
    case "YELLOW":
      return { kind: "warn", words: "Medium" };
    case "RED":
      return { kind: "bad", words: "Low" };
    default:
      return { kind: "unknown", words: "None yet" };
  }
}

function throughputOf(level: string | null): Told {
  switch (level) {
    case "HIGH":
      return { kind: "good", words: "1,000 messages a second" };
    case "STANDARD":
      return { kind: "good", words: "80 messages a second" };
    default:
      return UNTOLD;
  }
}

/** `TIER_2K`, `TIER_250`, `TIER_UNLIMITED`. */
function limitOf(tier: string | null): Told {
  if (tier === null) return UNTOLD;
  const size = tier.replace(/^TIER_/, "");
  if (size === "UNLIMITED") return { kind: "good", words: "No limit" };
  const [, figure = "", thousand] = /^(\d+)(K?)$/.exec(size) ?? [];
  if (figure === "") return { kind: "unknown", words: size.toLowerCase().replaceAll("_", " ") };
  const customers = Number(figure) * (thousand === "K" ? 1_000 : 1);
  return { kind: "good", words: `${customers.toLocaleString("en-GB")} customers a day` };
}

function statusOf(status: string | null): Told {
  if (status === null) return UNTOLD;
  const words = status.charAt(0) + status.slice(1).toLowerCase().replaceAll("_", " ");
  const kind = status === "CONNECTED" ? "good" : status === "PENDING" ? "waiting" : "bad";
  return { kind, words };
}

/** How an account stands with Meta, and why in Meta's own words, which may be long. */
export function accountStandingWords({
  state,
  what,
}: AccountShape["standing"]): Told & { readonly meaning: string } {
  const why = what === null || what === "" ? "" : ` Meta’s word: ${what.replaceAll("_", " ")}.`;
  const meaning = `By Meta’s notices. Nothing is held back for it; refusals are shown.${why}`;
  return { ...ACCOUNT_STANDINGS[state], meaning };
}

const ACCOUNT_STANDINGS: { readonly [state in AccountShape["standing"]["state"]]: Told } = {
  good: { kind: "good", words: "Nothing against it" },
  warned: { kind: "warn", words: "Warned" },
  restricted: { kind: "bad", words: "Restricted" },
  to_be_disabled: { kind: "bad", words: "About to be disabled" },
  disabled: { kind: "bad", words: "Disabled" },
  deleted: { kind: "bad", words: "Deleted" },
};

/** What a check of a connection is about, in the words of whoever looks for it at Meta. */
export function checkName(check: string): string {
  return CHECKS.get(check) ?? check.replaceAll("_", " ");
}

const CHECKS: ReadonlyMap<string, string> = new Map([
  ["app_secret", "App secret"],
  ["token", "Access token"],
  ["permissions", "Permissions of the token"],
  ["account", "WhatsApp Business account"],
  ["time_zone", "Time zone of the account"],
  ["number", "Phone number"],
  ["subscription", "Subscription of the app"],
  ["callback", "Webhook address"],
  ["fields", "Webhook fields"],
  ["files", "Place of the files"],
]);
