import type { LedgerMonthShape } from "@casement/hub/api";
import { type ReactNode, useState } from "react";
import { lookOf, TONE_FILL, type Tone } from "../../design/category.ts";
import { CategoryChip } from "../../design/category-chip.tsx";
import { totalWords } from "../../design/money.ts";
import { Card } from "./card.tsx";
import type { LedgerSearch, LineQuestion } from "./ledger-search.ts";
import { count } from "./month-sums.tsx";
import { FreeUnits, Opened } from "./opened.tsx";
import { Opens } from "./opens.tsx";

interface PartsProps {
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
}

/**
 * The month by category, by market and by template, what it opened and what it has for nothing. In
 * columns: cards of one row would all be as tall as the tallest, and push the messages far down.
 */
export function Parts({ month, shown }: PartsProps): ReactNode {
  const categories = month.categories.map((one): Part => {
    const { name, tone } = lookOf(one.category);
    const { category } = one;
    return { ...one, name, tone, head: chipOf(category), question: { category } };
  });
  const markets = month.markets.map((one): Part => {
    const name = one.market ?? "Not known";
    return {
      ...one,
      name,
      tone: "plain",
      head: name,
      question: { market: one.market ?? "unknown" },
    };
  });
  const templates = month.templates.map((one): Part => {
    const { template, category } = one;
    const { tone, name } = lookOf(category);
    const head = (
      <>
        <span className="block truncate">{template}</span>
        <span className="block text-ink-3 text-xs">{name}</span>
      </>
    );
    return { ...one, name: `${template}, ${name}`, tone, head, question: { template, category } };
  });
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4">
        <PartTable title="By category" of="Category" parts={categories} {...{ month, shown }} />
        <FreeUnits month={month} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <PartTable title="By market" of="Market" parts={markets} {...{ month, shown }} />
        <Opened month={month} shown={shown} />
      </div>
      <div className="min-w-0 md:max-xl:col-span-2">
        <PartTable
          title="By template"
          hint="And the category that it was delivered as"
          of="Template"
          parts={templates}
          {...{ month, shown }}
        />
      </div>
    </div>
  );
}

function chipOf(category: string): ReactNode {
  return <CategoryChip category={category} />;
}

interface Part {
  readonly name: string;
  readonly head: ReactNode;
  readonly tone: Tone;
  readonly units: number;
  readonly unknown: number;
  readonly amount: string;
  readonly question: LineQuestion;
}

interface PartTableProps extends PartsProps {
  readonly title: string;
  readonly hint?: string;
  readonly of: string;
  readonly parts: readonly Part[];
}

function PartTable({ title, hint, of, parts, month, shown }: PartTableProps): ReactNode {
  const [all, showAll] = useState(false);
  const most = Math.max(...parts.map((part) => Number(part.amount)), 0);
  const visible = all ? parts : parts.slice(0, PARTS_SHOWN);
  return (
    <Card title={title} {...(hint === undefined ? {} : { hint })}>
      {parts.length === 0 ? (
        <p className="text-ink-2">No template was delivered in this month.</p>
      ) : (
        <table className="w-full table-fixed text-sm">
          <thead className="text-ink-3 text-xs">
            <tr>
              <th scope="col" className="pb-1.5 text-left font-medium">
                {of}
              </th>
              <th scope="col" className="w-20 pb-1.5 text-right font-medium">
                Messages
              </th>
              <th scope="col" className="w-24 pb-1.5 text-right font-medium">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {visible.map((part) => (
              <PartRow key={part.name} {...{ part, most, month, shown }} />
            ))}
          </tbody>
        </table>
      )}
      {parts.length > PARTS_SHOWN && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => showAll(!all)}
          className="mt-2 self-start rounded-sm text-utility text-xs underline-offset-3 hover:underline"
        >
          {all ? "Show fewer" : `Show all ${parts.length}`}
        </button>
      )}
    </Card>
  );
}

const PARTS_SHOWN = 6;

interface PartRowProps extends PartsProps {
  readonly part: Part;
  /** The amount of the dearest part, which has the longest bar. */
  readonly most: number;
}

function PartRow({ part, most, month, shown }: PartRowProps): ReactNode {
  const amount = totalWords(Number(part.amount), month.currency ?? "USD", Number(month.amount));
  return (
    <tr className="align-top">
      <th scope="row" className="py-1.5 pr-2 text-left font-normal">
        {part.head}
        <Bar tone={part.tone} share={most === 0 ? 0 : Number(part.amount) / most} />
      </th>
      <td className="figures py-1.5 text-right">
        <Opens
          shown={shown}
          question={part.question}
          label={`${part.name}, ${count(part.units)} messages`}
        >
          {count(part.units)}
        </Opens>
      </td>
      <td
        className={`figures py-1.5 text-right
          ${Number(part.amount) === 0 ? "text-ink-3" : "font-medium"}`}
      >
        <Opens shown={shown} question={part.question} label={`${part.name}, ${amount}`}>
          {amount}
        </Opens>
        {part.unknown > 0 && (
          <span className="block font-normal text-warn text-xs">
            + {count(part.unknown)} unknown
          </span>
        )}
      </td>
    </tr>
  );
}

function Bar({ tone, share }: { tone: Tone; share: number }): ReactNode {
  return (
    <span aria-hidden className="mt-1.5 block h-1 rounded-full bg-selected">
      <span
        className={`block h-full rounded-full ${TONE_FILL[tone]}`}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
