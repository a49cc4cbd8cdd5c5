import { DAY_MS, type Instant, instantFromIso, later } from "@casement/engine";
import type { MessageTemplate } from "../world/template.ts";

/** Until when Meta tries to deliver a message that was taken at `now`. */
export function expiryOf(template: MessageTemplate | undefined, now: Instant): Instant {
  return later(now, lifeMs(template, now));
}

/** Thirty days; ten minutes for a code, if its template was made since these were cut short. */
function lifeMs(template: MessageTemplate | undefined, now: Instant): number {
  const seconds = template?.message_send_ttl_seconds;
  if (seconds !== undefined && seconds > 0) return seconds * 1_000;
  if (template?.category !== "AUTHENTICATION" || seconds !== undefined) return USUAL_LIFE_MS;
  // Those that a world begins with were always there, and are as new ones.
  const madeAt = template.life.createdAt === 0 ? now : template.life.createdAt;
  const isShort = madeAt >= (CODES_SHORT_FROM ?? 0);
  return isShort ? CODE_LIFE_MS : USUAL_LIFE_MS;
}

const CODES_SHORT_FROM = instantFromIso("2024-10-23T00:00:00Z");
const CODE_LIFE_MS = 10 * 60_000;
const USUAL_LIFE_MS: number = 30 * DAY_MS;
