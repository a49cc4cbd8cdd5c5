import { DAY_MS, type Instant, later, monthOf, startOfDay } from "@casement/engine";

/** The kind of the appointment by which the months of a number are closed. */
export const MONTH_SEAL = "month_seal";

/**
 * How many days a month stays open after its end. Meta posts again for seven days what was not
 * taken; what comes later than a day more is booked in the month in which it comes.
 */
export const SEAL_AFTER_DAYS = 8;

/** What stands in one account of the books at the end of a month: less than nothing is owed. */
export interface AccountSum {
  readonly account: string;
  readonly currency: string;
  /** Debits less credits, as a decimal of any length. */
  readonly amountMicros: string;
}

/** What a seal says of a month's postings. */
export interface MonthSums {
  readonly postings: number;
  readonly accounts: readonly AccountSum[];
}

/** A month of a number that is closed for good (decision 0021). */
export interface MonthSeal {
  /** `2026-10`. */
  readonly month: string;
  readonly sealedAt: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly sums: MonthSums;
  /** Of the month's postings, in hex. */
  readonly postingsSha256: string;
  /** Of the canonical dump's lines of the month, in hex. */
  readonly dumpSha256: string;
}

/** When a month is closed: some days after it ended, in the zone of the number's own account. */
export function sealDueAt(month: string, { timeZone, afterDays }: Closing): Instant {
  return later(startOfDay(`${monthAfter(month)}-01`, timeZone), afterDays * DAY_MS);
}

export interface Closing {
  readonly timeZone: string;
  readonly afterDays: number;
}

/** The next moment after `now` at which a month is closed. */
export function nextSealAfter(now: Instant, closing: Closing): Instant {
  const { timeZone, afterDays } = closing;
  let month = monthOf(later(now, -(afterDays + 32) * DAY_MS), timeZone);
  while (sealDueAt(month, closing) <= now) month = monthAfter(month);
  return sealDueAt(month, closing);
}

/** The months from `first` on whose time to be closed has come by `now`, oldest first. */
export function monthsDue(first: string, now: Instant, closing: Closing): string[] {
  const months: string[] = [];
  for (let month = first; sealDueAt(month, closing) <= now; month = monthAfter(month)) {
    months.push(month);
  }
  return months;
}

/** `2026-11` after `2026-10`. */
export function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}
