import type { LedgerMonthShape } from "@casement/hub/api";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { monthName } from "../../time/time-words.ts";
import { closedWords } from "./ledger-words.ts";

/** That the month's books are closed, and what came too late for them. */
export function ClosedMonth({ month }: { readonly month: LedgerMonthShape }): ReactNode {
  if (month.seal === null) return null;
  return (
    <p className="flex items-center gap-2 text-ink-2 text-sm">
      <Lock aria-hidden className="size-4 shrink-0" />
      {monthName(month.month)} is closed. {closedWords(month)}
    </p>
  );
}
