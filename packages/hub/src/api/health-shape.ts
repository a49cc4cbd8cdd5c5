import type { Instant } from "@casement/engine";
import type { NumberHealth } from "../numbers/number-health-store.ts";
import { isoOrNull } from "./instants.ts";
import type { HealthShape } from "./shapes.ts";

/** The health of a number or account at `now`; a post that has just come is no lag. */
export function healthShape(health: NumberHealth, now: Instant): HealthShape {
  const { lastPostAt, notUnderstood, pending, oldestPendingAt } = health;
  return {
    last_post_at: isoOrNull(lastPostAt),
    not_understood: notUnderstood,
    pending,
    behind_by_ms: oldestPendingAt === null ? 0 : Math.max(0, now - oldestPendingAt),
    unknown_drafts: health.unknownDrafts,
    unknown_since: isoOrNull(health.oldestUnknownAt),
  };
}
