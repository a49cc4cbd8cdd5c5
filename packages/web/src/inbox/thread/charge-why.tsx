import type { ChargeShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { priceWords } from "../../design/money.ts";
import type { RulePart } from "../../design/rule-words.ts";
import { Why } from "../../design/why.tsx";

/** What a message cost; pressed, it says why. */
export function ChargeWhy({
  charge,
  total = false,
}: {
  charge: ChargeShape;
  total?: boolean;
}): ReactNode {
  const words = chargeWords(charge);
  return (
    <Why
      question={`Why ${words}?`}
      answer={charge.why}
      {...chargeRules(charge)}
      more={<ChargeFacts charge={charge} />}
    >
      <span className={`figures whitespace-nowrap ${total ? "font-semibold" : ""}`}>{words}</span>
    </Why>
  );
}

/** The rule of the price, and that the facts of it are Meta's, where they are. */
export function chargeRules(charge: ChargeShape): { rule: string; others?: readonly RulePart[] } {
  const { rule, price_rule: priceRule } = charge;
  if (rule === priceRule) return { rule };
  return { rule: priceRule, others: [{ part: "Taken from Meta’s report", rule }] };
}

/** `$0.0388`, `free`, `price unknown`. An unknown price is never a zero. */
export function chargeWords(charge: ChargeShape): string {
  if (charge.amount === null) return "price unknown";
  if (charge.state === "free" || Number(charge.amount) === 0) return "free";
  return priceWords(Number(charge.amount), charge.currency);
}

export const STATES = {
  free: "free, so nothing is booked",
  unknown: "not known",
  accrued: "by our rules, not yet confirmed",
  confirmed: "confirmed by Meta’s report",
  corrected: "corrected after a report",
} as const;

function ChargeFacts({ charge }: { charge: ChargeShape }): ReactNode {
  const facts: readonly (readonly [string, string])[] = [
    ["Charged by", charge.model === "PMP" ? "message" : "conversation"],
    ["Category", lookOf(charge.category).name],
    ["Market", charge.market ?? "not known"],
    ["State", STATES[charge.state]],
  ];
  return (
    <dl className="mt-2.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
