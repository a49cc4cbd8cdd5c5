import type { WebhookAttempt, WebhookPost } from "../webhooks/webhook-post.ts";
import type { World } from "../world/world.ts";
import { faultsFor } from "./faults-for.ts";

/**
 * Loses the answer to a webhook: it came, and Meta does not know, or takes it for an error. So it
 * posts again what the business already has.
 */
export function loseAnswer(world: World, post: WebhookPost, attempt: WebhookAttempt): void {
  for (const fault of faultsFor(world, "webhook", { field: post.field }, KINDS)) {
    if ("http" in fault) attempt.status = fault.http;
    if ("hang" in fault) {
      attempt.status = null;
      attempt.failure = "no answer in time";
    }
  }
}

const KINDS = ["http", "hang"] as const;
