import type { LedgerShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { lookOf, TONE_FILL } from "../../design/category.ts";
import { CategoryChip } from "../../design/category-chip.tsx";
import { totalWords } from "../../design/money.ts";

/** The sum of a month and its parts by category. */
export function LedgerSums({ ledger }: { ledger: LedgerShape }): ReactNode {
  const currency = ledger.currency ?? "USD";
  const total = Number(ledger.total);
  const units = ledger.by_category.reduce((sum, part) => sum + part.units, 0);
  return (
    <section
      aria-label="Sums"
      className="grid gap-x-10 gap-y-5 rounded-2xl border border-line bg-panel p-5 shadow-card md:grid-cols-[auto_1fr] md:p-6"
    >
      <div className="flex flex-col">
        <h2 className="text-ink-2">Total</h2>
        <p className="figures font-semibold text-3xl tracking-tight">
          {totalWords(total, currency, total)}
        </p>
        <p className="text-ink-3 text-xs">
          {units} delivered {units === 1 ? "message" : "messages"}
        </p>
        {ledger.unknown > 0 && (
          <p className="mt-2 max-w-48 text-warn text-xs">
            {ledger.unknown} of them at a price nobody knows: not in the total.
          </p>
        )}
      </div>
      <ByCategory parts={ledger.by_category} currency={currency} total={total} />
    </section>
  );
}

interface ByCategoryProps {
  readonly parts: LedgerShape["by_category"];
  readonly currency: string;
  readonly total: number;
}

function ByCategory({ parts, currency, total }: ByCategoryProps): ReactNode {
  const most = Math.max(...parts.map((part) => Number(part.amount)), 0);
  return (
    <table className="w-full">
      <thead className="text-ink-3 text-xs">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            Category
          </th>
          <th scope="col" className="hidden pb-1 sm:table-cell">
            <span className="sr-only">Share</span>
          </th>
          <th scope="col" className="pb-1 pl-4 text-right font-medium">
            Messages
          </th>
          <th scope="col" className="pb-1 pl-4 text-right font-medium">
            Charged
          </th>
          <th scope="col" className="pb-1 pl-4 text-right font-medium">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.category}>
            <th scope="row" className="py-1 text-left">
              <CategoryChip category={part.category} />
            </th>
            <td aria-hidden className="hidden w-full px-4 sm:table-cell">
              <Bar category={part.category} share={most === 0 ? 0 : Number(part.amount) / most} />
            </td>
            <td className="figures py-1 pl-4 text-right">{part.units}</td>
            <td className="figures py-1 pl-4 text-right text-ink-2">{part.billable}</td>
            <td className="figures py-1 pl-4 text-right font-medium">
              {totalWords(Number(part.amount), currency, total)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ category, share }: { category: string; share: number }): ReactNode {
  return (
    <span className="block h-1.5 rounded-full bg-selected">
      <span
        className={`block h-full rounded-full ${TONE_FILL[lookOf(category).tone]}`}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
