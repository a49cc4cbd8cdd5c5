import type { LedgerMonthShape } from "@casement/hub/api";
import { lookOf, type Tone } from "../../design/category.ts";

/** What is counted by day: what messages cost, or how many there were. */
export type Measure = "cost" | "messages";

/** Days of a month and, of each category, a figure for each day. */
export interface SpendByDay {
  /** Every day of the month, `2026-11-01` and on. */
  readonly days: readonly string[];
  readonly series: readonly {
    readonly category: string;
    readonly name: string;
    readonly tone: Tone;
    readonly figures: readonly number[];
  }[];
}

/** What the chart and its table both show, so that they are always the same. */
export function spendByDay(month: LedgerMonthShape, measure: Measure): SpendByDay {
  const days = daysOf(month.month);
  const series = month.categories.map(({ category }) => {
    const figures = days.map((day) => {
      const sums = month.days.find((one) => one.day === day && one.category === category);
      if (sums === undefined) return 0;
      return measure === "cost" ? Number(sums.amount) : sums.units;
    });
    const { name, tone } = lookOf(category);
    return { category, name, tone, figures };
  });
  return { days, series };
}

/** The days on which there was anything. */
export function busyDays({ days, series }: SpendByDay, month: LedgerMonthShape): string[] {
  const busy = new Set(month.days.map((one) => one.day));
  return series.length === 0 ? [] : days.filter((day) => busy.has(day));
}

function daysOf(month: string): string[] {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from(
    { length: count },
    (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`,
  );
}
