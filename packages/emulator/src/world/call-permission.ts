import { DAY_MS, type Instant } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import { threadKey } from "./thread.ts";
import type { World } from "./world.ts";

/** Whether a customer lets a number call them, and what the number did with it. */
export interface CallPermission {
  status: "no_permission" | "temporary" | "permanent";
  /** When a temporary one ends. */
  expiresAt: Instant | null;
  /** When leave was asked for, oldest first, of the last seven days. */
  asked: Instant[];
  /** When the number called, of the last day. */
  called: Instant[];
}

/** A temporary permission holds for seven days. */
export const PERMISSION_LIFE_MS: number = 7 * DAY_MS;

export function callPermissionOf(
  world: World,
  numberId: string,
  phone: string,
  now: Instant,
): CallPermission {
  const key = threadKey(numberId, phone);
  const known = ownEntry(world.callPermissions, key) ?? {
    status: "no_permission",
    expiresAt: null,
    asked: [],
    called: [],
  };
  world.callPermissions[key] = known;
  if (known.expiresAt !== null && known.expiresAt <= now) {
    known.status = "no_permission";
    known.expiresAt = null;
  }
  known.asked = known.asked.filter((at) => at > now - 7 * DAY_MS);
  known.called = known.called.filter((at) => at > now - DAY_MS);
  return known;
}
