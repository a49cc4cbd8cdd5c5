import { z } from "zod";
import { ErrorNotice } from "./error-notice.ts";
import { Digits, part } from "./lenient.ts";

/** What Meta says the message costs. `type` is there since 2025-07, when messages are charged. */
export const PricingNotice = z.object({
  billable: part(z.boolean()),
  /** `CBP` by conversation, `PMP` by message. */
  pricing_model: part(z.string()),
  type: part(z.string()),
  category: part(z.string()),
});
export type PricingNotice = z.infer<typeof PricingNotice>;

/** The conversation Meta counts the message to; since Graph v24 for free entry points only. */
export const ConversationNotice = z.object({
  id: z.string(),
  origin: part(z.object({ type: part(z.string()) })),
  /** Whole seconds since 1970, in decimal; with `sent` only. */
  expiration_timestamp: part(Digits),
});
export type ConversationNotice = z.infer<typeof ConversationNotice>;

/** One report about one message we sent. The names are Meta's; ours begin in the hub. */
export const StatusNotice = z.object({
  id: z.string(),
  /** `sent`, `delivered`, `read`, `played`, `failed`: not an enum, as a new word must not be an
   * error. */
  status: z.string(),
  /** Whole seconds since 1970, in decimal. */
  timestamp: Digits,
  /** Absent for a customer who shows no number: then `recipient_user_id` is there. */
  recipient_id: part(Digits),
  recipient_user_id: part(z.string()),
  recipient_parent_user_id: part(z.string()),
  /** `group`: then `recipient_id` is the group's, and the participant is named beside it. */
  recipient_type: part(z.string()),
  recipient_participant_id: part(Digits),
  recipient_participant_user_id: part(z.string()),
  recipient_identity_key_hash: part(z.string()),
  /** What the sender gave with the message, verbatim. */
  biz_opaque_callback_data: part(z.string()),
  /** `call` where the report is about a call. */
  type: part(z.string()),
  conversation: part(ConversationNotice),
  /** On `sent` and on one of `delivered` and `read`; not always the first. Never on `failed`. */
  pricing: part(PricingNotice),
  errors: part(z.array(ErrorNotice)),
});
export type StatusNotice = z.infer<typeof StatusNotice>;
