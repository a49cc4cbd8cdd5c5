import { unreachable } from "@casement/engine";
import { performForBusiness, wordsOfBusiness } from "./business-agenda.ts";
import { isOfMeta, performForMeta, wordsOfMeta } from "./enforcement-agenda.ts";
import { isStatusTaken } from "./faults/status-fault.ts";
import { UNDELIVERABLE } from "./messages/failure.ts";
import { leave } from "./messages/leave.ts";
import { markDelivered, markFailed, markRead } from "./messages/report-status.ts";
import type { Platform } from "./platform.ts";
import { attemptPost } from "./webhooks/send-webhook.ts";
import type { Action } from "./world/world.ts";

/** Does what the agenda says is due. */
export function perform(platform: Platform, action: Action): void {
  if (isOfMeta(action)) {
    performForMeta(platform, action);
    return;
  }
  switch (action.kind) {
    case "status":
      performStatus(platform, action);
      break;
    case "webhook_attempt":
      attemptPost(platform, action.post);
      break;
    default:
      performForBusiness(platform, action);
  }
}

function performStatus(platform: Platform, action: Action & { kind: "status" }): void {
  if (isStatusTaken(platform, action)) return;
  switch (action.status) {
    case "sent":
      leave(platform, action.wamid);
      break;
    case "delivered":
      markDelivered(platform, action.wamid);
      break;
    case "read":
      markRead(platform, action.wamid);
      break;
    case "failed":
      markFailed(platform, action.wamid, action.failure ?? { code: UNDELIVERABLE });
      break;
    default:
      unreachable(action.status);
  }
}

/** What an entry of the agenda is, in words for people. */
export function wordsOf(action: Action): string {
  if (isOfMeta(action)) return wordsOfMeta(action);
  switch (action.kind) {
    case "status":
      return `a message is ${action.status}`;
    case "webhook_attempt":
      return "a webhook is tried again";
    default:
      return wordsOfBusiness(action);
  }
}
