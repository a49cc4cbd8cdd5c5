import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A customer whom the business blocked, and how it named them. */
export interface BlockedCustomer {
  readonly phone: string;
  readonly input: string;
}

export function blockedBy(world: World, numberId: string): readonly BlockedCustomer[] {
  return ownEntry(world.blockLists, numberId) ?? [];
}

/** Whether the business blocked the customer: neither can write to the other then. */
export function isBlockedBy(world: World, numberId: string, phone: string): boolean {
  return blockedBy(world, numberId).some((one) => one.phone === phone);
}
