import type { Charge, Unit } from "@casement/engine";
import { canonicalJson } from "../webhook/fact-id.ts";

/**
 * What follows from a number's facts, as sorted lines: windows, conversations, units with their
 * charges. No ids of ours, no times of ours, no posting months, so that two hubs that heard the
 * same in another order have the same dump (SPEC F1, F2; decision 0005).
 */
export type CanonicalDump = readonly string[];

/** A unit with its charge, as the dump shows it. */
export interface DumpedUnit {
  readonly unit: Unit;
  readonly charge: Charge;
}

/** One line of the dump for each thing; the kinds are told apart by their first word. */
export function dumpLines(parts: {
  readonly windows: readonly { readonly customer: string; readonly window: unknown }[];
  readonly conversations: readonly unknown[];
  readonly units: readonly DumpedUnit[];
}): CanonicalDump {
  return [
    ...parts.windows.map((one) => `window ${canonicalJson(one)}`),
    ...parts.conversations.map((one) => `conversation ${canonicalJson(one)}`),
    ...parts.units.map((one) => `unit ${canonicalJson(lineOf(one))}`),
  ].sort();
}

function lineOf({ unit, charge }: DumpedUnit): Record<string, unknown> {
  const { wamid, recipient, deliveredAt, model, conversation, reported, derived } = unit;
  const { category, type, market, rateRow, billable, position, amountMicros, usesFreeTier } =
    charge;
  return {
    wamid,
    recipient,
    deliveredAt,
    model,
    conversation,
    reported,
    derived: derived ?? null,
    category,
    type,
    market,
    rateRow,
    billable,
    position,
    amountMicros,
    usesFreeTier,
  };
}
