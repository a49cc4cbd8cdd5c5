import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { TONE_FILL } from "../../design/category.ts";
import { type Inks, useInks } from "./inks.ts";
import type { SpendByDay } from "./spend-by-day.ts";
import { chartOptions } from "./spend-chart-options.ts";

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface SpendChartProps {
  readonly spend: SpendByDay;
  /** What the chart shows, for those who do not see it; the table beside it has the figures. */
  readonly label: string;
  readonly figureWords: (figure: number) => string;
  readonly axisWords: (figure: number) => string;
  readonly dayWords: (day: string) => string;
  readonly openDay: (day: string) => void;
}

/** A bar a day, stacked by category. A pressed bar opens its day. */
export default function SpendChart(props: SpendChartProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<ECharts>(null);
  const latest = useRef(props);
  latest.current = props;
  const inks = useInks();
  const [pointed, point] = useState<number>();
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current);
    drawn.current = chart;
    chart.getZr().on("click", ({ offsetX, offsetY }) => {
      const place = [offsetX, offsetY];
      if (!chart.containPixel("grid", place)) return;
      const [index] = chart.convertFromPixel({ gridIndex: 0 }, place);
      const day = latest.current.spend.days[Math.round(index ?? 0)];
      if (day !== undefined) latest.current.openDay(day);
    });
    chart.on("updateAxisPointer", (event) => point(indexIn(event)));
    chart.getZr().on("globalout", () => point(undefined));
    const watching = new ResizeObserver(() => chart.resize());
    watching.observe(box.current);
    return () => {
      watching.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, []);
  const { spend, axisWords } = props;
  useEffect(() => draw(drawn.current, { spend, axisWords }, inks), [spend, axisWords, inks]);
  return (
    <div className="relative">
      <div ref={box} role="img" aria-label={props.label} className="h-56 w-full sm:h-64" />
      {pointed !== undefined && <Hint {...props} index={pointed} />}
    </div>
  );
}

/** The day under the pointer: what it came to, and its parts. Where the pointer is not. */
function Hint(props: SpendChartProps & { readonly index: number }): ReactNode {
  const { spend, index, figureWords, dayWords } = props;
  const parts = spend.series.filter((one) => (one.figures[index] ?? 0) > 0);
  const sum = parts.reduce((all, one) => all + (one.figures[index] ?? 0), 0);
  const isLeft = index >= spend.days.length / 2;
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute top-2 min-w-52 rounded-xl bg-raised p-3 text-xs
        shadow-float ${isLeft ? "left-14" : "right-2"}`}
    >
      <p className="mb-1 flex justify-between gap-6 font-semibold text-sm">
        {dayWords(spend.days[index] ?? "")}
        <span className="figures">{figureWords(sum)}</span>
      </p>
      {parts.map((one) => (
        <p key={one.category} className="flex items-center gap-2 text-ink-2">
          <span className={`size-2.5 rounded-sm ${TONE_FILL[one.tone]}`} />
          <span className="flex-1">{one.name}</span>
          <span className="figures text-ink">{figureWords(one.figures[index] ?? 0)}</span>
        </p>
      ))}
      <p className="mt-1.5 text-ink-3">
        {parts.length === 0 ? "Nothing on this day" : "Press to see the messages"}
      </p>
    </div>
  );
}

/** Which day ECharts says the pointer is at. Its events are of no type that it names. */
function indexIn(event: unknown): number | undefined {
  const infos: unknown = Reflect.get(Object(event), "axesInfo");
  const [info]: unknown[] = Array.isArray(infos) ? infos : [];
  const value: unknown = Reflect.get(Object(info), "value");
  return typeof value === "number" ? value : undefined;
}

function draw(
  chart: ECharts | null,
  { spend, axisWords }: Pick<SpendChartProps, "spend" | "axisWords">,
  inks: Inks,
): void {
  chart?.setOption(
    chartOptions(spend, {
      inks,
      font: getComputedStyle(document.body).fontFamily,
      isNarrow: chart.getWidth() < 500,
      mayMove: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      axisWords,
    }),
    { notMerge: true },
  );
}
