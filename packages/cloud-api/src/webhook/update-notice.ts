import { z } from "zod";
import { Digits, Numeric, part } from "./lenient.ts";
import { MessageNotice } from "./message-notice.ts";

const TemplateButtonUpdate = z.object({
  message_template_button_type: z.string(),
  message_template_button_text: part(z.string()),
  message_template_button_url: part(z.string()),
  message_template_button_phone_number: part(z.string()),
});

/**
 * What changed about a template: its status, quality, category or parts. Each field of Meta's fills
 * some of these members, and a sample of theirs names the wrong field, so what it tells of is seen
 * by its members and not by its field.
 */
export const TemplateUpdateNotice = z.object({
  message_template_id: part(Digits),
  message_template_name: z.string(),
  /** `en_US`; samples also write `en-US`. */
  message_template_language: z.string(),
  /** `APPROVED`, `REJECTED`, `PAUSED`, `FLAGGED` and so on. */
  event: part(z.string()),
  reason: part(z.string()),
  message_template_category: part(z.string()),
  previous_category: part(z.string()),
  /** The category from now on; the one still held where `correct_category` announces another. */
  new_category: part(z.string()),
  correct_category: part(z.string()),
  category_update_timestamp: part(Digits),
  previous_quality_score: part(z.string()),
  new_quality_score: part(z.string()),
  message_template_title: part(z.string()),
  /** The text of the body. */
  message_template_element: part(z.string()),
  message_template_footer: part(z.string()),
  message_template_buttons: part(z.array(TemplateButtonUpdate)),
  rejection_info: part(z.object({ reason: part(z.string()), recommendation: part(z.string()) })),
  other_info: part(z.object({ title: part(z.string()), description: part(z.string()) })),
});
export type TemplateUpdateNotice = z.infer<typeof TemplateUpdateNotice>;

/** What happened to a group: made, named otherwise, joined, left, suspended. */
export const GroupNotice = z.object({
  group_id: z.string(),
  timestamp: Digits,
  type: z.string(),
  request_id: part(z.string()),
  reason: part(z.string()),
  subject: part(z.string()),
  group_subject: part(z.object({ text: part(z.string()), update_successful: part(z.boolean()) })),
});
export type GroupNotice = z.infer<typeof GroupNotice>;

/** An entry of the phone book in the business's app was added, changed or removed. */
export const StateSyncNotice = z.object({
  type: z.string(),
  action: part(z.string()),
  metadata: z.object({ timestamp: Digits }),
});
export type StateSyncNotice = z.infer<typeof StateSyncNotice>;

/** A message from before the number came to the Cloud API. */
export const PastMessageNotice = MessageNotice.extend({
  to: part(Digits),
  /** How far it had come: `READ`, `DELIVERED`, `PENDING`. */
  history_context: part(z.object({ status: part(z.string()) })),
});
export type PastMessageNotice = z.infer<typeof PastMessageNotice>;

/** A piece of the past, of which this is the label: `progress` is in percent. */
export const HistoryChunkNotice = z.object({
  phase: part(Numeric),
  chunk_order: part(Numeric),
  progress: part(Numeric),
});
export type HistoryChunkNotice = z.infer<typeof HistoryChunkNotice>;
