import type { LedgerLineShape, LedgerMonthShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Dated } from "../../design/dated.tsx";
import { priceWords } from "../../design/money.ts";
import { withoutRule } from "../../design/why.tsx";
import { chargeWords } from "../thread/charge-why.tsx";
import { Card } from "./card.tsx";
import { useLedgerLines } from "./ledger-api.ts";
import { customerName } from "./ledger-lines.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import { count } from "./month-sums.tsx";
import { Opens } from "./opens.tsx";

interface DifferencesProps {
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
}

/** Where Meta's word on a message is not ours, each with the reason. */
export function Differences({ month, shown }: DifferencesProps): ReactNode {
  return (
    <Card
      title="Reported and derived"
      hint="Meta’s word on each message, beside what our rules make of the same facts"
    >
      {month.differences === 0 ? (
        <p className="flex items-center gap-2 text-ink-2">
          <CircleCheck aria-hidden className="size-4.5 shrink-0 text-service" />
          {month.units === 0
            ? "Nothing was delivered, so there is nothing to compare."
            : "They agree on every message of the month."}
        </p>
      ) : (
        <Differing month={month} shown={shown} />
      )}
    </Card>
  );
}

function Differing({ month, shown }: DifferencesProps): ReactNode {
  const { month: of, account } = shown;
  const differs = {
    ...(of && { month: of }),
    ...(account && { account }),
    differs: "true",
  } as const;
  const loading = useLedgerLines(differs);
  const lines = loading.data?.pages[0]?.data.slice(0, LINES_SHOWN) ?? [];
  return (
    <>
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <li key={`${line.wamid} ${line.recipient}`} className="py-2.5 first:pt-0 last:pb-0">
            <Difference line={line} />
          </li>
        ))}
      </ul>
      {month.differences > lines.length && lines.length > 0 && (
        <p className="mt-3 text-xs">
          <Opens
            shown={shown}
            question={{ differs: "true" }}
            label={`Show all ${count(month.differences)} messages on which Meta’s word is not ours`}
          >
            Show all {count(month.differences)}
          </Opens>
        </p>
      )}
    </>
  );
}

const LINES_SHOWN = 5;

function Difference({ line }: { line: LedgerLineShape }): ReactNode {
  const { difference, charge } = line;
  if (difference === null) return null;
  return (
    <div className="grid gap-x-6 gap-y-1 sm:grid-cols-[1fr_auto]">
      <p className="text-pretty">
        <Link
          to="/ledger/$numberId/$wamid"
          params={{ numberId: line.number_id, wamid: line.wamid }}
          search={line.recipient === "" ? {} : { recipient: line.recipient }}
          className="font-medium text-utility underline-offset-3 hover:underline"
        >
          {customerName(line)}
        </Link>
        <span className="text-ink-2">
          {" "}
          · <Dated text={withoutRule(difference.why)} />
        </span>
      </p>
      <p className="figures text-ink-2 sm:text-right">
        <span className="font-semibold text-ink">{chargeWords(charge)}</span> booked,{" "}
        {difference.our_amount === null
          ? "ours is not known"
          : `ours ${priceWords(Number(difference.our_amount), charge.currency)}`}
      </p>
    </div>
  );
}
