import { unreachable } from "@casement/engine";
import { answerBusinessCall, giveUpCall } from "./calls/business-calls.ts";
import { tellGroupChange } from "./groups/group-change.ts";
import { advanceGroupMessage } from "./groups/group-message.ts";
import { markPlayed } from "./messages/report-status.ts";
import { reviewName } from "./operations/graph/change-number.ts";
import type { Platform } from "./platform.ts";
import type { BusinessAction } from "./world/business-action.ts";

/** Does what is due of what a business has: see `agenda.ts`. */
export function performForBusiness(platform: Platform, action: BusinessAction): void {
  switch (action.kind) {
    case "name_review":
      reviewName(platform, action.numberId);
      break;
    case "call_answered":
      answerBusinessCall(platform, action.callId);
      break;
    case "call_unanswered":
      giveUpCall(platform, action.callId);
      break;
    case "group_change":
      tellGroupChange(platform, action.change);
      break;
    case "group_status":
      advanceGroupMessage(platform, action.wamid, action.status, action.phone);
      break;
    case "voice_played":
      markPlayed(platform, action.wamid);
      break;
    default:
      unreachable(action);
  }
}

/** What such an entry is, in words for people. */
export function wordsOfBusiness(action: BusinessAction): string {
  switch (action.kind) {
    case "name_review":
      return "a display name is reviewed";
    case "call_answered":
      return "a customer answers a call";
    case "call_unanswered":
      return "a call is given up";
    case "group_change":
      return "a group changes";
    case "group_status":
      return `a message to a group is ${action.status}`;
    case "voice_played":
      return "a voice message is played";
    default:
      return unreachable(action);
  }
}
