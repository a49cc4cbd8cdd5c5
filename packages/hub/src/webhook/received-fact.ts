import type { Instant } from "@casement/engine";
import type { ContentShape } from "../api/shapes.ts";

/** The names that a notice gave the customer, or the group. At least one is there. */
export interface Aliases {
  readonly waId?: string | undefined;
  readonly userId?: string | undefined;
  readonly groupId?: string | undefined;
}

/**
 * A fact as it comes out of a notice: what happened, to whom, and what the message said.
 *
 * `said` is the fact in the engine's words without `id` and `at`; of a kind that the engine does
 * not fold (`noted`) it holds what a person may want to see.
 */
export interface ReceivedFact {
  /** Hex of the first 16 bytes of SHA-256 over the stream and the notice. */
  readonly factId: string;
  readonly at: Instant;
  readonly kind: string;
  readonly aliases: Aliases;
  readonly wamid: string | undefined;
  readonly said: Readonly<Record<string, unknown>>;
  /** What the message says, if the notice is a message. */
  readonly content: ContentShape | undefined;
  readonly replyTo: string | undefined;
  readonly profile: { readonly name?: string | undefined; readonly username?: string | undefined };
  /** Our draft's id, if it came back in a status. */
  readonly draftId: string | undefined;
}

/** What a post said that we could not read, and where. */
export interface NotUnderstood {
  readonly noticeId: string;
  readonly path: string;
  readonly what: string;
}
