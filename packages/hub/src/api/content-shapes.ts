import { z } from "zod";

/** The picture, film or file above the words of a message: ours to show if it was uploaded. */
const HeaderFile = z.object({
  media: z.enum(["image", "video", "document"]),
  media_id: z.string().nullable(),
});

/** What brought the customer here, beside their first words. */
const Arrival = z.object({
  by: z.enum(["ad", "post", "page"]),
  headline: z.string().nullable(),
  /** A stranger's, as the platform gave it. */
  url: z.string().nullable(),
});

/** What a question of ours lets the customer do. */
const QuestionStyle = z.enum([
  "buttons",
  "list",
  "link",
  "form",
  "products",
  "location",
  "call",
  "other",
]);

/** What a message says, in our words: enough to draw it as on a phone. */
export const ContentShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), arrival: Arrival.optional() }),
  z.object({
    kind: z.literal("media"),
    media: z.enum(["image", "video", "audio", "document", "sticker"]),
    media_id: z.string().nullable(),
    caption: z.string().nullable(),
    filename: z.string().nullable(),
    mime_type: z.string().nullable(),
    /** Of a sound: recorded on the spot, as phones show it. */
    voice: z.boolean().optional(),
    arrival: Arrival.optional(),
  }),
  z.object({
    kind: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().nullable(),
    address: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("people"),
    people: z.array(
      z.object({
        name: z.string(),
        phones: z.array(z.string()),
        emails: z.array(z.string()).optional(),
        company: z.string().nullable().optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal("reaction"), emoji: z.string().nullable(), to: z.string() }),
  /** The customer pressed a button or chose from a list. */
  z.object({ kind: z.literal("choice"), title: z.string(), description: z.string().nullable() }),
  /** Buttons, a list or another question of ours. */
  z.object({
    kind: z.literal("question"),
    header: z.string().nullable(),
    text: z.string(),
    footer: z.string().nullable(),
    options: z.array(z.string()),
    /** What the options are; of what was kept before this was told apart: away. */
    style: QuestionStyle.optional(),
    /** What opens a list, a link, a form or a catalogue. */
    button: z.string().nullable().optional(),
    /** Where a link leads. */
    url: z.string().nullable().optional(),
    picture: HeaderFile.nullable().optional(),
  }),
  /** A basket that the customer sent. */
  z.object({
    kind: z.literal("order"),
    text: z.string().nullable(),
    items: z.array(
      z.object({
        product: z.string(),
        quantity: z.number(),
        price: z.number().nullable(),
        currency: z.string().nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal("template"),
    name: z.string(),
    language: z.string(),
    category: z.string().nullable(),
    header: z.string().nullable(),
    text: z.string(),
    footer: z.string().nullable(),
    buttons: z.array(z.string()),
    picture: HeaderFile.nullable().optional(),
  }),
  /** What we keep and count but cannot draw; `type` is the platform's word. */
  z.object({ kind: z.literal("other"), type: z.string(), text: z.string().nullable() }),
]);
export type ContentShape = z.infer<typeof ContentShape>;
