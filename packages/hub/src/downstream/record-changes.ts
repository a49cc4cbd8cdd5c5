import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { type NewEvent, type NewNativeEvent, recordEvents } from "../events/event-store.ts";
import type { NativeEvent, NativeKind } from "../events/native-event.ts";
import type { Ids } from "../ids.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import { endToldAt, TELL_WINDOWS } from "./closing-times.ts";
import { type GettingEvents, selectGettingEvents } from "./endpoint-store.ts";
import { insertEventDeliveries } from "./event-delivery-store.ts";
import { selectWindowWatch } from "./window-watch-store.ts";

type Db = Pick<ClientBase, "query">;

/** What a transaction has changed. */
export interface Changes {
  /** For screens. */
  readonly shown: readonly NewEvent[];
  /** For programs; what none of them asked for is forgotten. */
  readonly native: readonly NativeEvent[];
}

/** What there is to do once it is committed. */
export interface Recorded {
  /** There are events to deliver. */
  readonly deliveries: boolean;
  /** There is a window to tell of, at its moment. */
  readonly appointments: boolean;
}

export interface Recording {
  readonly now: Instant;
  readonly ids: Ids;
}

/**
 * Counts and writes what a transaction has changed, and books the deliveries of what programs asked
 * for, as the last thing before its commit (decision 0008; SPEC H9).
 */
export async function recordChanges(
  db: Db,
  numberId: bigint,
  { shown, native }: Changes,
  recording: Recording,
): Promise<Recorded> {
  const getting = native.length === 0 ? [] : await selectGettingEvents(db, numberId);
  const { now: told, later } = await sorted(db, numberId, { native, getting });
  await putAppointments(
    db,
    numberId,
    later.map((dueAt) => ({ kind: TELL_WINDOWS, key: "", dueAt })),
  );
  await recordTold(db, numberId, { shown, native: told, getting }, recording);
  return { deliveries: told.length > 0, appointments: later.length > 0 };
}

/** The same of events whose moment this is, for endpoints that were asked for before. */
export async function recordTold(
  db: Db,
  numberId: bigint,
  { shown, native, getting }: Changes & { readonly getting: readonly GettingEvents[] },
  { now, ids }: Recording,
): Promise<void> {
  const events = native.map((event): NewNativeEvent => ({ ...event, eventId: ids.uuid() }));
  const all = [...events, ...shown];
  if (all.length === 0) return;
  const last = await recordEvents(db, numberId, all, now);
  const first = last - BigInt(all.length) + 1n;
  const deliveries = events.flatMap(({ kind, eventId, threadId }, i) =>
    getting
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ endpoint: { endpointId } }) => {
        return { endpointId, eventId, threadId, position: first + BigInt(i) };
      }),
  );
  if (deliveries.length > 0) await insertEventDeliveries(db, numberId, deliveries, now);
}

/**
 * What was asked for: what is told now, and when there will be something to tell. That a window
 * closes is told now only if the moment for it has passed; else by `tellWindows`, when it comes.
 */
async function sorted(
  db: Db,
  numberId: bigint,
  { native, getting }: Pick<Changes, "native"> & { readonly getting: readonly GettingEvents[] },
): Promise<{ now: NativeEvent[]; later: Instant[] }> {
  const kinds = new Set<NativeKind>(getting.flatMap((one) => one.kinds));
  const closing = native.filter(({ kind }) => kind === "window.closing");
  const others = native.filter(({ kind }) => kind !== "window.closing" && kinds.has(kind));
  const isWatched = kinds.has("window.closing") || kinds.has("window.closed");
  if (closing.length === 0 || !isWatched) return { now: others, later: [] };
  const watch = await selectWindowWatch(db, numberId);
  const isPast = ({ at }: NativeEvent): boolean =>
    watch !== undefined && endToldAt(at) <= watch.closingTo;
  return {
    now: [...others, ...closing.filter((one) => kinds.has(one.kind) && isPast(one))],
    later: closing.map((one) => (isPast(one) ? endToldAt(one.at) : one.at)),
  };
}
