import { DAY_MS, type Instant, instantFromMs, later } from "@casement/engine";
import { SEAL_AFTER_DAYS } from "../ledger/month-seal.ts";

/** How long what is kept apart is kept; null: for ever. Units, postings and seals always are. */
export interface Keeping {
  /** Meta's posts, and the log of what was delivered of them. */
  readonly postsDays: number | null;
  /** Messages, what they say and their files. */
  readonly messagesMonths: number | null;
  /** Facts: that something was written, sent, delivered. */
  readonly factsMonths: number | null;
  /** What tells screens of changes, for those that were away. */
  readonly screenEventsDays: number | null;
  /** How many days after its end a month of the ledger is closed. */
  readonly sealAfterDays: number;
}

export const KEEPING: Keeping = {
  postsDays: 30,
  messagesMonths: 13,
  factsMonths: 13,
  screenEventsDays: 7,
  sealAfterDays: SEAL_AFTER_DAYS,
};

/** The first moment of which posts are kept, at the beginning of its day in UTC. */
export function postsKeptFrom({ postsDays }: Keeping, now: Instant): Instant | undefined {
  if (postsDays === null) return undefined;
  const day = new Date(later(now, -postsDays * DAY_MS));
  return instantFromMs(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
}

/** The first moment of which events for screens are kept. */
export function screenEventsKeptFrom(
  { screenEventsDays }: Keeping,
  now: Instant,
): Instant | undefined {
  return screenEventsDays === null ? undefined : later(now, -screenEventsDays * DAY_MS);
}

/** The first moment of which messages are kept, at the beginning of its month in UTC. */
export function messagesKeptFrom({ messagesMonths }: Keeping, now: Instant): Instant | undefined {
  return monthsBack(messagesMonths, now);
}

/** The same of facts. */
export function factsKeptFrom({ factsMonths }: Keeping, now: Instant): Instant | undefined {
  return monthsBack(factsMonths, now);
}

function monthsBack(months: number | null, now: Instant): Instant | undefined {
  if (months === null) return undefined;
  const day = new Date(now);
  return instantFromMs(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1));
}
