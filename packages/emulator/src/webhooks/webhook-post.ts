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
  answered: boolean;
}

/** After a failed attempt the wait doubles, from ten seconds up to half a day. */
export function retryDelayMs(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
}

const FIRST_DELAY_MS = 10_000;
const LONGEST_DELAY_MS: number = 12 * 3_600_000;

/** A post that nobody has taken for seven days is given up. */
export const GIVE_UP_AFTER_MS: number = 7 * 24 * 3_600_000;

/** How many settled posts the log keeps: the oldest go first. */
export const SETTLED_POSTS_MAX = 5_000;
