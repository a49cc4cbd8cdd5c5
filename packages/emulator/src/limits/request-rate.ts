import { type GraphError, graphError } from "@casement/cloud-api";
import { HOUR_MS, type Instant } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { World } from "../world/world.ts";

/**
 * Counts a request about an account, and tells if it is one too many in this hour: 5,000 where
 * there is a registered number, as in every world. Sending is not counted: it has limits of its
 * own.
 */
export function countRequest(
  world: World,
  accountId: string,
  now: Instant,
): GraphError | undefined {
  const hour = Math.floor(now / HOUR_MS);
  const known = ownEntry(world.limits.calls, accountId);
  const count = known?.hour === hour ? known.count + 1 : 1;
  world.limits.calls[accountId] = { hour, count };
  return count > REQUESTS_PER_HOUR_MAX ? TOO_MANY : undefined;
}

/** How many of its requests an account has used this hour, in percent, as Meta's header tells. */
export function requestsUsed(
  world: World,
  accountId: string,
  now: Instant,
): { percent: number; minutesLeft: number } {
  const known = ownEntry(world.limits.calls, accountId);
  const hour = Math.floor(now / HOUR_MS);
  const count = known?.hour === hour ? known.count : 0;
  const percent = Math.max(1, Math.ceil((count * 100) / REQUESTS_PER_HOUR_MAX));
  const msLeft = (hour + 1) * HOUR_MS - now;
  return { percent, minutesLeft: percent > 100 ? Math.ceil(msLeft / 60_000) : 0 };
}

export const REQUESTS_PER_HOUR_MAX = 5_000;

const TOO_MANY = graphError(80_007, {
  message:
    "(#80007) There have been too many calls to this WhatsApp Business account. " +
    "Wait a bit and try again.",
});
