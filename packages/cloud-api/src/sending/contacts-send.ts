import { z } from "zod";
import { refusal } from "./params.ts";

const text = z.string().optional();

const Name = z
  .strictObject({
    formatted_name: z.string().min(1),
    first_name: text,
    last_name: text,
    middle_name: text,
    suffix: text,
    prefix: text,
  })
  .superRefine((name, context) => {
    const { formatted_name: _, ...parts } = name;
    if (Object.values(parts).every((part) => part === undefined || part === "")) {
      context.addIssue(refusal(131009, "name must have one more part than formatted_name."));
    }
  });

/** A card of somebody's, to be kept in the customer's address book. */
export const CardSend = z.strictObject({
  name: Name,
  addresses: z
    .array(
      z.strictObject({
        street: text,
        city: text,
        state: text,
        zip: text,
        country: text,
        country_code: text,
        type: text,
      }),
    )
    .optional(),
  /** `YYYY-MM-DD`. */
  birthday: text,
  emails: z.array(z.strictObject({ email: text, type: text })).optional(),
  org: z.strictObject({ company: text, department: text, title: text }).optional(),
  phones: z.array(z.strictObject({ phone: text, type: text, wa_id: text })).optional(),
  urls: z.array(z.strictObject({ url: text, type: text })).optional(),
});
export type CardSend = z.infer<typeof CardSend>;

export const ContactsSend = z.array(CardSend).min(1).max(257);
