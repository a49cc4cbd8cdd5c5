import { z } from "zod";

const ReplyTo = z.string().max(500).optional();
const Header = z.string().max(60).optional();
const Footer = z.string().max(60).optional();

const Card = z.strictObject({
  name: z.string().min(1).max(200),
  phones: z
    .array(
      z.string().regex(/^\+?[\d\s().-]{5,30}$/, "must be a phone number such as +447700900142"),
    )
    .max(10),
  emails: z.array(z.email().max(200)).max(10).optional(),
  company: z.string().max(200).optional(),
});

/** A template with its parameters filled in. */
export const TemplateDraftShape = z.strictObject({
  kind: z.literal("template"),
  name: z.string().min(1).max(512),
  language: z.string().min(1).max(40),
  /** Values in the order of the template's `parameters`. */
  values: z.array(z.string().max(1024)),
});

/**
 * A draft as the composer posts it: anything free-form, or a template with its parameters filled
 * in.
 */
export const DraftShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().min(1).max(4096), reply_to: ReplyTo }),
  z.strictObject({
    kind: z.literal("media"),
    media: z.enum(["image", "video", "audio", "document", "sticker"]),
    /** As `POST /numbers/{number_id}/media` gave it. */
    media_id: z.string().regex(/^\w{1,64}$/),
    caption: z.string().max(1024).optional(),
    filename: z.string().max(240).optional(),
    reply_to: ReplyTo,
  }),
  /** Up to three buttons. */
  z.strictObject({
    kind: z.literal("buttons"),
    text: z.string().min(1).max(1024),
    header: Header,
    footer: Footer,
    buttons: z.array(z.string().min(1).max(20)).min(1).max(3),
    reply_to: ReplyTo,
  }),
  /** A list of up to ten, behind a button. */
  z.strictObject({
    kind: z.literal("list"),
    text: z.string().min(1).max(4096),
    header: Header,
    footer: Footer,
    button: z.string().min(1).max(20),
    rows: z
      .array(
        z.object({
          title: z.string().min(1).max(24),
          description: z.string().max(72).optional(),
        }),
      )
      .min(1)
      .max(10),
    reply_to: ReplyTo,
  }),
  z.strictObject({
    kind: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
    reply_to: ReplyTo,
  }),
  /** The cards of people, to be kept in the customer's address book. */
  z.strictObject({
    kind: z.literal("people"),
    people: z.array(Card).min(1).max(10),
    reply_to: ReplyTo,
  }),
  /** An empty emoji takes the reaction back. */
  z.strictObject({
    kind: z.literal("reaction"),
    to: z.string().max(500),
    emoji: z.string().max(40),
  }),
  TemplateDraftShape,
]);
export type DraftShape = z.infer<typeof DraftShape>;
