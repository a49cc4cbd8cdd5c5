import { readFileSync } from "node:fs";
import { type LedgerJson, ledgerJson, ledgerOf, readTimeline } from "@casement/engine/timeline";

/** A timeline as it was written, and what is expected to follow from it. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly timeline: WrittenTimeline;
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface WrittenTimeline {
  readonly account: { readonly timeZone: string };
  readonly facts: readonly Readonly<Record<string, unknown>>[];
}

const file = new URL("../fixtures/scenarios.json", import.meta.url);

export const scenarios: readonly Scenario[] = JSON.parse(readFileSync(file, "utf8"));

/** The ledger of a timeline that is right. */
export function jsonOf(given: unknown): LedgerJson {
  const reading = readTimeline(given);
  if (!reading.ok) throw new Error(`${reading.fault.where} ${reading.fault.what}`);
  return ledgerJson(ledgerOf(reading.timeline));
}
