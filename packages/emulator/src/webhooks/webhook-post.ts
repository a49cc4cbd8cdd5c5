import type { Instant } from "@casement/engine";

/** One webhook request and all that became of it: what was sent, and what was answered when. */
export interface WebhookPost {
  readonly id: string;
  readonly url: string;
  /** Meta's name for the kind of change: `messages`. */
  readonly field: string;
  readonly createdAt: Instant;
  /** ASCII only, so that its characters are its bytes. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  state: "due" | "delivered" | "given_up";
  readonly attempts: WebhookAttempt[];
  /** When it is tried next, while it is due. */
  nextAt: Instant | null;
}

export interface WebhookAttempt {
  readonly at: Instant;
  /** The HTTP status of the answer, or `null` if none came. */
  status: number | null;
  /** Why no answer came. */
  failure: string | null;
  /** How an answer other than 200 begins. */
  said?: string | undefined;
  answered: boolean;
}

/** How many settled posts the log keeps: the oldest go first. */
export const SETTLED_POSTS_MAX = 5_000;
