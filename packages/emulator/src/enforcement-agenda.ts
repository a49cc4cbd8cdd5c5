import { unreachable } from "@casement/engine";
import { judgeQuality } from "./limits/number-quality.ts";
import { raiseLimit } from "./limits/reach.ts";
import type { Platform } from "./platform.ts";
import { forgetTemplate } from "./templates/delete-template.ts";
import { releaseOnTime } from "./templates/pacing.ts";
import { unpauseTemplate } from "./templates/quality.ts";
import { settleCategory } from "./templates/recategorise.ts";
import { reviewTemplate } from "./templates/review.ts";
import { flushBatch } from "./webhooks/send-webhook.ts";
import type { EnforcementAction } from "./world/enforcement-action.ts";
import type { Action } from "./world/world.ts";

/** Whether an entry of the agenda is about Meta's rules, or a fault. */
export function isOfMeta(action: Action): action is Action & EnforcementAction {
  return KINDS.has(action.kind);
}

/** Does what Meta's rules, or a fault, say is due. */
export function performForMeta(platform: Platform, action: EnforcementAction): void {
  switch (action.kind) {
    case "template_review":
      reviewTemplate(platform, action.templateId);
      break;
    case "template_unpause":
      unpauseTemplate(platform, action.templateId);
      break;
    case "template_release":
      releaseOnTime(platform, action.templateId);
      break;
    case "template_category":
      settleCategory(platform, action.templateId, action.category);
      break;
    case "template_gone":
      forgetTemplate(platform, action.templateId);
      break;
    case "limit_raise":
      raiseLimit(platform, action.numberId);
      break;
    case "quality_review":
      judgeQuality(platform, action.numberId);
      break;
    case "fault_flush":
      flushBatch(platform, action.url);
      break;
    default:
      unreachable(action);
  }
}

/** What such an entry of the agenda is, in words for people. */
export function wordsOfMeta({ kind }: EnforcementAction): string {
  switch (kind) {
    case "template_review":
      return "a template is reviewed";
    case "template_unpause":
      return "a template's pause ends";
    case "template_release":
      return "messages that were held go out";
    case "template_category":
      return "a template gets another category";
    case "template_gone":
      return "a deleted template is forgotten";
    case "limit_raise":
      return "a messaging limit rises";
    case "quality_review":
      return "a number's quality is looked at";
    case "fault_flush":
      return "a batch of webhooks goes out";
    default:
      return unreachable(kind);
  }
}

const KINDS: ReadonlySet<string> = new Set<EnforcementAction["kind"]>([
  "template_review",
  "template_unpause",
  "template_release",
  "template_category",
  "template_gone",
  "limit_raise",
  "quality_review",
  "fault_flush",
]);
