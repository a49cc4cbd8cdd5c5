import type { LedgerMonthShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { CategoryChip } from "../../design/category-chip.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import { dayWords } from "./ledger-words.ts";
import { Opens } from "./opens.tsx";
import { busyDays, type SpendByDay } from "./spend-by-day.ts";

interface SpendTableProps {
  readonly spend: SpendByDay;
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
  readonly figureWords: (figure: number) => string;
}

/** The chart's figures as a table: every day on which something was delivered, by category. */
export function SpendTable({ spend, month, shown, figureWords }: SpendTableProps): ReactNode {
  const days = busyDays(spend, month);
  return (
    <section
      aria-label="By day and category"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-lg"
    >
      <table className="w-full whitespace-nowrap text-sm">
        <thead className="sticky top-0 bg-panel text-ink-3 text-xs">
          <tr>
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              Day
            </th>
            {spend.series.map((one) => (
              <th key={one.category} scope="col" className="px-3 py-2 text-right font-medium">
                <CategoryChip category={one.category} />
              </th>
            ))}
            <th scope="col" className="py-2 pl-4 text-right font-medium">
              All
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {days.map((day) => (
            <Day key={day} day={day} {...{ spend, shown, figureWords }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DayProps extends Omit<SpendTableProps, "month"> {
  readonly day: string;
}

function Day({ day, spend, shown, figureWords }: DayProps): ReactNode {
  const index = spend.days.indexOf(day);
  const sum = spend.series.reduce((all, one) => all + (one.figures[index] ?? 0), 0);
  return (
    <tr>
      <th scope="row" className="py-1.5 pr-4 text-left font-normal text-ink-2">
        {dayWords(day)}
      </th>
      {spend.series.map((one) => {
        const figure = one.figures[index] ?? 0;
        return (
          <td key={one.category} className="figures px-3 py-1.5 text-right">
            {figure === 0 ? (
              <span className="text-ink-3">–</span>
            ) : (
              <Opens
                shown={shown}
                question={{ day, category: one.category }}
                label={`${one.name} on ${dayWords(day)}, ${figureWords(figure)}`}
              >
                {figureWords(figure)}
              </Opens>
            )}
          </td>
        );
      })}
      <td className="figures py-1.5 pl-4 text-right font-medium">
        <Opens shown={shown} question={{ day }} label={`${dayWords(day)}, ${figureWords(sum)}`}>
          {figureWords(sum)}
        </Opens>
      </td>
    </tr>
  );
}
