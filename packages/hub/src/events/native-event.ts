import type { Instant } from "@casement/engine";

/**
 * What programs of the business can be told of, in words of ours. Kept short: who wants every
 * detail that Meta gives has Meta's posts forwarded.
 */
export const NATIVE_KINDS = [
  "message.received",
  "message.sent",
  "message.status",
  "customer.changed",
  "thread.merged",
  "thread.unmerged",
  "conversation.opened",
  "window.closing",
  "window.closed",
  "charge.booked",
  "draft.refused",
  "draft.failed",
  "draft.unknown",
  "template.changed",
  "account.changed",
] as const;
export type NativeKind = (typeof NATIVE_KINDS)[number];

/** Something that happened, as it was: what came after does not change it. */
export interface NativeEvent {
  readonly kind: NativeKind;
  /** When it happened. */
  readonly at: Instant;
  /** Null: it is about an account. */
  readonly threadId: string | null;
  /** A wamid, a draft's id, a template's name, an account's id. */
  readonly subject: string;
  /** As it goes out, without a text, a name or a phone number: those are read when it is posted. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** Told of each event within the transaction that it comes of. */
export type Tell = (event: NativeEvent) => void;
