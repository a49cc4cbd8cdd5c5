import type { LedgerMonthShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { totalWords } from "../../design/money.ts";
import type { LedgerSearch } from "./ledger-search.ts";
import { freeName } from "./ledger-words.ts";
import { Opens } from "./opens.tsx";

interface MonthSumsProps {
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
}

/** The month in four numbers: what it cost, how much was sent, what is left, what to check. */
export function MonthSums({ month, shown }: MonthSumsProps): ReactNode {
  const { units, billable, unknown } = month;
  const total = Number(month.amount);
  const amount = totalWords(total, month.currency ?? "USD", total);
  const free = month.free_units.reduce((sum, one) => sum + one.left, 0);
  const freeOf = month.free_units.reduce((sum, one) => sum + one.units, 0);
  return (
    <section
      aria-label="Sums"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border border-line bg-line shadow-card lg:grid-cols-4"
    >
      <Sum
        name="Total"
        below={`for ${count(billable)} charged ${billable === 1 ? "message" : "messages"}`}
      >
        <Opens shown={shown} question={{}} label={`${amount} in all`}>
          {amount}
        </Opens>
      </Sum>
      <Sum
        name="Messages delivered"
        below={
          <>
            {billable === units
              ? "none was free"
              : `${count(units - billable - unknown)} of them free`}
            {month.by_other_tools > 0 && (
              <>
                {" · "}
                <Opens
                  shown={shown}
                  question={{ origin: "unknown" }}
                  label={`${count(month.by_other_tools)} by other tools`}
                >
                  {count(month.by_other_tools)} by other tools
                </Opens>
              </>
            )}
          </>
        }
      >
        <Opens shown={shown} question={{}} label={`${count(units)} messages`}>
          {count(units)}
        </Opens>
      </Sum>
      <Sum
        name={`${freeName(month)} left`}
        below={freeOf === 0 ? "these rules give none" : `of ${count(freeOf)} this month`}
      >
        {freeOf === 0 ? "–" : count(free)}
      </Sum>
      <ToCheck month={month} shown={shown} />
    </section>
  );
}

/** What somebody should look at: prices nobody knows, and words of Meta's that are not ours. */
function ToCheck({ month, shown }: MonthSumsProps): ReactNode {
  const { unknown, differences } = month;
  const parts = [
    unknown > 0 && (
      <Opens
        key="unknown"
        shown={shown}
        question={{ state: "unknown" }}
        label={`${count(unknown)} at a price nobody knows`}
        className="text-warn"
      >
        {count(unknown)} at a price nobody knows
      </Opens>
    ),
    differences > 0 && (
      <Opens
        key="differs"
        shown={shown}
        question={{ differs: "true" }}
        label={`${count(differences)} where Meta differs`}
        className="text-warn"
      >
        {count(differences)} where Meta differs
      </Opens>
    ),
  ].filter((one) => one !== false);
  return (
    <div className="flex flex-col bg-panel p-4 md:p-5">
      <h2 className="text-ink-2">To check</h2>
      <p className="figures font-semibold text-2xl tracking-tight md:text-3xl">
        {count(unknown + differences)}
      </p>
      <p className="flex flex-col items-start gap-0.5 text-xs">
        {parts.length === 0 ? (
          <span className="text-ink-3">every price is known and agreed</span>
        ) : (
          parts
        )}
      </p>
    </div>
  );
}

interface SumProps {
  readonly name: string;
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

function Sum({ name, below, children }: SumProps): ReactNode {
  return (
    <div className="flex flex-col bg-panel p-4 md:p-5">
      <h2 className="text-ink-2">{name}</h2>
      <p className="figures font-semibold text-2xl tracking-tight md:text-3xl">{children}</p>
      {below !== undefined && <p className="text-ink-3 text-xs">{below}</p>}
    </div>
  );
}

const COUNTS = new Intl.NumberFormat("en-GB");

export function count(figure: number): string {
  return COUNTS.format(figure);
}
