import { type Instant, monthOf } from "@casement/engine";
import type { LedgerMonthShape } from "@casement/hub/api";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, ReceiptText, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { monthName } from "../../time/time-words.ts";
import { useNowWhen } from "../../time/use-now.ts";
import { AccountPicker } from "./account-picker.tsx";
import { ClosedMonth } from "./closed-month.tsx";
import { Differences } from "./differences.tsx";
import { csvAddress, useLedgerMonth } from "./ledger-api.ts";
import { LedgerLines } from "./ledger-lines.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import { MonthPicker } from "./month-picker.tsx";
import { MonthSums } from "./month-sums.tsx";
import { FreeUnits } from "./opened.tsx";
import { Parts } from "./parts.tsx";
import { Spend } from "./spend.tsx";

/** What messages cost in a month, and why: each number opens to its messages. */
export function LedgerPage(): ReactNode {
  const shown: LedgerSearch = useSearch({ from: "/ledger" });
  const navigate = useNavigate();
  const loading = useLedgerMonth(shown);
  // Drawn again when the month turns, not with every second of the clock.
  const monthAt = (at: Instant): string => monthOf(at, loading.data?.time_zone ?? "UTC");
  const now = useNowWhen(monthAt);
  // Months are the account's, and the hub knows which one it is there; until it says so, UTC's.
  const month = shown.month ?? loading.data?.month ?? monthOf(now, "UTC");
  const thisMonth = monthAt(now);
  return (
    <main className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 px-4 pt-5 pb-10 md:px-8 md:pt-8">
        <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="font-semibold text-xl tracking-tight">Ledger</h1>
            <p className="text-ink-2">
              What your messages cost. What is underlined opens: a figure to its messages, the price
              of one message to why.
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <AccountPicker
              account={shown.account ?? loading.data?.account_id ?? undefined}
              choose={(account) => void navigate({ to: "/ledger", search: { month, account } })}
            />
            <MonthPicker month={month} thisMonth={thisMonth} account={shown.account} />
            <a
              href={csvAddress({ ...shown, month })}
              download
              className="inline-flex h-10 items-center gap-1.5 rounded-xl border border-line bg-panel px-3 font-semibold text-sm shadow-card transition-colors hover:bg-hover"
            >
              <Download aria-hidden className="size-4" />
              CSV
            </a>
          </div>
        </header>
        <Body loading={loading} shown={{ ...shown, month }} />
      </div>
    </main>
  );
}

interface BodyProps {
  readonly loading: ReturnType<typeof useLedgerMonth>;
  readonly shown: LedgerSearch & { readonly month: string };
}

function Body({ loading, shown }: BodyProps): ReactNode {
  if (loading.isPending) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">Loading the ledger</span>
        <span className="waits block h-28 rounded-2xl bg-selected" />
        <span className="waits block h-72 rounded-2xl bg-selected" />
      </div>
    );
  }
  if (loading.data === undefined) {
    return (
      <Notice icon={Unplug} title="The ledger could not be loaded" role="alert">
        <p>{loading.error?.message}</p>
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  const month: LedgerMonthShape = loading.data;
  if (month.units === 0) {
    return (
      <>
        <Notice
          icon={ReceiptText}
          title={`No messages were delivered in ${monthName(shown.month)}`}
        >
          <p>A line appears here as soon as the first message of the month reaches a customer.</p>
        </Notice>
        <FreeUnits month={month} />
      </>
    );
  }
  return (
    <>
      <MonthSums month={month} shown={shown} />
      <ClosedMonth month={month} />
      <Spend month={month} shown={shown} />
      <Parts month={month} shown={shown} />
      <Differences month={month} shown={shown} />
      <LedgerLines shown={shown} />
    </>
  );
}
