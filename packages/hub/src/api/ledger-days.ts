import { HOUR_MS, type Instant, later } from "@casement/engine";
import type { Pool } from "pg";
import { type Span, selectSpanVersions } from "../ledger/unit-day-store.ts";
import {
  type DaySum,
  type OthersSum,
  selectDaySums,
  selectOthersSums,
  selectTemplateSums,
  type TemplateSum,
} from "./ledger-month-store.ts";
import type { Books } from "./ledger-store.ts";

/** What a day of some books adds up to. */
export interface DayInNumbers {
  readonly sums: readonly DaySum[];
  readonly templates: readonly TemplateSum[];
  readonly others: readonly OthersSum[];
}

interface Kept {
  readonly version: bigint;
  readonly until: Instant;
  readonly numbers: DayInNumbers;
}

/**
 * The days of the ledger in numbers, each added up once and kept in memory until a unit of it
 * changes.
 *
 * A month of 200,000 units took 3 s on a busy machine to add up, most of it to join them with their
 * messages and know the templates; 0.4 s once one of its days had changed, and 4 ms once none had.
 * Sums kept where units are rated would have to know of each unit what it was before, and of its
 * message who sent it by which template: a digest has no time for that (bench/digest). What changes
 * and is not counted as a change (messages that go after 13 months) is seen a day later.
 */
export class LedgerDays {
  readonly #kept = new Map<string, Kept>();

  async read(
    db: Pool,
    { books, days, now }: { books: Books; days: readonly Span[]; now: Instant },
  ): Promise<DayInNumbers[]> {
    // Asked before the sums: what changes in between makes them newer than what is said of them.
    const versions = await selectSpanVersions(db, books.numberId, days);
    const keys = days.map((day) => keyOf(books, day));
    const known = keys.map((key, i) => {
      const kept = this.#kept.get(key);
      const holds = kept?.version === versions[i] && kept !== undefined && now < kept.until;
      return holds ? kept.numbers : undefined;
    });
    const runs = await Promise.all(
      runsOf(known).map(async ({ first, count }) => {
        const run = days.slice(first, first + count);
        return (await addUp(db, books, run)).map((numbers, i) => ({ place: first + i, numbers }));
      }),
    );
    const fresh = new Map(runs.flat().map(({ place, numbers }) => [place, numbers]));
    for (const [place, numbers] of fresh) {
      const until = later(now, 24 * HOUR_MS);
      this.#keep(keys[place] ?? "", { version: versions[place] ?? 0n, until, numbers });
    }
    return known.map((numbers, place) => numbers ?? fresh.get(place) ?? NOTHING);
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= DAYS_MAX) break;
      this.#kept.delete(oldest);
    }
  }
}

/** How many days are kept: a dozen months of ten numbers, some 20 rows a day. */
const DAYS_MAX = 4_000;

const NOTHING: DayInNumbers = { sums: [], templates: [], others: [] };

function keyOf({ numberId, accountId, isOwn, currency }: Books, { from, to }: Span): string {
  return [numberId, accountId, isOwn, currency, from, to].join(" ");
}

/** Where nothing is known, as runs of days that follow each other: each is asked for at once. */
function runsOf(known: readonly (DayInNumbers | undefined)[]): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const [place, numbers] of known.entries()) {
    const last = runs.at(-1);
    if (numbers !== undefined) continue;
    if (last !== undefined && last.first + last.count === place) last.count += 1;
    else runs.push({ first: place, count: 1 });
  }
  return runs;
}

async function addUp(db: Pool, all: Books, days: readonly Span[]): Promise<DayInNumbers[]> {
  const [{ from } = all, { to } = all] = [days[0], days.at(-1)];
  const books = { ...all, from, to };
  const starts = days.map((day) => day.from);
  const [sums, templates, others] = await Promise.all([
    selectDaySums(db, books, starts),
    selectTemplateSums(db, books, starts),
    selectOthersSums(db, books, starts),
  ]);
  return days.map((_, i) => {
    const isOfDay = ({ day }: { readonly day: number }): boolean => day === i + 1;
    return {
      sums: sums.filter(isOfDay),
      templates: templates.filter(isOfDay),
      others: others.filter(isOfDay),
    };
  });
}
