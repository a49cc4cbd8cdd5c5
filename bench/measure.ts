/** One measure, as it is printed: a line of JSON. */
export interface Measure {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** The same work by the barest loop there is, in the same run and unit; `null`: there is none. */
  readonly bare: number | null;
  /** `value` over `bare`. */
  readonly ratio: number | null;
  /** Of the single pieces of work, in microseconds; `null` where there are none. */
  readonly p50: number | null;
  readonly p99: number | null;
}

export type Report = (measure: Measure) => void;

/** What `share` of the values are no greater than; half of them is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[index] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Few enough digits to read. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** How long `work` takes, in microseconds. */
export function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) * 1_000;
}

/**
 * How much of a core `work` takes, in microseconds: what else the machine does is not in it.
 *
 * For work of many milliseconds: the clock that the system keeps for it may tick but every four.
 */
export function coreTimed(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage();
  return user - before.user + system - before.system;
}
