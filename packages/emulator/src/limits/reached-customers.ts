import { DAY_MS, type Instant, later } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";

/**
 * The customers that were reached out of their windows, counted over a day, a week and a month that
 * move along.
 *
 * A count is kept and moved, and never made anew: to go through all customers with each message
 * took a second for a thousand of them.
 */
export interface ReachedCustomers {
  /** When each was last reached. */
  readonly lastAt: Record<string, Instant>;
  /** Every time one was reached, oldest first, as far back as the longest span. */
  log: { readonly phone: string; readonly at: Instant }[];
  /** How many were taken off the log's beginning. */
  dropped: number;
  readonly day: MovingCount;
  readonly week: MovingCount;
  readonly month: MovingCount;
  /** Whether a raise of the limit is on its way. */
  isRaising: boolean;
}

interface MovingCount {
  /** Customers last reached within the span. */
  count: number;
  /** The first entry of the log within the span, counted from the beginning of all. */
  from: number;
}

export function nobodyReached(): ReachedCustomers {
  return {
    lastAt: {},
    log: [],
    dropped: 0,
    day: { count: 0, from: 0 },
    week: { count: 0, from: 0 },
    month: { count: 0, from: 0 },
    isRaising: false,
  };
}

/** Moves the counts on to `now`. */
export function moveTo(reached: ReachedCustomers, now: Instant): void {
  for (const [span, days] of spansOf(reached)) {
    const since = later(now, -days * DAY_MS);
    for (let entry = entryAt(reached, span); entry !== undefined; ) {
      if (entry.at > since) break;
      if (reached.lastAt[entry.phone] === entry.at) span.count -= 1;
      span.from += 1;
      entry = entryAt(reached, span);
    }
  }
  const old = reached.month.from - reached.dropped;
  if (old < DROP_FROM) return;
  for (const { phone, at } of reached.log.slice(0, old)) {
    if (reached.lastAt[phone] === at) delete reached.lastAt[phone];
  }
  reached.log = reached.log.slice(old);
  reached.dropped += old;
}

/** Whether a customer was reached within the day that ends now. */
export function wasReached(reached: ReachedCustomers, phone: string, now: Instant): boolean {
  const at = ownEntry(reached.lastAt, phone);
  return at !== undefined && later(at, DAY_MS) > now;
}

/** Counts a customer who is reached now. */
export function reach(reached: ReachedCustomers, phone: string, now: Instant): void {
  moveTo(reached, now);
  const last = ownEntry(reached.lastAt, phone);
  if (last === now) return;
  for (const [span, days] of spansOf(reached)) {
    if (last === undefined || later(last, days * DAY_MS) <= now) span.count += 1;
  }
  reached.lastAt[phone] = now;
  reached.log.push({ phone, at: now });
}

function spansOf(reached: ReachedCustomers): readonly (readonly [MovingCount, number])[] {
  return [
    [reached.day, 1],
    [reached.week, 7],
    [reached.month, 30],
  ];
}

function entryAt(
  { log, dropped }: ReachedCustomers,
  { from }: MovingCount,
): { readonly phone: string; readonly at: Instant } | undefined {
  return log[from - dropped];
}

/** To cut the log for each entry would copy it each time. */
const DROP_FROM = 1_000;
