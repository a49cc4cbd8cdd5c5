import { MONTHS, type Month, monthNamed } from "./months.ts";
import { simulate } from "./simulate.ts";
import { Sometimes } from "./sometimes.ts";

export interface MonthsWanted {
  /** `2023-07`, or `all`. */
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly days: number | undefined;
  readonly customers: number;
  readonly hasBursts: boolean | undefined;
}

/** Lives through months, tells how each was, and says whether all was well. */
export async function liveThroughMonths(wanted: MonthsWanted): Promise<boolean> {
  const { name, first, last, days, customers } = wanted;
  const months = name === "all" ? MONTHS : [monthNamed(name)];
  const sometimes = new Sometimes();
  let isWell = true;
  for (let seed = first; seed <= last; seed++) {
    for (const one of months) {
      if (one === undefined) throw new Error(`no such month: ${name}`);
      const month: Month = { ...one, hasBursts: wanted.hasBursts ?? one.hasBursts };
      const startedAt = performance.now();
      const outcome = await simulate({ month, seed, customers, days });
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      const { posts, units, faults } = outcome;
      console.log(
        `${month.month} seed ${seed}: ${posts} posts, ${units} units, ${faults.length} faults, ${seconds} s`,
      );
      for (const line of [...faults, ...outcome.traces]) console.log(`  ${line}`);
      if (faults.length > 0) isWell = false;
      sometimes.add(outcome.sometimes);
    }
  }
  for (const line of sometimes.lines()) console.log(line);
  return isWell;
}
