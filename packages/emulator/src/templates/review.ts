import { later } from "@casement/engine";
import type { Platform } from "../platform.ts";
import { Random } from "../random.ts";
import { changeTemplate, type MessageTemplate, templateById } from "../world/template.ts";
import { stricterCategory } from "./category-policy.ts";
import { tellStatus } from "./template-notice.ts";

/** Meta's word on a template. */
export type Verdict =
  | { readonly status: "APPROVED" }
  | {
      readonly status: "REJECTED";
      readonly reason: string;
      readonly rejection?: { readonly reason: string; readonly recommendation: string } | undefined;
    };

/** Hands a template in for review: the verdict comes within a minute. */
export function planReview(platform: Platform, template: MessageTemplate): void {
  const random = new Random(platform.world.templateDesk.random);
  const waitMs = LEAST_MS + random.below(SPREAD_MS);
  const at = later(platform.clock.now(), waitMs);
  strikeReview(platform, template.id);
  platform.plan(at, { kind: "template_review", templateId: template.id });
}

export function strikeReview(platform: Platform, templateId: string): void {
  platform.strike(
    (action) => action.kind === "template_review" && action.templateId === templateId,
  );
}

/** The review of a template comes to its end. */
export function reviewTemplate(platform: Platform, templateId: string): void {
  const template = templateById(platform.world, templateId);
  if (template?.status !== "PENDING") return;
  passVerdict(platform, template, verdictOn(template));
}

/** Puts a verdict in force and tells the business. */
export function passVerdict(
  platform: Platform,
  template: MessageTemplate,
  verdict: Verdict,
): MessageTemplate {
  strikeReview(platform, template.id);
  const reason = verdict.status === "REJECTED" ? verdict.reason : "NONE";
  const changed = changeTemplate(platform.world, template, {
    status: verdict.status,
    rejected_reason: reason,
  });
  const rejection = verdict.status === "REJECTED" ? verdict.rejection : undefined;
  tellStatus(platform, changed, { event: verdict.status, reason, rejection });
  return changed;
}

/**
 * What a reviewer says of a template.
 *
 * Who handed in a utility template that is marketing, when Meta did not yet make it marketing by
 * itself, is told that the category is wrong; and so is, at all times, who hides a code in another.
 */
export function verdictOn(template: MessageTemplate): Verdict {
  const body = template.components.find(({ type }) => type === "BODY")?.text ?? "";
  if (/\}\}\s*\{\{/.test(body)) {
    return { status: "REJECTED", reason: "INVALID_FORMAT", rejection: SIDE_BY_SIDE };
  }
  if (stricterCategory(template) !== undefined) {
    return { status: "REJECTED", reason: "INCORRECT_CATEGORY" };
  }
  return { status: "APPROVED" };
}

/** Meta's own words, from the sample in its documentation of the webhook. */
const SIDE_BY_SIDE = {
  reason:
    "Your template has parameters placed next to each other (like {{1}}{{2}}) without text or " +
    "punctuation between them.",
  recommendation:
    "Separate parameters with descriptive text and ensure each parameter is clearly " +
    "contextualized.",
};

const LEAST_MS = 20_000;
const SPREAD_MS = 40_000;
