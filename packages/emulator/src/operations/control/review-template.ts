import { z } from "zod";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import {
  disable,
  pauseForQuality,
  rateTemplate,
  unpauseTemplate,
} from "../../templates/quality.ts";
import { recategorise } from "../../templates/recategorise.ts";
import { passVerdict, strikeReview } from "../../templates/review.ts";
import { tellStatus } from "../../templates/template-notice.ts";
import { changeTemplate, type MessageTemplate, templateById } from "../../world/template.ts";
import { templateNode } from "../graph/nodes.ts";

const Review = z
  .strictObject({
    status: z
      .enum(["APPROVED", "REJECTED", "PAUSED", "DISABLED", "PENDING", "FLAGGED", "IN_APPEAL"])
      .optional(),
    /** Why it is rejected. */
    reason: z
      .string()
      .regex(/^[A-Z_]+$/)
      .optional(),
    category: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]).optional(),
    quality: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]).optional(),
    /** After how many messages the rest is held; `null` leaves it to Meta's rules. */
    pacedAfter: z.number().int().min(0).nullable().optional(),
  })
  .refine((review) => Object.keys(review).length > 0, "nothing to review");
type Review = z.infer<typeof Review>;

/** `POST /emulator/templates/ID/review`: Meta's word on a template, with the webhook it sends. */
export function reviewTemplate({ platform, path, body }: Call): Answer {
  const read = Review.safeParse(body);
  if (!read.success) return invalidBody(read.error);
  const id = path["ID"] ?? "";
  const template = templateById(platform.world, id);
  if (template === undefined) return refusal(404, "not_found", "there is no template of this id");
  const { status, reason, category, quality, pacedAfter } = read.data;
  if (pacedAfter !== undefined) template.life.pacedAfter = pacedAfter;
  if (category !== undefined) recategorise(platform, current(platform, id), category);
  if (status !== undefined) passStatus(platform, current(platform, id), status, reason);
  if (quality !== undefined) rateTemplate(platform, current(platform, id), quality);
  return { status: 200, body: templateNode(current(platform, id)) };
}

/** The template as it is after the last step. */
function current(platform: Platform, id: string): MessageTemplate {
  const template = templateById(platform.world, id);
  if (template === undefined) throw new Error("a review deletes no template");
  return template;
}

function passStatus(
  platform: Platform,
  template: MessageTemplate,
  status: NonNullable<Review["status"]>,
  reason: string | undefined,
): void {
  switch (status) {
    case "APPROVED":
      if (!unpauseTemplate(platform, template.id)) passVerdict(platform, template, { status });
      return;
    case "REJECTED":
      passVerdict(platform, template, { status, reason: reason ?? "INVALID_FORMAT" });
      return;
    case "PAUSED":
      pauseForQuality(platform, template);
      return;
    case "DISABLED":
      disable(platform, template);
      return;
    case "FLAGGED":
      tellStatus(platform, template, { event: "FLAGGED" });
      return;
    default:
      strikeReview(platform, template.id);
      tellStatus(platform, changeTemplate(platform.world, template, { status }), { event: status });
  }
}
