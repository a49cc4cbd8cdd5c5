import { z } from "zod";
import { ContactsSend } from "./contacts-send.ts";
import { InteractiveSend } from "./interactive-send.ts";
import { AudioSend, DocumentSend, ImageSend, StickerSend, VideoSend } from "./media-send.ts";
import { BooleanParam, IdParam, NumberParam, refusal, word } from "./params.ts";
import { TemplateSend } from "./template-send.ts";

/** What every send has, whatever its type. */
const head = {
  messaging_product: word("whatsapp"),
  recipient_type: word("individual", "group").optional(),
  /** A phone in any writing, a `wa_id`, or the id of a group. */
  to: IdParam.optional(),
  /** A business-scoped user id; `to` wins if both are there. */
  recipient: IdParam.optional(),
  /** The message this one answers. */
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  /** Comes back with every status. */
  biz_opaque_callback_data: z.string().max(512).optional(),
  recipient_identity_key_hash: z.string().optional(),
  // Of the Marketing Messages API.
  ttl: NumberParam.optional(),
  message_activity_sharing: BooleanParam.optional(),
  product_policy: z.string().optional(),
};

/** The types a message can have, in the order in which Meta's error lists them. */
export const SEND_TYPES = [
  "audio",
  "contacts",
  "document",
  "image",
  "interactive",
  "location",
  "pin",
  "reaction",
  "sticker",
  "template",
  "text",
  "video",
] as const;

/** The head of a send; without `type` it is a text. */
export const SendHead = z.object({ ...head, type: word(...SEND_TYPES).default("text") });

export const TextSend = z.strictObject({
  body: z.string().min(1).max(4096),
  preview_url: BooleanParam.optional(),
});

export const LocationSend = z
  .strictObject({
    latitude: NumberParam,
    longitude: NumberParam,
    name: z.string().optional(),
    address: z.string().optional(),
  })
  .superRefine((place, context) => {
    if (Math.abs(place.latitude) > 90 || Math.abs(place.longitude) > 180) {
      context.addIssue(refusal(131009, "latitude or longitude is out of range."));
    }
  });

/** An empty `emoji` takes the reaction back. */
export const ReactionSend = z.strictObject({ message_id: z.string().min(1), emoji: z.string() });

/** Pins a message in a group, or unpins it. */
export const PinSend = z.strictObject({
  type: word("pin", "unpin"),
  message_id: z.string().min(1),
  expiration_days: NumberParam.optional(),
});

/** A message to be sent: the body of `POST /{phone_number_id}/messages`. */
export const SendRequest = z.discriminatedUnion("type", [
  z.object({ ...head, type: z.literal("text"), text: TextSend }),
  z.object({ ...head, type: z.literal("template"), template: TemplateSend }),
  z.object({ ...head, type: z.literal("image"), image: ImageSend }),
  z.object({ ...head, type: z.literal("video"), video: VideoSend }),
  z.object({ ...head, type: z.literal("audio"), audio: AudioSend }),
  z.object({ ...head, type: z.literal("document"), document: DocumentSend }),
  z.object({ ...head, type: z.literal("sticker"), sticker: StickerSend }),
  z.object({ ...head, type: z.literal("location"), location: LocationSend }),
  z.object({ ...head, type: z.literal("contacts"), contacts: ContactsSend }),
  z.object({ ...head, type: z.literal("reaction"), reaction: ReactionSend }),
  z.object({ ...head, type: z.literal("interactive"), interactive: InteractiveSend }),
  z.object({ ...head, type: z.literal("pin"), pin: PinSend }),
]);
export type SendRequest = z.infer<typeof SendRequest>;

/** Says that a message of the customer's was read, and if asked that we are typing. */
export const ReceiptRequest = z.object({
  messaging_product: word("whatsapp"),
  status: word("read"),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: word("text") }).optional(),
});
export type ReceiptRequest = z.infer<typeof ReceiptRequest>;
