import { type GraphError, graphError, type SendRequest } from "@casement/cloud-api";
import { DAY_MS } from "@casement/engine";
import type { Platform } from "../platform.ts";
import { callPermissionOf } from "../world/call-permission.ts";

/**
 * Notes that a customer is asked whether they may be called, or tells that they were asked often
 * enough: once in 24 hours, twice in seven days.
 */
export function askPermission(
  platform: Platform,
  numberId: string,
  phone: string,
  send: SendRequest,
): GraphError | undefined {
  if (send.type !== "interactive" || send.interactive.type !== "call_permission_request") {
    return undefined;
  }
  const now = platform.clock.now();
  const { asked } = callPermissionOf(platform.world, numberId, phone, now);
  const inDay = asked.filter((at) => at > now - DAY_MS).length;
  if (inDay >= IN_DAY_MAX || asked.length >= IN_WEEK_MAX) return TOO_OFTEN;
  asked.push(now);
  return undefined;
}

export const IN_DAY_MAX = 1;
export const IN_WEEK_MAX = 2;

const TOO_OFTEN: GraphError = graphError(138_009, {
  status: 400,
  message: "(#138009) Call permission request limit hit",
  details: "Limit reached for call permission request sends to this user.",
});
