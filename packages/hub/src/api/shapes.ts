import { z } from "zod";

// The shapes of `/api/v1`: what the screens and anybody with a key read and write. Instants are ISO
// 8601 in UTC, amounts decimal strings, ids strings. The event stream carries the same shapes.

const Instant = z.iso.datetime();
const Amount = z.string().regex(/^-?\d+(\.\d{1,6})?$/);

export const ConversationCategory = z.enum([
  "marketing",
  "utility",
  "authentication",
  "marketing_lite",
  "authentication_international",
  "service",
  "referral_conversion",
  "user_initiated",
  "business_initiated",
]);
export type ConversationCategory = z.infer<typeof ConversationCategory>;

/** One of the platform's 24-hour units in a thread. */
export const ConversationShape = z.object({
  category: ConversationCategory,
  opened_by: z.string(),
  opened_at: Instant,
  expires_at: Instant,
  closed_early_at: Instant.nullable(),
  initiated_by: z.enum(["business", "customer"]),
  /** Null where messages are charged and conversations are not. */
  billable: z.boolean().nullable(),
  message_count: z.int(),
  rule: z.string(),
});
export type ConversationShape = z.infer<typeof ConversationShape>;

/** What a message says, in our words: enough to draw it as on a phone. */
export const ContentShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({
    kind: z.literal("media"),
    media: z.enum(["image", "video", "audio", "document", "sticker"]),
    media_id: z.string().nullable(),
    caption: z.string().nullable(),
    filename: z.string().nullable(),
    mime_type: z.string().nullable(),
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
    people: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })),
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
  }),
  /** What we keep and count but cannot draw; `type` is the platform's word. */
  z.object({ kind: z.literal("other"), type: z.string(), text: z.string().nullable() }),
]);
export type ContentShape = z.infer<typeof ContentShape>;

/** What a message cost, or `amount: null` where nobody knows. */
export const ChargeShape = z.object({
  /** NBP: charged by template, before conversations. */
  model: z.enum(["NBP", "CBP", "PMP"]),
  category: z.string(),
  type: z.string().nullable(),
  billable: z.boolean().nullable(),
  market: z.string().nullable(),
  amount: Amount.nullable(),
  currency: z.string(),
  state: z.enum(["free", "unknown", "accrued", "confirmed", "corrected"]),
  rule: z.string(),
  /** The reason in one or two plain sentences, in `explain`'s words. */
  why: z.string(),
});
export type ChargeShape = z.infer<typeof ChargeShape>;

export const MessageStatus = z.enum([
  "received",
  "waiting",
  "sending",
  "unknown",
  "refused",
  "accepted",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** One message, theirs or ours. `id` is the wamid, or the draft's id until there is one. */
export const MessageShape = z.object({
  id: z.string(),
  draft_id: z.string().nullable(),
  direction: z.enum(["in", "out"]),
  /** Who sent it: `unknown` is another tool on the same number. */
  origin: z.enum(["customer", "casement", "phone_app", "unknown"]),
  at: Instant,
  content: ContentShape,
  reply_to: z.string().nullable(),
  /** When its sender last changed it; `content` is what it said first, the change a message of its
   * own that replies to it. */
  edited_at: Instant.nullable(),
  /** When its sender took it back. What it said is kept. */
  revoked_at: Instant.nullable(),
  status: MessageStatus,
  error: z.object({ code: z.int(), title: z.string(), remedy: z.string() }).nullable(),
  conversation: z.object({ category: ConversationCategory, opened_by: z.string() }).nullable(),
  charge: ChargeShape.nullable(),
});
export type MessageShape = z.infer<typeof MessageShape>;

/** A thread as the list shows it. */
export const ThreadShape = z.object({
  number_id: z.string(),
  thread_id: z.string(),
  name: z.string().nullable(),
  username: z.string().nullable(),
  /** E.164 with `+`; null for a customer who shows no number. */
  phone: z.string().nullable(),
  /** The service window open last, whether or not it has closed since. */
  window: z.object({ opened_at: Instant, closes_at: Instant }).nullable(),
  /** A free entry point that our answer would open, and until when. */
  entry_point_offer: z.object({ lapses_at: Instant }).nullable(),
  /** Open now, by the hub's clock. */
  conversations: z.array(ConversationShape),
  unread: z.int(),
  last_message: z
    .object({
      id: z.string(),
      direction: z.enum(["in", "out"]),
      at: Instant,
      preview: z.string(),
      status: MessageStatus,
    })
    .nullable(),
  /** Rises with every change of the thread: the greater wins where two copies meet. */
  position: z.int(),
});
export type ThreadShape = z.infer<typeof ThreadShape>;

/**
 * All that `decideSend` of the engine needs, so that the composer asks it on the spot. The engine's
 * own values, as JSON: instants in milliseconds, amounts in millionths.
 */
export const SendingShape = z.object({
  state: z.looseObject({}),
  blocked: z.boolean(),
  consent: z.looseObject({}),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  heard_since_ms: z.number().nullable(),
  account: z.looseObject({ timeZone: z.string(), currency: z.string() }),
  usage: z.object({ freeUnitsUsed: z.int() }),
  /**
   * The rate rows of this customer's market, in the account's currency and in dollars: a price ends
   * where the one in dollars changes.
   */
  rates: z.array(z.looseObject({})),
});
export type SendingShape = z.infer<typeof SendingShape>;

export const ThreadDetailShape = z.object({
  thread: ThreadShape,
  /** All conversations still kept, oldest first: the bands of the thread. */
  conversations: z.array(ConversationShape),
  sending: SendingShape,
});
export type ThreadDetailShape = z.infer<typeof ThreadDetailShape>;

/** A template that may be sent, as the picker shows it. */
export const TemplateShape = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(z.string()),
  /** What must be filled in, in order: `{{1}}` is "1", a named one its name. */
  parameters: z.array(
    z.object({
      component: z.enum(["header", "body", "button"]),
      /** Of a button that copies: `code` of a password, `coupon_code` of a coupon. */
      name: z.string(),
      /** How it is given: a text, or a link to a picture, film or file. */
      format: z.enum(["text", "image", "video", "document"]),
      /** Of a button: which, from 0. */
      index: z.int().nullable(),
    }),
  ),
});
export type TemplateShape = z.infer<typeof TemplateShape>;

/** A draft as the composer posts it: free text, or a template with its parameters filled in. */
export const DraftShape = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string().min(1).max(4096),
    reply_to: z.string().optional(),
  }),
  z.object({
    kind: z.literal("template"),
    name: z.string(),
    language: z.string(),
    /** Values in the order of the template's `parameters`. */
    values: z.array(z.string().max(1024)),
  }),
]);
export type DraftShape = z.infer<typeof DraftShape>;

/** The engine's decision on a draft, with its sentence. */
export const DecisionShape = z.object({
  allowed: z.boolean(),
  window: z.enum(["open", "closed", "unknown"]),
  code: z.int().nullable(),
  reason: z.string().nullable(),
  reasons: z.array(z.string()),
  opens: ConversationCategory.nullable(),
  joins: ConversationCategory.nullable(),
  charge: z
    .object({
      category: z.string(),
      amount: Amount.nullable(),
      amount_max: Amount.nullable(),
      currency: z.string(),
    })
    .nullable(),
  rule: z.string(),
  why: z.string(),
});
export type DecisionShape = z.infer<typeof DecisionShape>;

/** The answer to a post of a draft: 200 sent or unknown, 422 refused by the gate or by Meta. */
export const SentShape = z.object({ message: MessageShape, decision: DecisionShape });
export type SentShape = z.infer<typeof SentShape>;

/** How it goes with what Meta posts about a number, or about an account. */
export const HealthShape = z.object({
  last_post_at: Instant.nullable(),
  /** Notices that were kept and could not be read. */
  not_understood: z.int(),
  /** Kept posts that are not digested yet, and how long the oldest of them waits. */
  pending: z.int(),
  behind_by_ms: z.int(),
});
export type HealthShape = z.infer<typeof HealthShape>;

export const NumberShape = z.object({
  number_id: z.string(),
  account_id: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** False: posts of it came, are kept and shown, and nobody has connected it. */
  connected: z.boolean(),
  /** Since when every webhook of it reaches us; null: that is not known. */
  heard_since: Instant.nullable(),
  health: HealthShape,
});
export type NumberShape = z.infer<typeof NumberShape>;

/** The hub's clock: `speed` 1 is real time, 0 a clock that stands. */
export const ClockShape = z.object({ now: z.iso.datetime(), speed: z.number() });
export type ClockShape = z.infer<typeof ClockShape>;

/** One line of the ledger: a unit, what it cost, by which rule. */
export const LedgerLineShape = z.object({
  number_id: z.string(),
  thread_id: z.string().nullable(),
  wamid: z.string(),
  delivered_at: Instant,
  customer: z.string().nullable(),
  charge: ChargeShape,
});
export type LedgerLineShape = z.infer<typeof LedgerLineShape>;

export const LedgerShape = z.object({
  month: z.string(),
  currency: z.string().nullable(),
  total: Amount,
  /** Messages whose price nobody knows: not in the total. */
  unknown: z.int(),
  by_category: z.array(
    z.object({ category: z.string(), units: z.int(), billable: z.int(), amount: Amount }),
  ),
  lines: z.array(LedgerLineShape),
  next_cursor: z.string().nullable(),
});
export type LedgerShape = z.infer<typeof LedgerShape>;

/** What `/api/v1/events` sends; `position` orders the events of one number. */
export const EventShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("thread"), thread: ThreadShape }),
  z.object({
    kind: z.literal("message"),
    number_id: z.string(),
    thread_id: z.string(),
    message: MessageShape,
  }),
  z.object({ kind: z.literal("clock"), clock: ClockShape }),
]);
export type EventShape = z.infer<typeof EventShape>;

/** Every error of `/api/v1`. `where` names the field, if one is at fault. */
export const ProblemShape = z.object({
  error: z.object({ code: z.string(), message: z.string(), where: z.string().optional() }),
});
export type ProblemShape = z.infer<typeof ProblemShape>;
