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
  readonly windows: readonly { readonly customer: string | null; readonly window: unknown }[];
  readonly conversations: readonly unknown[];
  readonly units: readonly DumpedUnit[];
}): CanonicalDump {
  return [
    ...parts.windows.map(({ customer, window }) => windowLine({ customer, window })),
    ...parts.conversations.map(conversationLine),
    ...parts.units.map(unitLine),
  ].sort();
}

export function windowLine(one: unknown): string {
  return `window ${canonicalJson(one)}`;
}

export function conversationLine(one: unknown): string {
  return `conversation ${canonicalJson(one)}`;
}

export function unitLine({ unit, charge }: DumpedUnit): string {
  const { wamid, recipient, deliveredAt, model, conversation, reported, derived } = unit;
  const { category, type, market, rateRow, billable, position, amountMicros, usesFreeTier } =
    charge;
  return `unit ${canonicalJson({
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
  })}`;
}
