import type { LedgerMonthShape } from "@casement/hub/api";
import { useNavigate } from "@tanstack/react-router";
import { ChartColumn, Table2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { TONE_FILL } from "../../design/category.ts";
import { totalWords } from "../../design/money.ts";
import { monthName } from "../../time/time-words.ts";
import { Card } from "./card.tsx";
import { Choice } from "./choice.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import { dayWords } from "./ledger-words.ts";
import { count } from "./month-sums.tsx";
import { type Measure, type SpendByDay, spendByDay } from "./spend-by-day.ts";
import { SpendTable } from "./spend-table.tsx";

/** What draws is three times as large as the rest of the page, which need not wait for it. */
const SpendChart = lazy(() => import("./spend-chart.tsx"));

interface SpendProps {
  readonly month: LedgerMonthShape;
  readonly shown: LedgerSearch;
}

/** What was spent by day and category: as a chart, or as a table with the same figures. */
export function Spend({ month, shown }: SpendProps): ReactNode {
  const [view, setView] = useState<View>("chart");
  const [measure, setMeasure] = useState<Measure>("cost");
  const navigate = useNavigate();
  const spend = useMemo(() => spendByDay(month, measure), [month, measure]);
  const currency = month.currency ?? "USD";
  const total = Number(month.amount);
  const figureWords = (figure: number): string =>
    measure === "cost" ? totalWords(figure, currency, total) : count(figure);
  const places = axisPlaces(spend);
  const axisWords = useCallback(
    (figure: number) =>
      measure === "cost" ? axisMoney(figure, currency, places) : axisCount(figure),
    [measure, currency, places],
  );
  return (
    <Card
      title={measure === "cost" ? "Spend by day" : "Messages by day"}
      hint={`Days turn at midnight, ${month.time_zone}`}
      actions={<Choices {...{ measure, setMeasure, view, setView }} />}
    >
      {view === "table" ? (
        <SpendTable spend={spend} month={month} shown={shown} figureWords={figureWords} />
      ) : (
        <>
          <Suspense fallback={<div className="waits h-56 rounded-xl bg-selected sm:h-64" />}>
            <SpendChart
              spend={spend}
              label={labelOf(measure, month.month)}
              figureWords={figureWords}
              axisWords={axisWords}
              dayWords={dayWords}
              openDay={(day) => {
                const { month: of, account } = shown;
                const search = { ...(of && { month: of }), ...(account && { account }), day };
                void navigate({ to: "/ledger", search, hash: "lines", resetScroll: false });
              }}
            />
          </Suspense>
          <Legend spend={spend} />
        </>
      )}
    </Card>
  );
}

function labelOf(measure: Measure, month: string): string {
  const what = measure === "cost" ? "Spend" : "Messages";
  return `${what} by day and category in ${monthName(month)}. The table has the figures.`;
}

type View = "chart" | "table";

interface ChoicesProps {
  readonly measure: Measure;
  readonly setMeasure: (measure: Measure) => void;
  readonly view: View;
  readonly setView: (view: View) => void;
}

function Choices({ measure, setMeasure, view, setView }: ChoicesProps): ReactNode {
  return (
    <div className="flex flex-wrap gap-2">
      <Choice
        label="What is counted"
        options={[
          { value: "cost", label: "Cost" },
          { value: "messages", label: "Messages" },
        ]}
        chosen={measure}
        choose={setMeasure}
      />
      <Choice
        label="How it is shown"
        options={[
          { value: "chart", label: "Chart", icon: ChartColumn },
          { value: "table", label: "Table", icon: Table2 },
        ]}
        chosen={view}
        choose={setView}
      />
    </div>
  );
}

/** The categories that have a bar: what was free has none in a chart of what was spent. */
function Legend({ spend }: { spend: SpendByDay }): ReactNode {
  const drawn = spend.series.filter(({ figures }) => figures.some((figure) => figure > 0));
  return (
    <ul aria-label="Categories" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {drawn.map((one) => (
        <li key={one.category} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2.5 rounded-sm ${TONE_FILL[one.tone]}`} />
          {one.name}
        </li>
      ))}
    </ul>
  );
}

/** How many places tell the lines of the axis apart, of which there are about four. */
function axisPlaces({ days, series }: SpendByDay): number {
  const sums = days.map((_, day) => series.reduce((sum, one) => sum + (one.figures[day] ?? 0), 0));
  const step = Math.max(0, ...sums) / 4;
  if (step === 0 || step >= 1) return 0;
  return Math.min(6, Math.max(2, Math.ceil(-Math.log10(step))));
}

/** As short as an axis needs, and each line alike: `$0.05`, `$200`. */
function axisMoney(amount: number, currency: string, places: number): string {
  return new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(amount);
}

/** Half a message is none: between whole ones the axis says nothing. */
function axisCount(figure: number): string {
  return Number.isInteger(figure) ? count(figure) : "";
}
