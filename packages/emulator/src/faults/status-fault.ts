import { later } from "@casement/engine";
import { markFailed } from "../messages/report-status.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import type { Action } from "../world/world.ts";
import { faultMs, faultsFor } from "./faults-for.ts";
import { statusSubject } from "./status-subject.ts";

/** Whether a fault takes the place of a step that is due: the message fails, or is late. */
export function isStatusTaken(platform: Platform, action: Action & { kind: "status" }): boolean {
  const { world } = platform;
  if (world.faults.rules.length === 0 || action.isLate === true) return false;
  const message = ownEntry(world.messages, action.wamid);
  if (message?.from !== "business") return false;
  // A message with links is due again when they were fetched, and is looked at then.
  if (action.status === "sent" && message.links.length > 0) return false;
  const faults = faultsFor(world, "status", statusSubject(message, action.status), KINDS);
  for (const fault of faults) {
    if ("error" in fault && action.status !== "read") {
      const failure = { code: fault.error, details: fault.details };
      if (markFailed(platform, action.wamid, failure)) return true;
    }
    if ("delay" in fault) {
      const { id: _id, at: _at, ...kind } = action;
      const at = later(platform.clock.now(), faultMs(fault.delay));
      platform.plan(at, { ...kind, isLate: true });
      return true;
    }
  }
  return false;
}

const KINDS = ["error", "delay"] as const;
