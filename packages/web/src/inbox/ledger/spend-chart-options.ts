import type { EChartsCoreOption } from "echarts/core";
import type { Tone } from "../../design/category.ts";
import type { SpendByDay } from "./spend-by-day.ts";

/** The colours of the page as they are now, for a canvas knows no style sheet. */
export interface Inks {
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly raised: string;
  readonly hover: string;
  readonly tones: { readonly [tone in Tone]: string };
}

interface ChartLook {
  readonly inks: Inks;
  readonly font: string;
  readonly isNarrow: boolean;
  readonly mayMove: boolean;
  readonly axisWords: (figure: number) => string;
}

/**
 * What ECharts is told to draw: a bar a day, stacked by category.
 *
 * The hint beside the pointer is ours (`spend-chart.tsx`): that of ECharts comes with style
 * attributes, which `style-src 'self'` refuses, or drawn on the canvas without our type.
 */
export function chartOptions(spend: SpendByDay, look: ChartLook): EChartsCoreOption {
  const { inks, font } = look;
  const text = { color: inks.ink3, fontFamily: font, fontSize: 11 };
  const top = spend.series.length - 1;
  return {
    animation: look.mayMove,
    animationDuration: 350,
    textStyle: { fontFamily: font },
    grid: { left: 4, right: 4, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      showContent: false,
      axisPointer: { type: "shadow", shadowStyle: { color: inks.hover, opacity: 0.7 } },
    },
    xAxis: {
      type: "category",
      data: spend.days.map((day) => String(Number(day.slice(8)))),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: inks.line } },
      axisLabel: { ...text, interval: look.isNarrow ? 4 : "auto", hideOverlap: true },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { ...text, formatter: look.axisWords },
      splitLine: { lineStyle: { color: inks.line } },
    },
    series: spend.series.map((one, index) => ({
      type: "bar",
      name: one.name,
      stack: "all",
      // Of a bar of no height the border would still be drawn, over the axis.
      data: one.figures.map((figure) => (figure === 0 ? null : figure)),
      barMaxWidth: 26,
      itemStyle: {
        color: inks.tones[one.tone],
        borderColor: inks.raised,
        borderWidth: 0.5,
        borderRadius: index === top ? [3, 3, 0, 0] : 0,
      },
      emphasis: { disabled: true },
      cursor: "pointer",
    })),
  };
}
