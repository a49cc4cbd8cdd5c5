import { monthOf } from "@casement/engine";
import type { LedgerShape } from "@casement/hub/api";
import { Link, useSearch } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, ReceiptText, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { monthLater, monthName } from "../../time/time-words.ts";
import { useNow } from "../../time/use-now.ts";
import { useLedger } from "../live/queries.ts";
import { LedgerLines } from "./ledger-lines.tsx";
import { LedgerSums } from "./ledger-sums.tsx";

/** What messages cost in a month: the sum, by category, and line by line. */
export function LedgerPage(): ReactNode {
  const { month: asked } = useSearch({ from: "/ledger" });
  const now = useNow();
  const month = asked ?? monthOf(now, "UTC");
  const loading = useLedger(month);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-6 px-4 pt-5 pb-10 md:px-8 md:pt-8">
        <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="font-semibold text-xl tracking-tight">Ledger</h1>
            <p className="text-ink-2">
              What your messages cost. Each amount says why when you press it.
            </p>
          </div>
          <MonthPicker month={month} />
        </header>
        <Body loading={loading} month={month} />
      </div>
    </main>
  );
}

function MonthPicker({ month }: { month: string }): ReactNode {
  const step = "grid size-9 place-items-center rounded-lg text-ink-2 hover:bg-hover hover:text-ink";
  return (
    <nav
      aria-label="Month"
      className="flex items-center gap-1 rounded-xl border border-line bg-panel p-0.5"
    >
      <Link
        to="/ledger"
        search={{ month: monthLater(month, -1) }}
        aria-label="Month before"
        className={step}
      >
        <ChevronLeft aria-hidden className="size-4.5" />
      </Link>
      <span aria-live="polite" className="min-w-32 text-center font-semibold">
        {monthName(month)}
      </span>
      <Link
        to="/ledger"
        search={{ month: monthLater(month, 1) }}
        aria-label="Month after"
        className={step}
      >
        <ChevronRight aria-hidden className="size-4.5" />
      </Link>
    </nav>
  );
}

function Body({
  loading,
  month,
}: {
  loading: ReturnType<typeof useLedger>;
  month: string;
}): ReactNode {
  if (loading.isPending) {
    return (
      <div role="status" className="waits h-40 rounded-2xl bg-selected">
        <span className="sr-only">Loading the ledger</span>
      </div>
    );
  }
  if (loading.isError) {
    return (
      <Notice icon={Unplug} title="The ledger could not be loaded" role="alert">
        <p>{loading.error.message}</p>
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  const pages: readonly LedgerShape[] = loading.data.pages;
  const [first] = pages;
  const lines = pages.flatMap((page) => page.lines);
  if (first === undefined || lines.length === 0) {
    return (
      <Notice icon={ReceiptText} title={`No messages were delivered in ${monthName(month)}`}>
        <p>A line appears here as soon as the first message of the month reaches a customer.</p>
      </Notice>
    );
  }
  return (
    <>
      <LedgerSums ledger={first} />
      <LedgerLines lines={lines} />
      {loading.hasNextPage && (
        <Button
          look="outline"
          className="self-center"
          disabled={loading.isFetchingNextPage}
          onClick={() => void loading.fetchNextPage()}
        >
          {loading.isFetchingNextPage ? "Loading…" : "Show more lines"}
        </Button>
      )}
    </>
  );
}
