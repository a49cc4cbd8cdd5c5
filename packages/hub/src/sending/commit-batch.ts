import type { Instant } from "@casement/engine";
import type { PoolClient } from "pg";
import { recordChanges } from "../downstream/record-changes.ts";
import type { NewEvent } from "../events/event-store.ts";
import type { NativeEvent } from "../events/native-event.ts";
import { inOwnTransaction, isOfTheData } from "../numbers/own-transaction.ts";
import type { Ask } from "./ask.ts";
import { draftEvent } from "./draft-event.ts";
import type { DraftRow, NewDraft } from "./draft-store.ts";
import type { SenderParts } from "./sender-parts.ts";
import { closedTo, type Ended, settleCalls } from "./settle-calls.ts";
import { type OnTheWay, type Taken, type Turn, takeDrafts } from "./take-drafts.ts";

/** What one transaction takes: asks whose turn it is, and calls that ended. */
export interface Batch<T extends Turn, E extends Ended> {
  readonly turns: readonly T[];
  readonly ends: readonly E[];
  readonly onTheWay: () => OnTheWay<T>;
  /** Writes down, with the rest, what other numbers should know. */
  readonly tell: () => Promise<void>;
  /** Told after each commit, and of each that could not be committed. */
  readonly done: (told: Told<T, E>) => void;
}

export interface Told<T extends Turn, E extends Ended> {
  readonly taken: readonly (readonly [T, Taken])[];
  /** With each that a status had settled before its call ended, as it stands. */
  readonly settled: readonly (readonly [E, DraftRow | undefined])[];
  readonly failed: readonly (readonly [T, unknown])[];
}

/**
 * Commits a batch on the connection that owns the number: first what ended, so that what is decided
 * after knows of it; then the new drafts; the events last.
 *
 * A batch that fails by what is in it is halved, down to the one that cannot be stored. Any other
 * failure is the database's, and is thrown.
 */
export async function commitBatch<T extends Turn, E extends Ended>(
  client: PoolClient,
  parts: SenderParts,
  numberId: bigint,
  batch: Batch<T, E>,
): Promise<void> {
  const { turns, ends } = batch;
  if (turns.length + ends.length === 0) return;
  try {
    const { taken, overtaken } = await inOwnTransaction(client, () =>
      commit(client, parts, numberId, batch),
    );
    batch.done({
      taken: turns.flatMap((turn, i) => {
        const one = taken[i];
        return one === undefined ? [] : [[turn, one] as const];
      }),
      settled: ends.map((end) => [end, overtaken.get(end.draft.draftId)] as const),
      failed: [],
    });
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    if (turns.length + ends.length === 1) {
      const errorName = error instanceof Error ? error.name : typeof error;
      parts.surroundings.log.error("not_committed", { numberId: String(numberId), errorName });
      const settled = ends.map((end) => [end, undefined] as const);
      batch.done({ taken: [], settled, failed: turns.map((turn) => [turn, error] as const) });
      return;
    }
    for (const half of halves(batch)) await commitBatch(client, parts, numberId, half);
  }
}

/** Whether a batch made appointments: for what is scheduled or unknown, or falls back. */
export function hasAppointments<T extends Turn, E extends Ended>({
  taken,
  settled,
}: Pick<Told<T, E>, "taken" | "settled">): boolean {
  const ends = settled.map(([ended]) => ended);
  if (ends.some(({ end }) => end.state === "unknown")) return true;
  if (closedTo(ends).length > 0) return true;
  return taken.some(([, one]) => one.kind === "drafted" && one.draft.state === "scheduled");
}

async function commit<T extends Turn, E extends Ended>(
  client: PoolClient,
  parts: SenderParts,
  numberId: bigint,
  { turns, ends, onTheWay, tell }: Batch<T, E>,
): Promise<{
  readonly taken: readonly Taken[];
  readonly overtaken: ReadonlyMap<string, DraftRow>;
}> {
  const { contentOf, learningOf, surroundings, recorded } = parts;
  const native: NativeEvent[] = [];
  const learning = {
    ...learningOf(numberId),
    tell: (event: NativeEvent) => void native.push(event),
  };
  const { shown: settled, overtaken } = await settleCalls(client, numberId, ends, {
    contentOf,
    learning,
  });
  const taken = await takeDrafts(client, parts, numberId, { turns, onTheWay: onTheWay() });
  const drafted = taken.flatMap((one, i) =>
    one.kind === "drafted" ? shownIn(one.draft, turns[i]?.ask) : [],
  );
  await tell();
  const shown = [...settled, ...drafted];
  const news = ends.filter(({ draft }) => !overtaken.has(draft.draftId));
  native.push(...draftEvents(news, taken, learning.now));
  const recording = { now: learning.now, ids: surroundings.ids };
  recorded(numberId, await recordChanges(client, numberId, { shown, native }, recording));
  return { taken, overtaken };
}

/** A draft is shown in its thread; where it was asked for in another, that looks again too. */
function shownIn({ threadId, draftId }: NewDraft, ask: Ask | undefined): NewEvent[] {
  const asked = ask !== undefined && "threadId" in ask.to ? ask.to.threadId : threadId;
  const threadIds = [...new Set([threadId, asked])];
  return threadIds.map((one) => ({ kind: "message", threadId: one, subject: draftId }));
}

/** What programs are told of drafts that did not become messages. */
function draftEvents(
  ends: readonly Ended[],
  taken: readonly Taken[],
  now: Instant,
): readonly NativeEvent[] {
  const ended = ends.map(({ draft, end: { state, answer } }) => ({
    ...draft,
    ...{ state, answer: answer.body, answerStatus: answer.status },
  }));
  const drafted = taken.flatMap((one) => (one.kind === "drafted" ? [one.draft] : []));
  return [...ended, ...drafted].flatMap((draft) => draftEvent(draft, now) ?? []);
}

/** What ended apart from what begins; of one kind, the first half and the second. */
function halves<T extends Turn, E extends Ended>(batch: Batch<T, E>): Batch<T, E>[] {
  const { turns, ends } = batch;
  if (turns.length > 0 && ends.length > 0)
    return [
      { ...batch, turns: [] },
      { ...batch, ends: [] },
    ];
  const [turn, end] = [Math.ceil(turns.length / 2), Math.ceil(ends.length / 2)];
  return [
    { ...batch, turns: turns.slice(0, turn), ends: ends.slice(0, end) },
    { ...batch, turns: turns.slice(turn), ends: ends.slice(end) },
  ];
}
