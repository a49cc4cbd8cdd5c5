import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { monthLater, monthName } from "../../time/time-words.ts";
import type { LedgerSearch } from "./ledger-search.ts";

interface MonthPickerProps {
  readonly month: string;
  readonly thisMonth: string;
  readonly account: string | undefined;
}

/** Which month is shown: the one before, the one after, or one of the last three years. */
export function MonthPicker({ month, thisMonth, account }: MonthPickerProps): ReactNode {
  const navigate = useNavigate();
  const searchOf = (chosen: string): LedgerSearch => ({
    month: chosen,
    ...(account === undefined ? {} : { account }),
  });
  const months = monthsUpTo(thisMonth > month ? thisMonth : month, month);
  const step = "grid size-9 place-items-center rounded-lg text-ink-2 hover:bg-hover hover:text-ink";
  return (
    <nav
      aria-label="Month"
      className="flex items-center rounded-xl border border-line bg-panel p-0.5 shadow-card"
    >
      <Link
        to="/ledger"
        search={searchOf(monthLater(month, -1))}
        aria-label="Month before"
        className={step}
      >
        <ChevronLeft aria-hidden className="size-4.5" />
      </Link>
      <select
        aria-label="Month shown"
        value={month}
        onChange={(event) => {
          void navigate({ to: "/ledger", search: searchOf(event.target.value) });
        }}
        className="h-9 min-w-36 appearance-none rounded-lg bg-transparent px-2 text-center font-semibold [text-align-last:center] hover:bg-hover"
      >
        {months.map((one) => (
          <option key={one} value={one} className="bg-panel text-ink">
            {monthName(one)}
          </option>
        ))}
      </select>
      <Link
        to="/ledger"
        search={searchOf(monthLater(month, 1))}
        aria-label="Month after"
        className={step}
      >
        <ChevronRight aria-hidden className="size-4.5" />
      </Link>
    </nav>
  );
}

/** The newest first; the month that is shown is among them, however old. */
function monthsUpTo(newest: string, shown: string): string[] {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, back) => monthLater(newest, -back));
  return months.includes(shown) ? months : [...months, shown];
}

const MONTHS_SHOWN = 36;
