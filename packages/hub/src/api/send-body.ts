import { type Instant, instantFromMs, later } from "@casement/engine";
import { z } from "zod";
import { AHEAD_MS_MAX } from "../sending/schedule.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";
import { NumberId } from "./route.ts";
import { DraftShape, TemplateDraftShape } from "./shapes.ts";

/** When a message is to be sent, with a zone or in UTC. */
export const SendAt: z.ZodType<Instant, string> = z.iso
  .datetime({ offset: true })
  .transform((text) => instantFromMs(Date.parse(text)))
  .meta({ description: "Past, or left out: at once. At most a year ahead." });

/** A message with all that can be said of how it is sent. */
export const SendBody = z
  .strictObject({
    number_id: NumberId,
    thread_id: z.guid().optional(),
    to: z
      .string()
      .regex(/^(\+?[\d\s()-]{5,30}|[A-Z]{2}\.[A-Za-z0-9.]{1,200})$/, "must be a phone or user id")
      .optional()
      .meta({ description: "A phone with its calling code, or a user id; or give a thread." }),
    draft: DraftShape,
    send_at: SendAt.optional(),
    fallback: TemplateDraftShape.optional().meta({
      description: "Sent in place of the draft if the window has closed when its turn comes.",
    }),
  })
  .refine(({ thread_id, to }) => (thread_id === undefined) !== (to === undefined), {
    message: "either this or thread_id, and not both",
    path: ["to"],
  });

/** Nobody knows what will be true in years. */
export function refuseTooFar(
  { clock }: Pick<ApiSurroundings, "clock">,
  sendAt: Instant | undefined,
): void {
  if (sendAt === undefined || sendAt <= later(clock.now(), AHEAD_MS_MAX)) return;
  const what = "A message can be scheduled a year ahead at most.";
  throw new ApiProblem("invalid", what, { where: "body.send_at" });
}
