import { pause } from "../database/pause.ts";
import type { NodeSignal } from "../nodes/node-signal.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import type { DigestLoop } from "./digest-loop.ts";
import { hasPending, selectNewestPending } from "./post-store.ts";

export interface DigestedSoFar {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly digestLoop: DigestLoop;
  readonly signal: NodeSignal;
}

/** How long a refusal waits for posts that are still undigested, in the machine's time. */
const PATIENCE_MS = 2_000;

/** How often to look whether another node has digested, in the machine's time. */
const LOOK_AGAIN_MS = 50;

/**
 * Resolves when every post of the number that any node has kept by now is digested, or after two
 * seconds (SPEC G3).
 *
 * A post that another node kept may be in the table before we hear of it, so the table is asked.
 */
export async function digestedSoFar(
  { surroundings, owner, digestLoop, signal }: DigestedSoFar,
  numberId: bigint,
): Promise<void> {
  const { db, machine } = surroundings;
  const giveUpAt = machine.nowMs() + PATIENCE_MS;
  const newest = await selectNewestPending(db, numberId).catch(() => undefined);
  if (newest === undefined) return;
  digestLoop.wake([numberId]);
  const over = new AbortController();
  await Promise.race([
    digestLoop.caughtUp(numberId),
    pause(machine, PATIENCE_MS, over.signal),
  ]).finally(() => over.abort());
  if (owner.owns(numberId)) return;
  signal.tell("kept", [numberId]);
  const isWaiting = (): Promise<boolean> => hasPending(db, numberId, newest).catch(() => true);
  while (machine.nowMs() < giveUpAt && (await isWaiting())) {
    await pause(machine, LOOK_AGAIN_MS);
  }
}
