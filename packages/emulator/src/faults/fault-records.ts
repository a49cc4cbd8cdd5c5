import type { Json } from "../json.ts";
import { type RandomState, randomStateFromSeed } from "../random.ts";
import type { FaultRule } from "./fault-rule.ts";

/** The faults that were asked for, and what they keep back. */
export interface FaultRecords {
  readonly random: RandomState;
  rules: readonly CountedRule[];
  /** Posts that wait for the next one, by address. */
  readonly heldBack: Record<string, readonly string[]>;
  /** Changes that wait for others to share their post, by address. */
  readonly batches: Record<string, readonly BatchedChange[]>;
}

export interface CountedRule {
  readonly rule: FaultRule;
  /** How often it fitted, and how often it struck. */
  seen: number;
  struck: number;
}

/** A change as an entry of a post has it. */
export interface BatchedChange {
  readonly accountId: string;
  readonly field: string;
  readonly value: Json;
  /** In seconds; the entry of some changes has none. */
  readonly time: number | null;
}

export function noFaults(seed: number): FaultRecords {
  return { random: randomStateFromSeed(seed, "faults"), rules: [], heldBack: {}, batches: {} };
}
