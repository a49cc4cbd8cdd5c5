import type { SpendShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { CategoryChip } from "../../design/category-chip.tsx";
import { totalWords } from "../../design/money.ts";
import { DETAILS_WORDS } from "./details-words.ts";
import { Section } from "./section.tsx";

/** What this customer has cost so far, by category. */
export function Spend({ spend }: { spend: readonly SpendShape[] }): ReactNode {
  const currencies = [...new Set(spend.map((one) => one.currency))];
  if (spend.length === 0) {
    return (
      <Section title={DETAILS_WORDS.spend}>
        <p className="text-ink-2 text-xs">{DETAILS_WORDS.nothingSpent}</p>
      </Section>
    );
  }
  return (
    <Section title={DETAILS_WORDS.spend}>
      <table className="w-full border-separate border-spacing-0 text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Messages</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {spend.map((one) => (
            <tr key={`${one.category} ${one.currency}`}>
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                <CategoryChip category={one.category} />
              </th>
              <td className="figures py-1 text-ink-2">
                {DETAILS_WORDS.units(one.units)}
                {one.unknown > 0 && `, ${DETAILS_WORDS.unknownPrice(one.unknown)}`}
              </td>
              <td className="figures py-1 text-right">{spentWords(one)}</td>
            </tr>
          ))}
          {spend.length > 1 &&
            currencies.map((currency) => (
              <Total key={currency} spend={spend} currency={currency} />
            ))}
        </tbody>
      </table>
      <p className="text-ink-3 text-xs">{DETAILS_WORDS.spendNote}</p>
    </Section>
  );
}

/** Nothing is free only where every price is known. */
function spentWords({ amount, currency, unknown, units }: SpendShape): string {
  if (unknown === units) return DETAILS_WORDS.unknown;
  return Number(amount) === 0 && unknown === 0
    ? DETAILS_WORDS.free
    : totalWords(Number(amount), currency, Number(amount));
}

interface TotalProps {
  readonly spend: readonly SpendShape[];
  readonly currency: string;
}

function Total({ spend, currency }: TotalProps): ReactNode {
  const own = spend.filter((one) => one.currency === currency);
  const sum = own.reduce((total, one) => total + Number(one.amount), 0);
  const units = own.reduce((total, one) => total + one.units, 0);
  return (
    <tr className="font-semibold">
      <th scope="row" className="border-line border-t py-1 pr-2 text-left">
        {DETAILS_WORDS.total}
      </th>
      <td className="figures border-line border-t py-1">{DETAILS_WORDS.units(units)}</td>
      <td className="figures border-line border-t py-1 text-right">
        {totalWords(sum, currency, sum)}
      </td>
    </tr>
  );
}
