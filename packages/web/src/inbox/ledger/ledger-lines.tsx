import type { LedgerLineShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CategoryChip } from "../../design/category-chip.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment, shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { phoneWords } from "../list/thread-words.ts";
import { ChargeWhy } from "../thread/charge-why.tsx";

/** The lines of a month: each a message that reached somebody, with what it cost and why. */
export function LedgerLines({ lines }: { lines: readonly LedgerLineShape[] }): ReactNode {
  return (
    <section
      aria-label="Lines"
      className="overflow-x-auto rounded-2xl border border-line bg-panel shadow-card"
    >
      <table className="w-full whitespace-nowrap text-sm">
        <thead className="border-line border-b text-ink-3 text-xs">
          <tr>
            {["Delivered", "Customer", "Category", "Type", "Market"].map((name) => (
              <th
                key={name}
                scope="col"
                className={`px-4 py-2.5 text-left font-medium ${COLUMNS.get(name) ?? ""}`}
              >
                {name}
              </th>
            ))}
            <th scope="col" className="px-4 py-2.5 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <Line key={line.wamid} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** On a narrow screen the answer to "why" has these. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ["Customer", "max-sm:px-0"],
  ["Category", "hidden sm:table-cell"],
  ["Type", "hidden md:table-cell"],
  ["Market", "hidden md:table-cell"],
]);

function Line({ line }: { line: LedgerLineShape }): ReactNode {
  const now = useNow();
  const at = momentFromIso(line.delivered_at);
  const { charge } = line;
  return (
    <tr className="transition-colors hover:bg-hover">
      <td className="px-4 py-2.5 text-ink-2">
        <time dateTime={line.delivered_at} title={fullMoment(at, ZONE)}>
          {shortMoment(at, now, ZONE)}
        </time>
      </td>
      <td className="max-w-44 px-4 py-2.5 max-sm:px-0">
        <span className="block truncate">
          <Customer line={line} />
        </span>
        <span className="sm:hidden">
          <CategoryChip category={charge.category} />
        </span>
      </td>
      <td className="hidden px-4 py-2.5 sm:table-cell">
        <CategoryChip category={charge.category} />
      </td>
      <td className="hidden px-4 py-2.5 text-ink-2 md:table-cell">
        {(charge.type ?? "–").replaceAll("_", " ")}
      </td>
      <td className="hidden px-4 py-2.5 text-ink-2 md:table-cell">
        {charge.market ?? "not known"}
      </td>
      <td className="px-4 py-2.5 text-right">
        <ChargeWhy charge={charge} total />
      </td>
    </tr>
  );
}

function Customer({ line }: { line: LedgerLineShape }): ReactNode {
  const name = phoneWords(line.customer) ?? "not known";
  if (line.thread_id === null) return name;
  return (
    <Link
      to="/threads/$numberId/$threadId"
      params={{ numberId: line.number_id, threadId: line.thread_id }}
      className="text-utility underline-offset-3 hover:underline"
    >
      {name}
    </Link>
  );
}
