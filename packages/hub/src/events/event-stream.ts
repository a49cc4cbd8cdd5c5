import type { Clock, MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import type { ApiKey } from "../access/api-key.ts";
import type { EventShape } from "../api/shapes.ts";
import { type MessageReading, readMessages } from "../inbox/read-messages.ts";
import { readThreads } from "../inbox/read-threads.ts";
import { Bell } from "./bell.ts";
import { clockShape, isClockFace } from "./clock-face.ts";
import { type EventPlace, idFromPlace } from "./event-place.ts";
import type { EventSignal } from "./event-signal.ts";
import { type RecordedEvent, selectEventsAfter, selectPositions } from "./event-store.ts";

/** Who reads, from where, and how the stream learns that they left or may no longer read. */
export interface EventReader {
  /** The key, asked for again with every beat: `undefined` once it is revoked. */
  readonly key: () => Promise<ApiKey | undefined>;
  /** Where the reader left off; `undefined`: from now on. */
  readonly place: EventPlace | undefined;
  readonly leaving: AbortSignal;
}

export interface StreamSurroundings extends MessageReading {
  readonly db: Pool;
  readonly clock: Clock;
  readonly machine: MachineTime;
  readonly signal: EventSignal;
}

/**
 * The events of all numbers that a key reaches, in the form of Server-Sent Events, until the reader
 * leaves.
 *
 * It begins with the clock, whose `id` says where the stream starts: a reader who breaks off at
 * once can already resume. Then it gives what the event table holds after the reader's place and
 * waits for the signal. An event carries its thing as it is when it is read, not as it was; several
 * events of one thing in a batch are given once, at the place of the last. The consumer pulls, so a
 * slow line slows nothing but itself.
 */
export async function* streamEvents(
  surroundings: StreamSurroundings,
  reader: EventReader,
): AsyncGenerator<string, void, undefined> {
  const bell = new Bell();
  const stopRinging = hangUp(bell, surroundings, reader.leaving);
  try {
    let key = await reader.key();
    if (key === undefined) return;
    const { place, isLate } = await placeFor(surroundings.db, key.numberIds, reader.place);
    yield clockEvent(surroundings.clock, place);
    if (isLate) yield sseFrom({ kind: "begun_anew" }, place);
    bell.ringFor(undefined);

    for (let due = await bell.next(); due !== undefined; due = await bell.next()) {
      if (due.clock) yield clockEvent(surroundings.clock, place);
      if (due.beat) {
        key = await reader.key();
        if (key === undefined) return;
        const again = await placeFor(surroundings.db, key.numberIds, place);
        for (const [numberId, at] of again.place) place.set(numberId, at);
        // Whoever reads so slowly that what is next is gone must not go on as if nothing were.
        yield again.isLate ? sseFrom({ kind: "begun_anew" }, place) : ": still here\n\n";
      }
      for (const numberId of key.numberIds) {
        if (due.numberIds !== "all" && !due.numberIds.has(numberId)) continue;
        yield* catchUp(surroundings, bell, { numberId, place });
      }
    }
  } finally {
    stopRinging();
  }
}

/**
 * Rings for new events, for the clock, and for the beat, which also looks for what a signal missed.
 */
function hangUp(bell: Bell, surroundings: StreamSurroundings, leaving: AbortSignal): () => void {
  const { clock, machine, signal } = surroundings;
  const stopListening = signal.listen((numberId) => bell.ringFor(numberId));
  const stopWatching = isClockFace(clock) ? clock.watch(() => bell.ringForClock()) : () => {};
  let stopBeating: () => void = () => {};
  const beat = (): void => {
    stopBeating = machine.after(BEAT_MS, () => {
      bell.ringForBeat();
      bell.ringFor(undefined);
      beat();
    });
  };
  beat();
  const leave = (): void => bell.silence();
  leaving.addEventListener("abort", leave, { once: true });
  if (leaving.aborted) leave();
  return () => {
    stopListening();
    stopWatching();
    stopBeating();
    leaving.removeEventListener("abort", leave);
  };
}

/**
 * Where to begin each number: where the reader left off, else at its newest event. Nobody can have
 * read beyond the newest; who says so has it from another database, and would wait for ever.
 *
 * `isLate`: what the reader missed of a number is not kept any more (SPEC R9).
 */
async function placeFor(
  db: Pool,
  numberIds: readonly bigint[],
  before: EventPlace | undefined,
): Promise<{ readonly place: Map<bigint, bigint>; readonly isLate: boolean }> {
  const place = new Map<bigint, bigint>();
  let isLate = false;
  for (const numberId of numberIds) {
    const { last, droppedTo } = await selectPositions(db, numberId);
    const at = before?.get(numberId);
    const isGone = at !== undefined && at < droppedTo;
    place.set(numberId, at === undefined || at > last || isGone ? last : at);
    isLate ||= isGone;
  }
  return { place, isLate };
}

async function* catchUp(
  surroundings: StreamSurroundings,
  bell: Bell,
  where: { numberId: bigint; place: Map<bigint, bigint> },
): AsyncGenerator<string, void, undefined> {
  const { numberId, place } = where;
  while (!bell.isSilent) {
    const after = place.get(numberId) ?? 0n;
    const question = { numberId, after, limit: BATCH_SIZE_MAX };
    const events = await selectEventsAfter(surroundings.db, question);
    const last = events.at(-1);
    if (last === undefined) return;
    for (const { position, shape } of await shapesOf(surroundings, numberId, events)) {
      place.set(numberId, position);
      yield sseFrom(shape, place);
    }
    place.set(numberId, last.position);
    if (events.length < BATCH_SIZE_MAX) return;
  }
}

interface PlacedShape {
  readonly position: bigint;
  readonly shape: EventShape;
}

/** What the events name, as it is now, each once. What is gone meanwhile is left out. */
async function shapesOf(
  surroundings: StreamSurroundings,
  numberId: bigint,
  events: readonly RecordedEvent[],
): Promise<PlacedShape[]> {
  const latest = new Map<string, RecordedEvent>();
  for (const event of events) {
    const name = `${event.kind} ${event.kind === "message" ? event.subject : event.threadId}`;
    latest.delete(name);
    latest.set(name, event);
  }
  const distinct = [...latest.values()];
  const messageIds = distinct.flatMap(({ kind, subject }) =>
    kind === "message" && subject !== null ? [subject] : [],
  );
  const threadIds = distinct.flatMap(({ kind, threadId }) => (kind === "message" ? [] : threadId));
  const messages = await readMessages(surroundings, { numberId, ids: messageIds });
  const threads = await readThreads(surroundings, { numberId, threadIds });
  return distinct.flatMap((event): PlacedShape[] => {
    const { position, kind, threadId, subject } = event;
    if (kind === "thread") {
      const thread = threads.get(threadId);
      return thread === undefined ? [] : [{ position, shape: { kind, thread } }];
    }
    if (kind === "regrouped") {
      const where = { number_id: String(numberId), thread_id: threadId };
      return [{ position, shape: { kind, ...where, thread: threads.get(threadId) ?? null } }];
    }
    const message = messages.get(subject ?? "");
    if (kind !== "message" || message === undefined) return [];
    const shape = { kind, number_id: String(numberId), thread_id: threadId, message } as const;
    return [{ position, shape }];
  });
}

function clockEvent(clock: Clock, place: EventPlace): string {
  return sseFrom({ kind: "clock", clock: clockShape(clock) }, place);
}

function sseFrom(shape: EventShape, place: EventPlace): string {
  return `id: ${idFromPlace(place)}\nevent: ${shape.kind}\ndata: ${JSON.stringify(shape)}\n\n`;
}

/** Proxies give up on a silent answer after 30 to 60 seconds. */
const BEAT_MS = 15_000;
const BATCH_SIZE_MAX = 200;
