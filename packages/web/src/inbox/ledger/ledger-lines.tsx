import type { LedgerLineShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { TriangleAlert, Unplug, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Notice } from "../../design/notice.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment, shortMoment } from "../../time/time-words.ts";
import { useNowWhen, ZONE } from "../../time/use-now.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { phoneWords } from "../list/thread-words.ts";
import { ChargeWhy } from "../thread/charge-why.tsx";
import { useLedgerLines } from "./ledger-api.ts";
import { type LedgerSearch, questionIn } from "./ledger-search.ts";
import { narrowingsOf, sentWords } from "./ledger-words.ts";

/** The messages behind the numbers: those of the month, or of the number that was pressed. */
export function LedgerLines({ shown }: { shown: LedgerSearch }): ReactNode {
  const loading = useLedgerLines(shown);
  const lines = loading.data?.pages.flatMap((page) => page.data) ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  const narrowed = JSON.stringify(questionIn(shown));
  // A pressed number leads here: with the eyes, and with what reads the page aloud.
  useEffect(() => {
    if (narrowed === "{}") return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, [narrowed]);
  return (
    <section
      aria-label="Lines"
      className="flex flex-col overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
        <h2
          ref={heading}
          id="lines"
          tabIndex={-1}
          className="scroll-mt-4 font-semibold text-base outline-none"
        >
          Messages
        </h2>
        <Narrowings shown={shown} />
      </div>
      {loading.isError && loading.data === undefined ? (
        <Notice icon={Unplug} title="The messages could not be loaded" role="alert">
          <p>{loading.error.message}</p>
          <Button look="outline" size="small" onClick={() => void loading.refetch()}>
            Try again
          </Button>
        </Notice>
      ) : (
        <Table lines={lines} isLoading={loading.isPending} />
      )}
      {loading.isError && loading.data !== undefined && <NotAll loading={loading} />}
      {loading.hasNextPage && !loading.isError && (
        <Button
          look="quiet"
          className="m-2 self-center"
          disabled={loading.isFetchingNextPage}
          onClick={() => void loading.fetchNextPage()}
        >
          {loading.isFetchingNextPage ? "Loading…" : "Show more lines"}
        </Button>
      )}
    </section>
  );
}

/** Below the lines that are here: why there are no more, or none that are newer. */
function NotAll({ loading }: { loading: ReturnType<typeof useLedgerLines> }): ReactNode {
  const { error, isFetchNextPageError, fetchNextPage, refetch } = loading;
  return (
    <div className="m-3 flex flex-col items-center gap-2">
      <FormProblem>{error?.message}</FormProblem>
      <Button
        look="outline"
        size="small"
        onClick={() => void (isFetchNextPageError ? fetchNextPage() : refetch())}
      >
        Try again
      </Button>
    </div>
  );
}

/** What the lines are narrowed to; each part can be taken away. */
function Narrowings({ shown }: { shown: LedgerSearch }): ReactNode {
  const { month, account } = shown;
  const kept = { ...(month && { month }), ...(account && { account }) };
  const parts = narrowingsOf(questionIn(shown));
  if (parts.length === 0) {
    return <p className="text-ink-3 text-xs">newest first · press a price to see why</p>;
  }
  return (
    <ul aria-label="Narrowed to" className="flex flex-wrap gap-1.5">
      {parts.map((part) => (
        <li key={part.words}>
          <Link
            to="/ledger"
            search={{ ...kept, ...part.without }}
            resetScroll={false}
            aria-label={`Do not narrow to ${part.words}`}
            className="inline-flex items-center gap-1 rounded-full bg-accent-soft py-0.5 pr-1.5 pl-2.5 font-medium text-accent text-xs hover:bg-selected"
          >
            {part.words}
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface TableProps {
  readonly lines: readonly LedgerLineShape[];
  readonly isLoading: boolean;
}

function Table({ lines, isLoading }: TableProps): ReactNode {
  if (isLoading) {
    return (
      <div role="status" className="waits m-4 h-24 rounded-xl bg-selected">
        <span className="sr-only">Loading the messages</span>
      </div>
    );
  }
  if (lines.length === 0) {
    return <p className="px-4 pb-4 text-ink-2 md:px-5">No message of the month is one of these.</p>;
  }
  return (
    <div className="overflow-x-auto">
      <table className="w-full whitespace-nowrap text-sm">
        <thead className="border-line border-y text-ink-3 text-xs">
          <tr>
            {HEADS.map(({ name, className }) => (
              <th
                key={name}
                scope="col"
                className={`px-3 py-2 text-left font-medium first:pl-4 md:first:pl-5 ${className}`}
              >
                {name}
              </th>
            ))}
            <th scope="col" className="py-2 pr-4 pl-3 text-right font-medium md:pr-5">
              Amount
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <Line key={`${line.wamid} ${line.recipient}`} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On a narrow screen a message's own page has what is left out. */
const HEADS = [
  { name: "Delivered", className: "" },
  { name: "Customer", className: "" },
  { name: "Sent", className: "hidden md:table-cell" },
  { name: "Category", className: "hidden sm:table-cell" },
  { name: "Market", className: "hidden lg:table-cell" },
] as const;

function Line({ line }: { line: LedgerLineShape }): ReactNode {
  const at = momentFromIso(line.delivered_at);
  const now = useNowWhen((time) => shortMoment(at, time, ZONE));
  const { charge } = line;
  const cell = "px-3 py-2.5 first:pl-4 md:first:pl-5";
  return (
    <tr className="transition-colors hover:bg-hover">
      <td className={cell}>
        <Link
          to="/ledger/$numberId/$wamid"
          params={{ numberId: line.number_id, wamid: line.wamid }}
          search={line.recipient === "" ? {} : { recipient: line.recipient }}
          title={fullMoment(at, ZONE)}
          className="relative inline-block text-utility underline-offset-3 hover:underline"
        >
          <span className="sr-only">What the message rests on, delivered </span>
          <time dateTime={line.delivered_at}>{shortMoment(at, now, ZONE)}</time>
        </Link>
      </td>
      <td className={`${cell} max-w-36 sm:max-w-48`}>
        <span className="block truncate">
          <Customer line={line} />
        </span>
        <span className="sm:hidden">
          <CategoryChip category={charge.category} />
        </span>
      </td>
      <td className={`${cell} hidden max-w-48 truncate text-ink-2 md:table-cell`}>
        {sentWords(line)}
      </td>
      <td className={`${cell} hidden sm:table-cell`}>
        <CategoryChip category={charge.category} />
      </td>
      <td className={`${cell} hidden text-ink-2 lg:table-cell`}>{charge.market ?? "not known"}</td>
      <td className="py-2.5 pr-4 pl-3 text-right md:pr-5">
        {line.difference !== null && (
          <span title={line.difference.why} className="mr-1.5 inline-block align-[-2px] text-warn">
            <TriangleAlert aria-hidden className="size-3.5" />
            <span className="sr-only">Meta’s word differs. </span>
          </span>
        )}
        <ChargeWhy charge={charge} total />
      </td>
    </tr>
  );
}

function Customer({ line }: { line: LedgerLineShape }): ReactNode {
  if (line.thread_id === null) return customerName(line);
  return (
    <Link
      to="/threads/$numberId/$threadId"
      params={{ numberId: line.number_id, threadId: line.thread_id }}
      className="underline-offset-3 hover:underline"
    >
      {customerName(line)}
    </Link>
  );
}

/** The customer as the ledger knows them: by name, or by phone. */
export function customerName(line: LedgerLineShape): string {
  return phoneWords(line.customer) ?? "not known";
}
