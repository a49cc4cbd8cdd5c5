import type { Json } from "../json.ts";
import type { Span } from "./span.ts";

/** Figures added up by what tells them apart: the points of a report. */
export class Tally {
  readonly #points = new Map<
    string,
    { readonly labels: Json; readonly sums: Map<string, number> }
  >();

  /** Adds `figures` to the point of `span` that has these labels. */
  add(span: Span, labels: Json, figures: Readonly<Record<string, number>>): void {
    const key = JSON.stringify([span.start, labels]);
    const point = this.#points.get(key) ?? { labels: { ...span, ...labels }, sums: new Map() };
    this.#points.set(key, point);
    for (const [name, figure] of Object.entries(figures)) {
      point.sums.set(name, (point.sums.get(name) ?? 0) + figure);
    }
  }

  /** The points, oldest first, and those of one span by their labels. */
  points(): Json[] {
    return [...this.#points]
      .sort(([a, one], [b, other]) => {
        const byTime = Number(one.labels["start"]) - Number(other.labels["start"]);
        return byTime === 0 ? (a < b ? -1 : 1) : byTime;
      })
      .map(([, { labels, sums }]) => ({ ...labels, ...Object.fromEntries(sums) }));
  }
}

/** Millionths as Meta's reports have them: a decimal number, without the dust of adding. */
export function amountFromMicros(micros: number): number {
  return Math.round(micros) / 1_000_000;
}
