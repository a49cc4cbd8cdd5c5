import { DAY_MS, type Instant, instantFromMs, later, startOfDay } from "@casement/engine";
import type { Random } from "../packages/emulator/src/random.ts";
import { type Month, monthsLater } from "./months.ts";
import type { Person } from "./people.ts";

/** What is sure to happen; what people do about it, they decide when it comes to pass. */
export type Planned = { readonly at: Instant; readonly person: Person } & (
  | { readonly what: "writes" }
  | { readonly what: "is_sent_a_template" }
  | { readonly what: "goes_offline"; readonly until: Instant }
  | { readonly what: "blocks"; readonly until: Instant }
);

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** The month with a day before it and a day after; or as many days of that as are wanted. */
export function spanOf({ month, timeZone }: Month, days: number | undefined): Span {
  const start = later(startOfDay(`${month}-01`, timeZone), -DAY_MS);
  const next = startOfDay(`${monthsLater(month, 1)}-01`, timeZone);
  return { start, end: days === undefined ? later(next, DAY_MS) : later(start, days * DAY_MS) };
}

/** The month's events, drawn from its chance. */
export function planOf(
  random: Random,
  people: readonly Person[],
  month: Month,
  span: Span,
): Planned[] {
  const { start, end } = span;
  const plan: Planned[] = [];
  for (const person of people) {
    for (let day: Instant = start; day < end; day = later(day, DAY_MS)) {
      const at = later(day, random.below(DAY_MS));
      if (random.happens(person.writes)) plan.push({ what: "writes", person, at });
      const sentAt = later(day, random.below(DAY_MS));
      if (random.happens(0.08)) plan.push({ what: "is_sent_a_template", person, at: sentAt });
      // What waited for a phone comes in one burst when it is on again.
      if (random.happens(0.02) && month.hasBursts) {
        plan.push({ what: "goes_offline", person, at, until: later(at, random.below(2 * DAY_MS)) });
      }
      if (random.happens(0.005)) {
        plan.push({ what: "blocks", person, at, until: later(at, random.below(3 * DAY_MS)) });
      }
    }
  }
  return [...plan, ...atMidnight(random, people, month), ...asClocksChange(people, month, span)];
}

/** Around the midnights at which the month begins and ends, more goes on than chance would have. */
function atMidnight(random: Random, people: readonly Person[], month: Month): Planned[] {
  const midnights = [month.month, monthsLater(month.month, 1)].map((name) =>
    startOfDay(`${name}-01`, month.timeZone),
  );
  return midnights.flatMap((midnight) =>
    people.slice(0, 8).map((person, index): Planned => {
      // The second leaves in the last second before midnight, and so arrives after it.
      const before = index === 1 ? 900 : random.below(4_000);
      const at = instantFromMs(midnight - before);
      return { what: index % 3 === 0 ? "writes" : "is_sent_a_template", person, at };
    }),
  );
}

/** On a day of 23 or 25 hours, a template in each hour around the change. */
function asClocksChange(people: readonly Person[], { timeZone }: Month, span: Span): Planned[] {
  const plan: Planned[] = [];
  for (let day: Instant = span.start; day < span.end; day = later(day, DAY_MS)) {
    const date = Temporal.Instant.fromEpochMilliseconds(day).toZonedDateTimeISO(timeZone);
    if (date.hoursInDay === 24) continue;
    const midnight = date.startOfDay().epochMilliseconds;
    for (const [index, person] of people.slice(0, 5).entries()) {
      const at = instantFromMs(midnight + index * 3_600_000);
      plan.push({ what: "is_sent_a_template", person, at });
    }
  }
  return plan;
}
