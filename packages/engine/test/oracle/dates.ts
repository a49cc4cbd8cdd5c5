import type { Account, Fact, Instant } from "@casement/engine";

// SPEC's table of regimes, asked the plain way: what day was it where the account is?

/** The whole second of a fact, which is all that rules see (D1). */
export function secondOf(fact: Fact): number {
  return Math.floor(fact.at / 1_000) * 1_000;
}

/** The day at `at` in `timeZone`, as `2026-10-01`. */
export function dayOf(at: number, timeZone: string): string {
  const quarter = Math.floor(at / 900_000);
  const key = `${timeZone} ${quarter}`;
  const known = DAYS.get(key);
  if (known !== undefined) return known;
  const moment = Temporal.Instant.fromEpochMilliseconds(quarter * 900_000);
  const day = moment.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  DAYS.set(key, day);
  return day;
}

/** Since 2022 no zone has turned its day but at a quarter: one look-up serves fifteen minutes. */
const DAYS: Map<string, string> = new Map();

/** Whether a rule that began at 00:00 of `day` holds for `account` at `at` (R1). */
export function isSince(day: string, at: number, account: Account): boolean {
  return dayOf(at, account.timeZone) >= day;
}

/** 00:00 of `day` where the account is. */
export function firstMomentOf(day: string, { timeZone }: Account): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds;
}

/** The month that `at` counts for (R3). */
export function monthAt(at: Instant, account: Account): string {
  return dayOf(at, account.timeZone).slice(0, 7);
}

/** Before conversations: each template is charged by itself. */
export function isByTemplate(at: number, account: Account): boolean {
  return !isSince("2022-02-01", at, account);
}

/** Whether messages are charged, and no longer conversations. */
export function isByMessage(at: number, account: Account): boolean {
  return isSince("2025-07-01", at, account);
}
