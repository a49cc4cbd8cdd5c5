import { instantFromMs, later } from "@casement/engine";
import { type Json, objectIn } from "../json.ts";
import type { Platform } from "../platform.ts";
import { callPermissionOf, PERMISSION_LIFE_MS } from "../world/call-permission.ts";
import type { BusinessNumber } from "../world/world.ts";

/**
 * What a customer writes, if it answers whether they may be called: the answer is kept, and one
 * that says yes for a time gets its end.
 */
export function withPermission(
  platform: Platform,
  number: BusinessNumber,
  phone: string,
  notice: Json,
): Json {
  const interactive = objectIn(notice["interactive"]);
  const reply = objectIn(interactive?.["call_permission_reply"]);
  if (interactive === undefined || reply === undefined) return notice;
  const now = platform.clock.now();
  const permission = callPermissionOf(platform.world, number.id, phone, now);
  permission.expiresAt = null;
  if (reply["response"] !== "accept") {
    permission.status = "no_permission";
    return notice;
  }
  if (reply["is_permanent"] === true) {
    permission.status = "permanent";
    return notice;
  }
  const given = Number(reply["expiration_timestamp"]);
  const endsAt = given > 0 ? instantFromMs(given * 1_000) : later(now, PERMISSION_LIFE_MS);
  const ends = Math.floor(endsAt / 1_000);
  permission.status = "temporary";
  permission.expiresAt = instantFromMs(ends * 1_000);
  const dated = { ...reply, expiration_timestamp: ends };
  return { ...notice, interactive: { ...interactive, call_permission_reply: dated } };
}
