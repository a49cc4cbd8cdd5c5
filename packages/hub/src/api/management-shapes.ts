import { z } from "zod";
import { ConversationShape, HealthShape, MessageShape } from "./shapes.ts";

// The shapes of `/api/v1` that run a hub: accounts, keys, what was not understood, setting up.

/** How an account stands with Meta, by the notices about it. `what`: why, in Meta's words. */
export const AccountStandingShape = z.object({
  state: z.enum(["good", "warned", "restricted", "to_be_disabled", "disabled", "deleted"]),
  since: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  what: z.string().nullable(),
});

/** An account as it is kept: whom its numbers send for, and what its months and prices go by. */
export const AccountShape = z.object({
  account_id: z.string(),
  name: z.string().nullable(),
  app_id: z.string().nullable(),
  /** The zone that its months, prices and free units go by. */
  time_zone: z.string(),
  /** Whose word that is: Meta's, somebody's here, or nobody's, and UTC is assumed. */
  time_zone_by: z.enum(["platform", "chosen", "assumed"]),
  /** Meta's own word for the zone, a number of its list. */
  platform_time_zone: z.string().nullable(),
  currency: z.string(),
  graph_version: z.string(),
  number_ids: z.array(z.string()),
  standing: AccountStandingShape,
  /** Of what Meta posts about the account itself, such as its templates. */
  health: HealthShape,
});
export type AccountShape = z.infer<typeof AccountShape>;

/** A version of the secret by which an app signs its webhooks; what it says is never shown. */
export const AppSecretShape = z.object({
  version: z.int(),
  created_at: z.iso.datetime(),
  /** What it signs from then on is refused; null: it is active. */
  retired_at: z.iso.datetime().nullable(),
});
export type AppSecretShape = z.infer<typeof AppSecretShape>;

/** An app of Meta's that posts to this hub, with its secret, newest version first. */
export const AppShape = z.object({
  app_id: z.string(),
  account_ids: z.array(z.string()),
  secrets: z.array(AppSecretShape),
});
export type AppShape = z.infer<typeof AppShape>;

/** A conversation with the thread that it is in. */
export const PlacedConversationShape = ConversationShape.extend({
  number_id: z.string(),
  thread_id: z.string(),
});
export type PlacedConversationShape = z.infer<typeof PlacedConversationShape>;

/** Something in a kept post that could not be read: where, and why; never what it says. */
export const NotUnderstoodShape = z.object({
  number_id: z.string(),
  post_id: z.string(),
  received_on: z.iso.date(),
  /** Empty: the post as a whole. */
  path: z.string(),
  what: z.string(),
  recorded_at: z.iso.datetime(),
});
export type NotUnderstoodShape = z.infer<typeof NotUnderstoodShape>;

/** A key, without the key: that is shown once, when it is made. */
export const KeyShape = z.object({
  key_id: z.string(),
  /** Its first characters, to tell keys apart. */
  prefix: z.string(),
  name: z.string(),
  /** Null: a key for the whole installation. */
  account_id: z.string().nullable(),
  /** Null: every number of the account, or of the installation. */
  number_ids: z.array(z.string()).nullable(),
  scopes: z.array(z.string()),
  created_at: z.iso.datetime(),
  /** To the minute; null: never. */
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type KeyShape = z.infer<typeof KeyShape>;

/** A key just made: the one time that `key` is shown. */
export const NewKeyShape = KeyShape.extend({ key: z.string() });
export type NewKeyShape = z.infer<typeof NewKeyShape>;

/** One thing that was looked at before a number is connected. `ok: null`: it cannot be told. */
export const CheckShape = z.object({
  check: z.enum([
    "app_secret",
    "token",
    "permissions",
    "account",
    "time_zone",
    "number",
    "subscription",
    "callback",
    "fields",
    "files",
  ]),
  ok: z.boolean().nullable(),
  what: z.string(),
  /** What to do; null: nothing. */
  remedy: z.string().nullable(),
});
export type CheckShape = z.infer<typeof CheckShape>;

/** What became of connecting a number. */
export const SetUpShape = z.object({ connected: z.boolean(), checks: z.array(CheckShape) });
export type SetUpShape = z.infer<typeof SetUpShape>;

/** What Meta thinks of a number, in its own words; null: it did not say. */
export const StandingShape = z.object({
  /** `GREEN`, `YELLOW`, `RED`; else it has none yet. */
  quality: z.string().nullable(),
  /** `STANDARD`: 80 messages a second; `HIGH`: 1,000. */
  throughput: z.string().nullable(),
  /** How many customers may be written to first in 24 hours: `TIER_2K`, of the whole portfolio. */
  limit: z.string().nullable(),
  /** `CONNECTED`, `PENDING`, `RATE_LIMITED`, `FLAGGED` … */
  status: z.string().nullable(),
  name_status: z.string().nullable(),
});
export type StandingShape = z.infer<typeof StandingShape>;

/** What is entered at Meta so that it posts to this hub. */
export const WebhookShape = z.object({
  path: z.string(),
  /** Null: it was entered before it was kept. Connect the number again to keep one. */
  verify_token: z.string().nullable(),
});
export type WebhookShape = z.infer<typeof WebhookShape>;

const UnknownChoiceShape = z.object({
  /** `hold`: it stays unknown. `give_up`: it has failed. `send_again`: it may reach them twice. */
  policy: z.enum(["hold", "give_up", "send_again"]),
  /** How long a status is waited for; null: for ever, as of what is held. */
  after_hours: z.number().nullable(),
});

/** What was chosen for a number. */
export const NumberSettingsShape = z.object({
  /** What becomes of drafts of which nobody learns whether they were sent. */
  unknown_drafts: UnknownChoiceShape.extend({
    templates: z.array(UnknownChoiceShape.extend({ name: z.string() })),
  }),
  /** Whether templates go out of the window only to who agreed to their category. */
  opt_in_required: z.boolean(),
});
export type NumberSettingsShape = z.infer<typeof NumberSettingsShape>;

/** A message that waits for its moment, which is its `send_at`. */
export const ScheduledShape = z.object({
  number_id: z.string(),
  thread_id: z.string(),
  message: MessageShape,
});
export type ScheduledShape = z.infer<typeof ScheduledShape>;
