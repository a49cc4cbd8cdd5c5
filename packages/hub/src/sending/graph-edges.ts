import type { Scope } from "../access/scope.ts";

/** What the first step of a Graph path is. */
export type NodeKind =
  | "NUMBER"
  | "ACCOUNT"
  | "APP"
  | "MEDIA"
  | "TEMPLATE"
  | "FLOW"
  | "GROUP"
  | "UPLOAD";

/** A call of the Graph API that the hub carries, and what a key must be allowed for it. */
export interface Edge {
  readonly name: string;
  readonly scope: Scope;
}

/**
 * All that is carried besides `/messages`, which has a gate of its own (decision 0008).
 *
 * Capitals stand for ids. What is not here answers 501: among it `marketing_messages`, which would
 * send past the gate, and the lists of a business, which tell of accounts that no key reaches.
 */
const CARRIED: readonly (readonly [name: string, scope: Scope])[] = [
  ["POST NUMBER/media", "media:write"],
  ["GET MEDIA", "media:read"],
  ["DELETE MEDIA", "media:write"],

  ["GET ACCOUNT/message_templates", "templates:read"],
  ["POST ACCOUNT/message_templates", "templates:write"],
  ["DELETE ACCOUNT/message_templates", "templates:write"],
  ["GET ACCOUNT/message_templates/ID", "templates:read"],
  ["POST ACCOUNT/message_templates/archive", "templates:write"],
  ["POST ACCOUNT/message_templates/unarchive", "templates:write"],
  ["POST ACCOUNT/upsert_message_templates", "templates:write"],
  ["POST ACCOUNT/migrate_message_templates", "templates:write"],
  ["GET ACCOUNT/message_template_previews", "templates:read"],
  ["GET ACCOUNT/template_analytics", "templates:read"],
  ["GET ACCOUNT/template_group_analytics", "templates:read"],
  ["GET message_template_library", "templates:read"],
  ["GET TEMPLATE", "templates:read"],
  ["POST TEMPLATE", "templates:write"],
  ["GET TEMPLATE/compare", "templates:read"],
  ["POST TEMPLATE/unpause", "templates:write"],
  ["POST APP/uploads", "templates:write"],
  ["GET UPLOAD", "templates:write"],
  ["POST UPLOAD", "templates:write"],

  ["GET NUMBER", "numbers:read"],
  ["POST NUMBER", "platform:write"],
  ["GET NUMBER/whatsapp_business_profile", "numbers:read"],
  ["POST NUMBER/whatsapp_business_profile", "platform:write"],
  ["GET NUMBER/settings", "platform:read"],
  ["POST NUMBER/settings", "platform:write"],
  ["GET NUMBER/whatsapp_commerce_settings", "numbers:read"],
  ["POST NUMBER/whatsapp_commerce_settings", "platform:write"],
  ["GET NUMBER/whatsapp_business_encryption", "platform:read"],
  ["POST NUMBER/whatsapp_business_encryption", "platform:write"],
  ["GET NUMBER/block_users", "threads:read"],
  ["POST NUMBER/block_users", "threads:write"],
  ["DELETE NUMBER/block_users", "threads:write"],
  ["GET NUMBER/message_qrdls", "numbers:read"],
  ["POST NUMBER/message_qrdls", "platform:write"],
  ["GET NUMBER/message_qrdls/ID", "numbers:read"],
  ["POST NUMBER/message_qrdls/ID", "platform:write"],
  ["DELETE NUMBER/message_qrdls/ID", "platform:write"],
  ["POST NUMBER/conversational_automation", "platform:write"],
  ["GET NUMBER/username", "numbers:read"],
  ["POST NUMBER/username", "platform:write"],
  ["DELETE NUMBER/username", "platform:write"],
  ["GET NUMBER/username_suggestions", "numbers:read"],
  ["POST NUMBER/register", "platform:write"],
  ["POST NUMBER/deregister", "platform:write"],
  ["POST NUMBER/request_code", "platform:write"],
  ["POST NUMBER/verify_code", "platform:write"],
  ["POST NUMBER/smb_app_data", "platform:write"],
  ["POST NUMBER/calls", "messages:send"],
  ["GET NUMBER/call_permissions", "threads:read"],
  ["GET NUMBER/groups", "threads:read"],
  ["POST NUMBER/groups", "threads:write"],
  ["GET GROUP", "threads:read"],
  ["POST GROUP", "threads:write"],
  ["DELETE GROUP", "threads:write"],
  ["GET GROUP/invite_link", "threads:read"],
  ["POST GROUP/invite_link", "threads:write"],
  ["DELETE GROUP/invite_link", "threads:write"],
  ["DELETE GROUP/participants", "threads:write"],
  ["GET GROUP/join_requests", "threads:read"],
  ["POST GROUP/join_requests", "threads:write"],
  ["DELETE GROUP/join_requests", "threads:write"],

  ["GET ACCOUNT", "numbers:read"],
  ["POST ACCOUNT", "platform:write"],
  ["GET ACCOUNT/phone_numbers", "numbers:read"],
  ["POST ACCOUNT/phone_numbers", "platform:write"],
  ["GET ACCOUNT/call_analytics", "platform:read"],
  ["GET ACCOUNT/flows", "platform:read"],
  ["POST ACCOUNT/flows", "platform:write"],
  ["POST ACCOUNT/migrate_flows", "platform:write"],
  ["GET FLOW", "platform:read"],
  ["POST FLOW", "platform:write"],
  ["DELETE FLOW", "platform:write"],
  ["GET FLOW/assets", "platform:read"],
  ["POST FLOW/assets", "platform:write"],
  ["POST FLOW/publish", "platform:write"],
  ["POST FLOW/deprecate", "platform:write"],

  ["GET ACCOUNT/subscribed_apps", "platform:write"],
  ["POST ACCOUNT/subscribed_apps", "platform:write"],
  ["DELETE ACCOUNT/subscribed_apps", "platform:write"],
  ["GET APP/subscriptions", "platform:write"],
  ["POST APP/subscriptions", "platform:write"],
  ["DELETE APP/subscriptions", "platform:write"],
  ["GET oauth/access_token", "platform:write"],
  ["POST oauth/access_token", "platform:write"],
  ["GET debug_token", "platform:read"],
  ["GET APP", "platform:read"],
  ["GET me", "platform:read"],
];

const EDGES: ReadonlyMap<string, Edge> = new Map(
  CARRIED.map(([name, scope]) => [name, { name, scope }]),
);

/** The paths without a node, and so without an owner but the key's account. */
export const UNOWNED: ReadonlySet<string> = new Set(
  CARRIED.map(([name]) => name.split(" ")[1] ?? "").filter((path) => /^[a-z_/]+$/.test(path)),
);

/** Whether any edge of this form is carried, whatever its node turns out to be. */
export function mayBeCarried(method: string, steps: readonly string[]): boolean {
  return [undefined, ...KINDS].some((kind) => edgeOf(method, kind, steps) !== undefined);
}

/** The edge of a path whose first step is of `kind`; `undefined` if it is not carried. */
export function edgeOf(
  method: string,
  kind: NodeKind | undefined,
  steps: readonly string[],
): Edge | undefined {
  if (kind === undefined) return EDGES.get(`${method} ${steps.join("/")}`);
  const rest = steps.slice(1);
  const exact = EDGES.get(`${method} ${[kind, ...rest].join("/")}`);
  if (exact !== undefined || rest.length !== 2) return exact;
  return EDGES.get(`${method} ${kind}/${rest[0]}/ID`);
}

/** A Graph path in its steps. `undefined`: no path that Meta would have. */
export interface GraphPath {
  readonly version: string | undefined;
  readonly steps: readonly string[];
}

/** `/v23.0/106/media/?x=y` is version `v23.0` and the steps `106` and `media`. */
export function graphPathOf(url: string): GraphPath | undefined {
  const [path = ""] = url.split("?");
  const steps = path.split("/").filter((step) => step !== "");
  const version = /^v\d+\.\d+$/.test(steps[0] ?? "") ? steps.shift() : undefined;
  const read = steps.map(decoded);
  return read.length > 0 && read.every((step) => STEP.test(step))
    ? { version, steps: read }
    : undefined;
}

/**
 * Ids of groups are base64, of uploads a word with a colon. No dots alone, no slash, no control.
 */
const STEP = /^(?!\.+$)[\w.:=+-]{1,400}$/;

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return "";
  }
}

const KINDS: readonly NodeKind[] = [
  "NUMBER",
  "ACCOUNT",
  "APP",
  "MEDIA",
  "TEMPLATE",
  "FLOW",
  "GROUP",
  "UPLOAD",
];
