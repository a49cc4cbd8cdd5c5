import type { ChargeShape, LedgerMessageShape } from "@casement/hub/api";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { Dated } from "../../design/dated.tsx";
import { Rules } from "../../design/rule.tsx";
import { withoutRule } from "../../design/why.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { chargeRules, chargeWords, STATES } from "../thread/charge-why.tsx";
import { openedBy } from "../thread/opened-by.ts";
import { count } from "./month-sums.tsx";

/** What a charge rests on: the rule, the price, the place in the month, the conversation. */
export function ChargeGround({ message }: { message: LedgerMessageShape }): ReactNode {
  const { line, ours } = message;
  return (
    <>
      <div className="mt-3 max-w-[75ch]">
        <Rules {...chargeRules(line.charge)} />
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-3 border-line border-t pt-4 text-sm lg:grid-cols-3">
        {groundsOf(message).map(([name, value]) => (
          <div key={name} className={value.length > 40 ? "col-span-full" : ""}>
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd className="text-pretty [overflow-wrap:anywhere]">
              <Dated text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {ours !== null && <OurWord ours={ours} why={line.difference?.why} />}
    </>
  );
}

function groundsOf(message: LedgerMessageShape): (readonly [string, string])[] {
  const { line, rate_row: rateRow, free_unit: freeUnit, conversation } = message;
  const { charge } = line;
  return [
    ["Charged by", CHARGED_BY[charge.model]],
    ["State", STATES[charge.state]],
    ["Market", charge.market ?? "not known"],
    ["Type", (charge.type ?? "none").replaceAll("_", " ")],
    ["Price", priceWordsOf(charge, rateRow)],
    ...(freeUnit === null
      ? []
      : [
          [
            "Place in the month",
            `number ${count(freeUnit.position)} of those that use free ${charge.model === "CBP" ? "conversations" : "messages"}`,
          ] as const,
        ]),
    ...(conversation === null
      ? []
      : [["Conversation", conversationWords(conversation, line.wamid)] as const]),
  ];
}

function conversationWords(
  conversation: NonNullable<LedgerMessageShape["conversation"]>,
  wamid: string,
): string {
  const { category, initiated_by: by, opened_at: openedAt, opened_by: opener } = conversation;
  const from = fullMoment(momentFromIso(openedAt), ZONE);
  const words = `${lookOf(category).name}, opened by ${openedBy(by)}`;
  return opener === wamid
    ? `${words}: by the delivery of this message, ${from}`
    : `${words}, ${from}`;
}

const CHARGED_BY = { NBP: "template", CBP: "conversation", PMP: "message" } as const;

/** Why there is no row of a price list, where there is none. */
function priceWordsOf({ amount }: ChargeShape, rateRow: string | null): string {
  if (rateRow !== null) return priceRowWords(rateRow);
  return amount === null ? "none is known for it" : "none is needed: it is free";
}

/** `Utility to United Kingdom in USD, from 2026-10-01` */
function priceRowWords(rateRow: string): string {
  const [, market = "", category = "", currency = "", from = ""] = rateRow.split("/");
  return `${lookOf(category).name} to ${market} in ${currency}, the card of ${from}`;
}

interface OurWordProps {
  readonly ours: ChargeShape;
  readonly why: string | undefined;
}

/** What our rules alone make of it: the same, or why not. */
function OurWord({ ours, why }: OurWordProps): ReactNode {
  if (why !== undefined) {
    return (
      <div className="mt-4 flex gap-3 rounded-xl bg-warn-soft p-3.5">
        <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
        <div>
          <h2 className="font-semibold text-warn">Meta’s word is not ours</h2>
          <p className="text-pretty">
            <Dated text={withoutRule(why)} />
          </p>
          <div className="mt-2">
            <Rules rule={ours.rule} />
          </div>
        </div>
      </div>
    );
  }
  return (
    <div className="mt-4 rounded-xl bg-ground p-3.5">
      <h2 className="font-semibold">Our rules say the same: {chargeWords(ours)}</h2>
      <p className="text-pretty text-ink-2">
        <Dated text={withoutRule(ours.why)} />
      </p>
    </div>
  );
}
