import { later, SECOND_MS } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import type { World } from "../world/world.ts";
import type { BatchedChange } from "./fault-records.ts";

/** How long a post that is to come after the next one waits for it. */
export const HELD_BACK_MS: number = 5 * SECOND_MS;

export function holdBack({ faults }: World, url: string, postId: string): void {
  faults.heldBack[url] = [...(ownEntry(faults.heldBack, url) ?? []), postId];
}

/** The posts that waited for the one that has just gone; those whose wait is over went by now. */
export function takeHeldBack({ faults, posts }: World, url: string): string[] {
  const held = ownEntry(faults.heldBack, url) ?? [];
  if (held.length > 0) delete faults.heldBack[url];
  return held.filter((id) => ownEntry(posts, id)?.attempts.length === 0);
}

/** Puts a change to those that will share a post. True when that is full. */
export function addToBatch(
  platform: Platform,
  url: string,
  change: BatchedChange,
  sizeMax: number,
): boolean {
  const { faults } = platform.world;
  const waiting = ownEntry(faults.batches, url) ?? [];
  faults.batches[url] = [...waiting, change];
  if (waiting.length === 0) {
    platform.plan(later(platform.clock.now(), BATCH_MS), { kind: "fault_flush", url });
  }
  return waiting.length + 1 >= sizeMax;
}

export function takeBatch(platform: Platform, url: string): readonly BatchedChange[] {
  const { faults } = platform.world;
  const changes = ownEntry(faults.batches, url) ?? [];
  delete faults.batches[url];
  platform.strike((action) => action.kind === "fault_flush" && action.url === url);
  return changes;
}

/** The entries of a post: changes of one account and kind of time stand in one. */
export function entriesOf(changes: readonly BatchedChange[]): unknown[] {
  const entries: { accountId: string; time: number | null; changes: unknown[] }[] = [];
  for (const { accountId, time, value, field } of changes) {
    const last = entries.at(-1);
    if (last?.accountId === accountId && last.time === time) last.changes.push({ value, field });
    else entries.push({ accountId, time, changes: [{ value, field }] });
  }
  return entries.map((entry) => ({
    id: entry.accountId,
    ...(entry.time !== null && { time: entry.time }),
    changes: entry.changes,
  }));
}

/** How long the first change of a batch waits for others. */
const BATCH_MS: number = SECOND_MS;
