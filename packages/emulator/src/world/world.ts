import type { Instant } from "@casement/engine";
import type { Failure } from "../messages/failure.ts";
import type { RandomState } from "../random.ts";
import type { WebhookRetries } from "../webhooks/retry-schedule.ts";
import type { WebhookPost } from "../webhooks/webhook-post.ts";
import type { BusinessAction } from "./business-action.ts";
import type { BusinessRecords } from "./business-records.ts";
import type { Customer } from "./customer.ts";
import type { EnforcementAction } from "./enforcement-action.ts";
import type { EnforcementRecords } from "./enforcement-records.ts";
import type { Medium } from "./medium.ts";
import type { Message } from "./message.ts";
import type { MessageTemplate } from "./template.ts";
import type { Thread } from "./thread.ts";

/**
 * Everything there is on Meta's side, as one plain value: what `JSON.stringify` writes and
 * `JSON.parse` reads is the same world, and goes on the same way.
 *
 * Only the operations and what the agenda brings change it. `version` changes with its shape.
 */
export interface World extends BusinessRecords, EnforcementRecords {
  readonly version: 2;
  readonly name: string;
  readonly seed: number;
  readonly random: {
    /** Ids of messages, customers and conversations. */
    readonly ids: RandomState;
    /** Ids of requests: a stream of their own, so that a look at the world does not change it. */
    readonly traces: RandomState;
    /** How soon and how surely things happen. */
    readonly behaviour: RandomState;
  };
  readonly secrets: Secrets;
  windowErrors: "async" | "sync";
  readonly webhookRetries: WebhookRetries;
  readonly app: App;
  readonly portfolioId: string;
  readonly accounts: Record<string, MessagingAccount>;
  readonly numbers: Record<string, BusinessNumber>;
  readonly templates: Record<string, MessageTemplate>;
  /** By the digits of their phone. */
  readonly customers: Record<string, Customer>;
  /** By number and customer: see `threadKey`. */
  readonly threads: Record<string, Thread>;
  readonly messages: Record<string, Message>;
  /** What was uploaded and what customers sent, by its id. */
  readonly media: Record<string, Medium>;
  /** What will happen, by its id. */
  readonly agenda: Record<string, Action>;
  readonly posts: Record<string, WebhookPost>;
  /** Units counted so far, by the scope and month of an allowance or a tier. */
  readonly usage: Record<string, number>;
  /** The numbers that the next action, fact and post get. */
  readonly next: { action: number; fact: number; post: number };
}

export interface Secrets {
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

export interface App {
  readonly id: string;
  readonly name: string;
  /** The Graph version its webhooks speak, if one was chosen; else the newest of the day. */
  webhookVersion: string | null;
  subscription: AppSubscription | null;
}

/** Where the app wants its webhooks, and of which kinds. */
export interface AppSubscription {
  readonly callbackUrl: string;
  readonly verifyToken: string;
  readonly fields: readonly string[];
}

export interface MessagingAccount {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly country: string;
  readonly namespace: string;
  /** Whether the app hears of this account, and where to instead of the app's own address. */
  subscribed: { overrideUrl: string | null } | null;
}

export interface BusinessNumber {
  readonly id: string;
  readonly accountId: string;
  /** Digits only, as in `display_phone_number` of a webhook. */
  readonly phone: string;
  /** As a person writes it. */
  readonly display: string;
  readonly verifiedName: string;
  quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  throughput: "STANDARD" | "HIGH";
  limitTier: string;
}

/** Something that will happen at `at`. Data, so that a world that was saved still does it. */
export type Action = {
  readonly id: string;
  readonly at: Instant;
} & ActionKind;

export type ActionKind =
  | {
      readonly kind: "status";
      readonly wamid: string;
      readonly status: "sent" | "delivered" | "read" | "failed";
      readonly failure?: Failure;
      /** A fault has made it late already. */
      readonly isLate?: boolean;
    }
  | { readonly kind: "webhook_attempt"; readonly post: string }
  | BusinessAction
  | EnforcementAction;
