import type { Charge, Instant, TemplateCategory } from "@casement/engine";
import type { Json } from "../json.ts";
import type { MediaLink } from "../media/media-in-send.ts";
import type { ConversationOnWire } from "../messages/price.ts";

export type Message = BusinessMessage | CustomerMessage;

interface Passed {
  readonly id: string;
  readonly numberId: string;
  /** The customer's. */
  readonly phone: string;
  readonly at: Instant;
  readonly type: string;
  /** The object under the key that is named as `type` is. */
  readonly content: unknown;
}

export interface BusinessMessage extends Passed {
  readonly from: "business";
  /** The Messaging account that sent it, and pays. */
  readonly accountId: string;
  readonly category: TemplateCategory | null;
  /** What a phone shows of it. */
  readonly shown: Shown;
  readonly callbackData: string | null;
  readonly contextId: string | null;
  /** What has to be fetched from the web before the message can leave. */
  links: readonly MediaLink[];
  /** When Meta gives up delivering it. */
  readonly expiresAt?: Instant;
  status: "accepted" | "sent" | "delivered" | "read" | "failed";
  deliveredAt: Instant | null;
  /** Meta's code, once it failed. */
  failedWith: number | null;
  /** What it costs, once it was delivered. Never changed after: the webhooks have said it. */
  charge: Charge | null;
  conversation: ConversationOnWire | null;
}

export interface CustomerMessage extends Passed {
  readonly from: "customer";
  /** All of the webhook's message but who, when and which. */
  readonly notice: Json;
  /** Whether the business marked it as read. */
  isRead: boolean;
}

/** A message as a phone shows it: words with their parameters filled in. */
export interface Shown {
  readonly header?: { readonly type: string; readonly text?: string; readonly link?: string };
  readonly body?: string;
  readonly footer?: string;
  readonly buttons?: readonly ShownButton[];
}

export interface ShownButton {
  readonly type: "quick_reply" | "reply" | "url" | "copy_code" | "phone_number" | "list" | "other";
  readonly text: string;
  /** What comes back when it is tapped. */
  readonly payload?: string;
  readonly url?: string;
}
