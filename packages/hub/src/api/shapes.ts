import { z } from "zod";
import { ContentShape } from "./content-shapes.ts";
import { ConsentShape, MergeShape } from "./customer-shapes.ts";

// The shapes of `/api/v1`: what the screens and anybody with a key read and write. Instants are ISO
// 8601 in UTC, amounts decimal strings, ids strings. The event stream carries the same shapes.

export { ContentShape } from "./content-shapes.ts";
export type {
  ConsentImportShape,
  ConsentShape,
  CustomerConsentShape,
  CustomerShape,
  FieldShape,
  MergeShape,
  NoteShape,
} from "./customer-shapes.ts";
export { DraftShape, TemplateDraftShape } from "./draft-shapes.ts";
export type {
  DeliveryShape,
  EndpointShape,
  NativeKindShape,
  NewEndpointShape,
} from "./endpoint-shapes.ts";
export type { ErasureShape } from "./erasure-shapes.ts";
export type {
  DifferenceShape,
  FactShape,
  FreeUnitsShape,
  KeptPostShape,
  LedgerLineShape,
  LedgerMessageShape,
  LedgerMonthShape,
  LedgerShape,
  PostingShape,
  PricingShape,
} from "./ledger-shapes.ts";

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
  /** By which rule this is the charge: `P15` where it is Meta's own word. */
  rule: z.string(),
  /** By which rule what it is costs this: the same as `rule`, but of Meta's word the price's. */
  price_rule: z.string(),
  /** The reason in one or two plain sentences, in `explain`'s words. */
  why: z.string(),
});
export type ChargeShape = z.infer<typeof ChargeShape>;

export const MessageStatus = z.enum([
  "received",
  "waiting",
  "scheduled",
  "sending",
  "unknown",
  "given_up",
  "canceled",
  "refused",
  "accepted",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** Who sent a message: `unknown` is another tool on the same number. */
export const Origin = z.enum(["customer", "casement", "phone_app", "unknown"]);
export type Origin = z.infer<typeof Origin>;

/** One message, theirs or ours. `id` is the wamid, or the draft's id until there is one. */
export const MessageShape = z.object({
  id: z.string(),
  draft_id: z.string().nullable(),
  idempotency_key: z.string().nullable(), // While it counts; a screen knows by it what it sent.
  direction: z.enum(["in", "out"]),
  origin: Origin,
  /** What it was sent for, as its sender said: `X-Casement-Tag`, or else its callback data. */
  tag: z.string().nullable(),
  at: Instant,
  content: ContentShape,
  reply_to: z.string().nullable(),
  /** When it is to be sent, as long as it is scheduled. */
  send_at: Instant.nullable(),
  /** When its sender last changed it. `content` is what it said first; the change is a message. */
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
  /** When the customer wrote what no answer of ours followed; a template is none. */
  waiting_since: Instant.nullable(),
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

/** A message that a search of threads found: the newest in its thread, and how it reads there. */
export const FoundShape = z.object({
  number_id: z.string(),
  thread_id: z.string(),
  message_id: z.string(),
  direction: z.enum(["in", "out"]),
  at: Instant,
  excerpt: z.string(),
});
export type FoundShape = z.infer<typeof FoundShape>;

/** How many threads each queue of the list has. */
export const QueueCountsShape = z.object({
  all: z.int(),
  open: z.int(),
  unread: z.int(),
  waiting: z.int(),
  closing_soon: z.int(),
  entry_points: z.int(),
  closed: z.int(),
});
export type QueueCountsShape = z.infer<typeof QueueCountsShape>;

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

/** What the messages of a thread cost, of all that is kept: by category and currency. */
export const SpendShape = z.object({
  category: z.string(),
  currency: z.string(),
  units: z.int(),
  /** Of these nobody knows the price: they are not in the amount. */
  unknown: z.int(),
  amount: Amount,
});
export type SpendShape = z.infer<typeof SpendShape>;

export const ThreadDetailShape = z.object({
  thread: ThreadShape,
  /** All conversations still kept, oldest first: the bands of the thread. */
  conversations: z.array(ConversationShape),
  sending: SendingShape,
  /** The names by which the platform tells of the customer, oldest first. */
  aliases: z.array(
    z.object({
      kind: z.enum(["wa_id", "user_id", "group_id"]),
      value: z.string(),
      since: Instant,
    }),
  ),
  /** Customers whom somebody said to be this one, newest first: each can be undone. */
  merges: z.array(MergeShape),
  consent: ConsentShape,
  spend: z.array(SpendShape),
  /** When the customer was erased: nobody can write to them here. Null: they were not. */
  erased_at: Instant.nullable(),
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
  /** Of each button what it does, in Meta's words: `quick_reply`, `url`, `phone_number` … */
  button_kinds: z.array(z.string()),
  /** What customers make of it, such as `green`; null: not told. */
  quality: z.string().nullable(),
  /** Why Meta turned it down, in its words. */
  rejected_reason: z.string().nullable(),
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
  /** What it was submitted with, in the order of `parameters`; empty where nothing was. */
  examples: z.array(z.string()),
});
export type TemplateShape = z.infer<typeof TemplateShape>;

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
  /** This is on the fallback: why the message itself could not go. */
  instead_of: z.object({ reason: z.string(), why: z.string() }).nullable(),
});
export type DecisionShape = z.infer<typeof DecisionShape>;

/** The answer to a post of a draft: 200 sent or unknown, 422 refused by the gate or by Meta. */
export const SentShape = z.object({ message: MessageShape, decision: DecisionShape });
export type SentShape = z.infer<typeof SentShape>;

/** A file that was uploaded and can be sent. */
export const UploadShape = z.object({
  media_id: z.string(),
  media: z.enum(["image", "video", "audio", "document", "sticker"]),
  mime_type: z.string(),
  size_bytes: z.int(),
});
export type UploadShape = z.infer<typeof UploadShape>;

/** How it goes with what Meta posts about a number, or about an account. */
export const HealthShape = z.object({
  last_post_at: Instant.nullable(),
  /** Notices that were kept and could not be read. */
  not_understood: z.int(),
  /** Kept posts that are not digested yet, and how long the oldest of them waits. */
  pending: z.int(),
  behind_by_ms: z.int(),
  /** Drafts of which nobody knows whether they were sent, and since when of the oldest. */
  unknown_drafts: z.int(),
  unknown_since: Instant.nullable(),
});
export type HealthShape = z.infer<typeof HealthShape>;

export const NumberShape = z.object({
  number_id: z.string(),
  account_id: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** False: posts of it came, are kept and shown, and nobody has connected it. */
  connected: z.boolean(),
  /** Since when every webhook of it reaches us, without a gap; null: nothing says that they do. */
  heard_since: Instant.nullable(),
  health: HealthShape,
});
export type NumberShape = z.infer<typeof NumberShape>;

/** The hub's clock: `speed` 1 is real time, 0 a clock that stands. */
export const ClockShape = z.object({ now: z.iso.datetime(), speed: z.number() });
export type ClockShape = z.infer<typeof ClockShape>;

/** What `/api/v1/events` sends; `position` orders the events of one number. */
export const EventShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("thread"), thread: ThreadShape }),
  z.object({
    kind: z.literal("message"),
    number_id: z.string(),
    thread_id: z.string(),
    message: MessageShape,
  }),
  /**
   * Threads were merged, or parted again: of this one other messages are there than were, so what
   * is known of them is void. Null: it is part of another now.
   */
  z.object({
    kind: z.literal("regrouped"),
    number_id: z.string(),
    thread_id: z.string(),
    thread: ThreadShape.nullable(),
  }),
  z.object({ kind: z.literal("clock"), clock: ClockShape }),
  z.object({ kind: z.literal("begun_anew") }), // What was missed is not kept: load all again.
]);
export type EventShape = z.infer<typeof EventShape>;

/** Every error of `/api/v1`. `where` names the field, if one is at fault. */
export const ProblemShape = z.object({
  error: z.object({ code: z.string(), message: z.string(), where: z.string().optional() }),
});
export type ProblemShape = z.infer<typeof ProblemShape>;

export type {
  AccountShape,
  AppSecretShape,
  AppShape,
  CheckShape,
  KeyShape,
  NewKeyShape,
  NotUnderstoodShape,
  NumberSettingsShape,
  ScheduledShape,
  SetUpShape,
  StandingShape,
  WebhookShape,
} from "./management-shapes.ts";
export type {
  InvitationShape,
  NewInvitationShape,
  PersonShape,
  RoleShape,
  SessionShape,
} from "./people-shapes.ts";
