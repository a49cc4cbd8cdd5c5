import type { ChargeShape, PostingShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { priceWords } from "../../design/money.ts";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment, monthName } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { Card } from "./card.tsx";

interface PostingsProps {
  readonly postings: readonly PostingShape[];
  readonly charge: ChargeShape;
}

/** How the message is booked. A correction is a posting of its own. */
export function Postings({ postings, charge }: PostingsProps): ReactNode {
  return (
    <Card title="Postings" hint="Never changed: a correction is a new one that names the old">
      {postings.length === 0 ? (
        <p className="text-ink-2">
          {charge.amount === null
            ? "A price that nobody knows is not booked."
            : "What costs nothing is not booked."}
        </p>
      ) : (
        <ol className="divide-y divide-line">
          {postings.map((one) => (
            <li
              key={one.posting_id}
              className="flex items-baseline justify-between gap-4 py-2.5 first:pt-0 last:pb-0"
            >
              <div className="min-w-0">
                <p className="text-pretty">
                  <span className="text-ink-3">To</span> {accountWords(one.debit)}{" "}
                  <span className="text-ink-3">from</span> {accountWords(one.credit)}
                </p>
                <p className="text-ink-2 text-xs">
                  <time dateTime={one.recorded_at}>
                    {fullMoment(momentFromIso(one.recorded_at), ZONE)}
                  </time>
                  , in {monthName(one.period)}
                  {one.corrects !== null && (
                    <span className="text-warn"> · corrects the one before</span>
                  )}
                </p>
              </div>
              <p className="figures shrink-0 font-medium">
                {priceWords(Number(one.amount), one.currency)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** `cost:100…:utility:United Kingdom` is “utility, United Kingdom”; `meta:100…` what is owed. */
function accountWords(account: string): string {
  const [kind, , category = "", market = ""] = account.split(":");
  if (kind === "meta") return "what is owed to Meta";
  const where = market === "unknown" ? "market not known" : market;
  return `the cost of ${category.replaceAll("_", " ")}, ${where}`;
}
