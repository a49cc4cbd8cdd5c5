import { type Json, objectIn, textIn } from "../json.ts";
import type { World } from "../world/world.ts";
import type { FaultDo } from "./fault-rule.ts";
import { type FaultSubject, faultMs, faultsFor } from "./faults-for.ts";

/** What is done with a change that the business should hear of. */
export interface Handling {
  readonly isDropped: boolean;
  /** How often it is posted at once. */
  readonly copies: number;
  /** Whether it waits for the next post, and goes after it. */
  readonly isHeldBack: boolean;
  readonly delayMs: number;
  /** With how many others it may share a post. */
  readonly batch: number | undefined;
}

/** What the faults make of a change, and of the status in it if it is one. */
export function handlingOf(
  world: World,
  change: { readonly field: string; readonly value: Json },
  status: FaultSubject | undefined,
): Handling {
  if (world.faults.rules.length === 0) return USUAL;
  const subject = { ...webhookSubject(change), ...status };
  const faults = [
    ...(status === undefined ? [] : faultsFor(world, "status", subject, OF_STATUS)),
    ...faultsFor(world, "webhook", subject, OF_WEBHOOK),
  ];
  return faults.reduce((handling, fault) => handled(handling, fault, subject), USUAL);
}

function handled(handling: Handling, fault: FaultDo, { status }: FaultSubject): Handling {
  if ("drop" in fault) return { ...handling, isDropped: true };
  if ("omit" in fault) {
    return fault.omit === status ? { ...handling, isDropped: true } : handling;
  }
  if ("duplicate" in fault) return { ...handling, copies: handling.copies * fault.duplicate };
  if ("reorder" in fault) return { ...handling, isHeldBack: true };
  if ("delay" in fault) return { ...handling, delayMs: handling.delayMs + faultMs(fault.delay) };
  return "batch" in fault ? { ...handling, batch: fault.batch } : handling;
}

/** What a rule on webhooks can look for. */
export function webhookSubject({
  field,
  value,
}: {
  readonly field: string;
  readonly value: Json;
}): FaultSubject {
  const status = firstIn(value["statuses"]);
  const message = firstIn(value["messages"]);
  return {
    field,
    kind: status === undefined ? (message === undefined ? field : "messages") : "statuses",
    status: textIn(status?.["status"]),
    wamid: textIn(status?.["id"]) ?? textIn(message?.["id"]),
    phone: textIn(status?.["recipient_id"]) ?? textIn(message?.["from"]),
    type: textIn(message?.["type"]),
    event: textIn(value["event"]),
  };
}

function firstIn(value: unknown): Json | undefined {
  return objectIn(Array.isArray(value) ? value[0] : undefined);
}

const USUAL: Handling = {
  isDropped: false,
  copies: 1,
  isHeldBack: false,
  delayMs: 0,
  batch: undefined,
};
const OF_STATUS = ["drop", "omit", "duplicate", "reorder"] as const;
const OF_WEBHOOK = ["drop", "omit", "duplicate", "reorder", "delay", "batch"] as const;
