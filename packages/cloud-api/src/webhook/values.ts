import { z } from "zod";
import { ErrorNotice } from "./error-notice.ts";
import { Digits, Numeric, part } from "./lenient.ts";
import { EchoNotice, MessageNotice } from "./message-notice.ts";
import { StatusNotice } from "./status-notice.ts";

/** The business number a change is about. */
export const NumberMetadata = z.object({
  /** Digits only. */
  display_phone_number: part(Digits),
  phone_number_id: Digits,
});
export type NumberMetadata = z.infer<typeof NumberMetadata>;

/**
 * A person the notices of a change are about. A phone may be missing (`user_id` is there then), and
 * so may the profile: since 2026 statuses bring a person without one.
 */
export const ContactNotice = z.object({
  wa_id: part(Digits),
  user_id: part(z.string()),
  parent_user_id: part(z.string()),
  profile: part(z.object({ name: part(z.string()), username: part(z.string()) })),
  identity_key_hash: part(z.string()),
});
export type ContactNotice = z.infer<typeof ContactNotice>;

const everywhere = {
  metadata: NumberMetadata,
  contacts: part(z.array(ContactNotice)),
  errors: part(z.array(ErrorNotice)),
};

/**
 * The value of a change of `messages`. One message that cannot be read fails the whole value here:
 * who digests posts uses `readNotices`, where each notice fails by itself.
 */
export const MessagesValue = z.object({
  ...everywhere,
  messages: z.array(MessageNotice).optional(),
  statuses: z.array(StatusNotice).optional(),
});
export type MessagesValue = z.infer<typeof MessagesValue>;

/** The value of a change of `smb_message_echoes`, or of `message_echoes`. */
export const MessageEchoesValue = z.object({
  ...everywhere,
  message_echoes: z.array(EchoNotice),
});
export type MessageEchoesValue = z.infer<typeof MessageEchoesValue>;

/** What a customer wants to get from now on: `value` is `stop` or `resume`. */
export const PreferenceNotice = z.object({
  wa_id: part(Digits),
  user_id: part(z.string()),
  /** `marketing_messages`. */
  category: z.string(),
  value: z.string(),
  detail: part(z.string()),
  timestamp: Digits,
});
export type PreferenceNotice = z.infer<typeof PreferenceNotice>;

/** The value of a change of `user_preferences`. */
export const UserPreferencesValue = z.object({
  ...everywhere,
  user_preferences: z.array(PreferenceNotice),
});
export type UserPreferencesValue = z.infer<typeof UserPreferencesValue>;

/** A customer's business-scoped id was replaced by another. */
export const UserIdUpdateNotice = z.object({
  wa_id: part(Digits),
  user_id: z.object({ previous: z.string(), current: z.string() }),
  detail: part(z.string()),
  timestamp: Digits,
});
export type UserIdUpdateNotice = z.infer<typeof UserIdUpdateNotice>;

/** A call began or ended. One by the customer opens a service window, answered or not. */
export const CallNotice = z.object({
  id: z.string(),
  from: part(Digits),
  from_user_id: part(z.string()),
  to: part(Digits),
  to_user_id: part(z.string()),
  /** `connect` or `terminate`. */
  event: part(z.string()),
  /** `USER_INITIATED` or `BUSINESS_INITIATED`. */
  direction: part(z.string()),
  timestamp: Digits,
  status: part(z.string()),
  start_time: part(Digits),
  end_time: part(Digits),
  /** Seconds. */
  duration: part(Numeric),
  biz_opaque_callback_data: part(z.string()),
});
export type CallNotice = z.infer<typeof CallNotice>;
