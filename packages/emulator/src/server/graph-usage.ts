import type { GraphError } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { countRequest, requestsUsed } from "../limits/request-rate.ts";
import { ownEntry } from "../own-entry.ts";
import type { World } from "../world/world.ts";

/** Counts a call of a route about `node`, and refuses it if it is one too many in this hour. */
export function rateFault(
  world: World,
  call: { readonly route: string; readonly node: string | undefined; readonly now: Instant },
): GraphError | undefined {
  if (UNCOUNTED.has(call.route)) return undefined;
  return countRequest(world, accountAbout(world, call.node), call.now);
}

/** How much of its calls the account has used, as Meta's header tells with every answer. */
export function usageHeader(world: World, node: string | undefined, now: Instant): string {
  const accountId = accountAbout(world, node);
  const { percent, minutesLeft } = requestsUsed(world, accountId, now);
  const usage = {
    type: "whatsapp",
    call_count: percent,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: minutesLeft,
  };
  return JSON.stringify({ [accountId]: [usage] });
}

/** The account that a call is about: that of the number or the template, else the first. */
function accountAbout(world: World, node: string | undefined): string {
  if (node !== undefined) {
    if (ownEntry(world.accounts, node) !== undefined) return node;
    const owned = ownEntry(world.numbers, node) ?? ownEntry(world.templates, node);
    if (owned !== undefined) return owned.accountId;
  }
  return Object.keys(world.accounts)[0] ?? "";
}

/** Sending and files have limits of their own. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  "POST /PN/messages",
  "POST /PN/marketing_messages",
  "POST /PN/media",
  "GET /MEDIA",
  "DELETE /MEDIA",
  "GET /whatsapp_business/attachments",
]);
