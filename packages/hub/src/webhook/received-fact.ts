import type { Instant } from "@casement/engine";
import type { ContentShape } from "../api/shapes.ts";

/** What a customer can be called by: the digits of their phone, their business-scoped id. */
export interface CustomerNames {
  readonly waId?: string | undefined;
  readonly userId?: string | undefined;
}

/** The names that a notice gave the customer, or the group. None: it is about nobody of them. */
export interface Aliases extends CustomerNames {
  readonly groupId?: string | undefined;
  /**
   * Names that the same customer has from here on, in place of the others (SPEC F9). Kept in `said`
   * as well.
   */
  readonly now?: CustomerNames | undefined;
  /**
   * The digits that we wrote, where WhatsApp answered that `waId` is who has them (SPEC F15). They
   * become an alias, which is recorded, and are not in the fact.
   */
  readonly writtenAs?: string | undefined;
}

/**
 * A fact as it comes out of a notice: what happened, to whom, and what the message said.
 *
 * `said` is the fact in the engine's words without `id` and `at`; of a kind that the engine does
 * not fold (`noted` and others) it holds what a person may want to see.
 */
export interface ReceivedFact {
  /** Hex of the first 16 bytes of SHA-256 over the stream and the notice. */
  readonly factId: string;
  readonly at: Instant;
  /** The notice says no moment: `at` is when it first reached us (SPEC I8). */
  readonly undated?: boolean | undefined;
  readonly kind: string;
  readonly aliases: Aliases;
  readonly wamid: string | undefined;
  readonly said: Readonly<Record<string, unknown>>;
  /** What the message says, if the notice is a message. */
  readonly content: ContentShape | undefined;
  /** The hash of the file that came with the message, if the notice tells it. */
  readonly fileSha256?: Uint8Array | undefined;
  readonly replyTo: string | undefined;
  readonly profile: { readonly name?: string | undefined; readonly username?: string | undefined };
  /** Our draft's id, if it came back in a status. */
  readonly draftId: string | undefined;
}

/** A fact that is about no message: who it is about, and what is said of it. */
export function factAboutNoMessage(
  fact: Pick<ReceivedFact, "factId" | "at" | "undated" | "kind" | "aliases" | "said">,
): ReceivedFact {
  return {
    ...fact,
    wamid: undefined,
    content: undefined,
    replyTo: undefined,
    profile: {},
    draftId: undefined,
  };
}

/** What a post said that we could not read, and where. */
export interface NotUnderstood {
  readonly noticeId: string;
  readonly path: string;
  readonly what: string;
}
