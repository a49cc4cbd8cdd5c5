import { z } from "zod";
import { content } from "./content.ts";
import { ErrorNotice } from "./error-notice.ts";
import { Digits, part } from "./lenient.ts";

/** Where the customer came from: an ad or a post that opens a chat. In the first message only. */
export const ReferralNotice = z.object({
  /** `ad` or `post`. */
  source_type: part(z.string()),
  source_id: part(Digits),
  source_url: part(z.string()),
  headline: part(z.string()),
  body: part(z.string()),
  media_type: part(z.string()),
  image_url: part(z.string()),
  video_url: part(z.string()),
  thumbnail_url: part(z.string()),
  ctwa_clid: part(z.string()),
  welcome_message: part(z.object({ text: part(z.string()) })),
});
export type ReferralNotice = z.infer<typeof ReferralNotice>;

/** What the message answers. A forwarded one has neither `from` nor `id`. */
export const ContextNotice = z.object({
  from: part(Digits),
  id: part(z.string()),
  forwarded: part(z.boolean()),
  frequently_forwarded: part(z.boolean()),
  referred_product: part(z.object({ catalog_id: part(Digits), product_retailer_id: part(Digits) })),
});
export type ContextNotice = z.infer<typeof ContextNotice>;

const about = {
  context: part(ContextNotice),
  referral: part(ReferralNotice),
  identity: part(
    z.object({
      acknowledged: part(z.boolean()),
      created_timestamp: part(Digits),
      hash: part(z.string()),
    }),
  ),
  errors: part(z.array(ErrorNotice)),
  /** An edit of an earlier message: `message` is how it reads now. */
  edit: part(
    z.object({
      original_message_id: z.string(),
      message: part(z.object({ type: part(z.string()), context: part(ContextNotice), ...content })),
    }),
  ),
  revoke: part(z.object({ original_message_id: z.string() })),
};

/** One message of a customer's. The names are Meta's; ours begin in the hub. */
export const MessageNotice = z.object({
  id: z.string(),
  /** Absent for a customer who shows no number: then `from_user_id` is there. */
  from: part(Digits),
  from_user_id: part(z.string()),
  from_parent_user_id: part(z.string()),
  group_id: part(z.string()),
  /** Whole seconds since 1970, in decimal. */
  timestamp: Digits,
  /** `text`, `image` and so on: the member that holds the content. Not an enum, as a new word must
   * not be an error; and now and then left out. */
  type: part(z.string()),
  /** `contact_request` when the customer shares their number because we asked (2026). */
  origin: part(z.string()),
  ...content,
  ...about,
});
export type MessageNotice = z.infer<typeof MessageNotice>;

/** One message the business sent from its own phone app. The customer is in `to`. */
export const EchoNotice = z.object({
  id: z.string(),
  from: part(Digits),
  to: part(Digits),
  to_user_id: part(z.string()),
  timestamp: Digits,
  type: part(z.string()),
  ...content,
  ...about,
});
export type EchoNotice = z.infer<typeof EchoNotice>;
