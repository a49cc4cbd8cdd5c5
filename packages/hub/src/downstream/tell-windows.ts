import { type Instant, later } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NativeKind } from "../events/native-event.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { windowEvent } from "../threads/thread-events.ts";
import { endToldAt, TELL_WINDOWS, toldAheadAt } from "./closing-times.ts";
import { selectGettingEvents } from "./endpoint-store.ts";
import { recordTold } from "./record-changes.ts";
import {
  deleteWindowWatch,
  putWindowWatch,
  selectNextWindowEnd,
  selectWindowsClosing,
  selectWindowWatch,
  type WindowWatch,
} from "./window-watch-store.ts";

export interface TellingWindows extends Pick<Surroundings, "clock" | "ids"> {
  /** Told that there are events to deliver, once this is committed. */
  readonly deliveriesBooked: (numberId: bigint) => void;
}

/**
 * Tells programs of windows that are about to close, and of those that have closed (SPEC H11).
 *
 * By appointment: of all windows of a number there is one, at the next moment there is something to
 * tell. What is told is a range of the index on when windows close, from where the last telling
 * ended, so that each window is told of once, also after a hub was away.
 */
export async function tellWindows(parts: TellingWindows, numberId: bigint): Promise<Kept> {
  return { settle: (db) => settle(db, parts, numberId) };
}

async function settle(
  db: Pick<ClientBase, "query">,
  { clock, ids, deliveriesBooked }: TellingWindows,
  numberId: bigint,
): Promise<void> {
  const getting = await selectGettingEvents(db, numberId);
  const kinds = new Set<NativeKind>(getting.flatMap((one) => one.kinds));
  const [ahead, closed] = [kinds.has("window.closing"), kinds.has("window.closed")];
  if (!ahead && !closed) return deleteWindowWatch(db, numberId);
  const now = clock.now();
  const before = (await selectWindowWatch(db, numberId)) ?? { closingTo: now, closedTo: now };
  const watch: WindowWatch = { closingTo: endToldAt(now), closedTo: now };
  const over = { after: before.closedTo, to: now };
  // A window that has closed meanwhile is not about to close any more.
  const soon = { after: latest(before.closingTo, now), to: watch.closingTo };
  const native = [
    ...(closed ? await selectWindowsClosing(db, numberId, over) : []).map((one) =>
      windowEvent("window.closed", one, one.threadId),
    ),
    ...(ahead ? await selectWindowsClosing(db, numberId, soon) : []).map((one) =>
      windowEvent("window.closing", one, one.threadId),
    ),
  ];
  await putWindowWatch(db, numberId, watch);
  const next = [
    ahead ? await aheadOf(selectNextWindowEnd(db, numberId, watch.closingTo)) : undefined,
    closed ? await selectNextWindowEnd(db, numberId, now) : undefined,
  ];
  await putAppointments(
    db,
    numberId,
    next.flatMap((dueAt) =>
      dueAt === undefined
        ? []
        : [{ kind: TELL_WINDOWS, key: "", dueAt: latest(dueAt, later(now, 1)) }],
    ),
  );
  await recordTold(db, numberId, { shown: [], native, getting }, { now, ids });
  if (native.length > 0) deliveriesBooked(numberId);
}

async function aheadOf(end: Promise<Instant | undefined>): Promise<Instant | undefined> {
  const closesAt = await end;
  return closesAt && toldAheadAt(closesAt);
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
