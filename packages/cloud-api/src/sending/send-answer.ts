import { z } from "zod";

/**
 * Meta's answer to a send it accepted. Accepted is not delivered: most refusals come later, as a
 * status `failed`.
 */
export const SendAnswer = z.object({
  messaging_product: z.literal("whatsapp"),
  contacts: z.array(
    z.object({
      /** The recipient as we wrote it. */
      input: z.string(),
      /** Their digits, which may differ from the input (Brazil, Mexico, Argentina). */
      wa_id: z.string().optional(),
      user_id: z.string().optional(),
    }),
  ),
  messages: z
    .array(
      z.object({
        id: z.string(),
        group_id: z.string().optional(),
        /** Of templates only: `accepted`, `held_for_quality_assessment`, `paused`. */
        message_status: z.string().optional(),
      }),
    )
    .min(1),
});
export type SendAnswer = z.infer<typeof SendAnswer>;
