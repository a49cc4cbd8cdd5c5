import type { LedgerMonthShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { CategoryChip } from "../../design/category-chip.tsx";
import { phoneWords } from "../list/thread-words.ts";
import { openedBy } from "../thread/opened-by.ts";
import { Card } from "./card.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import { freeName, openingWords } from "./ledger-words.ts";
import { count } from "./month-sums.tsx";
import { Opens } from "./opens.tsx";

interface OpenedProps {
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
}

/** How many conversations were opened, of which category and by whom. */
export function Opened({ month, shown }: OpenedProps): ReactNode {
  const categories = [...new Set(month.conversations.map((one) => one.category))];
  return (
    <Card
      title="Conversations opened"
      hint="Each by the delivery of a message of ours, for 24 hours"
    >
      {categories.length === 0 ? (
        <p className="text-ink-2">None was opened in this month.</p>
      ) : (
        <table className="w-full text-sm">
          <thead className="text-ink-3 text-xs">
            <tr>
              <th scope="col" className="pb-1.5 text-left font-medium">
                Category
              </th>
              <th scope="col" className="pb-1.5 pl-3 text-right align-bottom font-medium">
                By&nbsp;{openedBy("business")}
              </th>
              <th scope="col" className="pb-1.5 pl-3 text-right align-bottom font-medium">
                By&nbsp;{openedBy("customer")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {categories.map((category) => (
              <tr key={category}>
                <th scope="row" className="py-1.5 text-left">
                  <CategoryChip category={category} />
                </th>
                {(["business", "customer"] as const).map((by) => (
                  <td key={by} className="figures py-1.5 text-right">
                    <OpenedBy {...{ month, shown, category, by }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

interface OpenedByProps extends OpenedProps {
  readonly category: string;
  readonly by: "business" | "customer";
}

function OpenedBy({ month, shown, category, by }: OpenedByProps): ReactNode {
  const found = month.conversations.find(
    (one) => one.category === category && one.initiated_by === by,
  );
  if (found === undefined) return <span className="text-ink-3">–</span>;
  return (
    <Opens
      shown={shown}
      question={{ opened: category, initiated_by: by }}
      label={`${openingWords(category, by)}, ${count(found.opened)}`}
    >
      {count(found.opened)}
    </Opens>
  );
}

/** What the month still has for nothing, and for what. */
export function FreeUnits({ month }: { month: LedgerMonthShape }): ReactNode {
  return (
    <Card title={freeName(month)} hint="Used up in the order of delivery; then each costs">
      {month.free_units.length === 0 ? (
        <p className="text-pretty text-ink-2">
          The rules of this month give no free messages. What is free is free by its kind, and says
          so.
        </p>
      ) : (
        <ul className="flex flex-col gap-4">
          {month.free_units.map((one) => (
            <li key={one.number_id ?? "account"}>
              <div className="flex items-baseline justify-between gap-3">
                <span className="min-w-0">
                  <span className="block truncate">
                    {one.scope === "account"
                      ? "All numbers of the account"
                      : (phoneWords(one.phone) ?? one.number_id)}
                  </span>
                  <span className="block text-ink-3 text-xs">
                    for {one.of.map((category) => lookOf(category).name.toLowerCase()).join(", ")}
                  </span>
                </span>
                <span className="shrink-0 text-right">
                  <span className="figures font-semibold">{count(one.left)}</span>
                  <span className="text-ink-2"> left of {count(one.units)}</span>
                </span>
              </div>
              <Meter used={one.used} units={one.units} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Meter({ used, units }: { used: number; units: number }): ReactNode {
  const share = units === 0 ? 0 : used / units;
  const fill = share >= 1 ? "bg-bad" : share >= 0.8 ? "bg-warn" : "bg-service";
  return (
    <>
      <span aria-hidden className="mt-1.5 block h-1.5 rounded-full bg-selected">
        <span
          className={`block h-full rounded-full ${fill}`}
          style={{ width: `${Math.max(used > 0 ? 1 : 0, share * 100)}%` }}
        />
      </span>
      <span className="text-ink-3 text-xs">{count(used)} used</span>
    </>
  );
}
