import { HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from "@casement/engine";
import type { WebhookPost } from "./webhook-post.ts";

/**
 * How a post that was not taken is tried again. Meta documents both: with decreasing frequency for
 * up to seven days, and at once and then a few times more over a day and a half. It names no steps.
 */
export type WebhookRetries = "7d" | "36h";

/** When a post is tried next, after an attempt at `at`; `undefined`: it is given up. */
export function nextAttemptAt(
  { createdAt, attempts }: Pick<WebhookPost, "createdAt" | "attempts">,
  at: Instant,
  retries: WebhookRetries,
): Instant | undefined {
  const { delayMs, untilMs } = SCHEDULES[retries];
  const waitMs = delayMs(attempts.length);
  if (waitMs === undefined) return undefined;
  const next = later(at, waitMs);
  return next > later(createdAt, untilMs) ? undefined : next;
}

interface Schedule {
  /** How long is waited after so many attempts; `undefined`: there is no next. */
  readonly delayMs: (attempts: number) => number | undefined;
  readonly untilMs: number;
}

const SCHEDULES: Readonly<Record<WebhookRetries, Schedule>> = {
  /** The wait doubles, from ten seconds up to half a day. */
  "7d": {
    delayMs: (attempts) => Math.min(10 * SECOND_MS * 2 ** (attempts - 1), 12 * HOUR_MS),
    untilMs: 7 * 24 * HOUR_MS,
  },
  /** At once, and then six times, each later than the one before. */
  "36h": {
    delayMs: (attempts) => FEW_MS[attempts - 1],
    untilMs: 36 * HOUR_MS,
  },
};

const FEW_MS: readonly number[] = [
  SECOND_MS,
  MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  10 * HOUR_MS,
  20 * HOUR_MS,
];
