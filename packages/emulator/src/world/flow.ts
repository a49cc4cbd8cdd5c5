import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A form of several screens that a message can open. */
export interface Flow {
  readonly id: string;
  readonly accountId: string;
  name: string;
  categories: readonly string[];
  status: "DRAFT" | "PUBLISHED" | "DEPRECATED" | "BLOCKED" | "THROTTLED";
  endpointUri: string | null;
  /** Its screens, as the JSON text that was uploaded. */
  json: string | null;
  faults: readonly FlowFault[];
}

/** What is wrong with a flow's JSON. The names are Meta's. */
export interface FlowFault {
  readonly error: string;
  readonly error_type: string;
  readonly message: string;
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
}

export function flowsOf(world: World, accountId: string): Flow[] {
  return Object.values(world.flows).filter((flow) => flow.accountId === accountId);
}

export function flowById(world: World, id: string): Flow | undefined {
  return ownEntry(world.flows, id);
}
