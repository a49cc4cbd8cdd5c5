import { type Instant, later } from "@casement/engine";
import { type AuditEntry, selectAuditEntry } from "../access/audit-store.ts";
import { pause } from "../database/pause.ts";
import { type Appointment, hasAppointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { type Erasing, eraseThread, type ToErase } from "./erase-thread.ts";

/** The kind of the appointment; its key is all that there is to know. */
export const ERASE_THREAD = "erase_thread";

export interface AskingErasure extends Surroundings {
  /** Tells who owns the number of appointments that are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
}

/** How long whoever asks waits for it, in the machine's time; it is done all the same. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 20;

/**
 * Has a customer erased by whoever owns the number, as an appointment: a hub that is stopped goes
 * on with it. Gives the entry of the audit log, or `undefined` if that takes longer than one waits.
 */
export async function askErasure(
  { db, ids, clock, machine, appointmentsMade }: AskingErasure,
  { numberId, threadId, who }: Omit<ToErase, "entryId">,
): Promise<AuditEntry | undefined> {
  const entryId = ids.uuid();
  const key = JSON.stringify([threadId, entryId, who.id, who.name]);
  await putAppointments(db, numberId, [{ kind: ERASE_THREAD, key, dueAt: clock.now() }]);
  appointmentsMade(numberId);
  const giveUpAt = machine.nowMs() + PATIENCE_MS;
  for (;;) {
    // First whether it waits: it does until the posts that came in between are cut as well.
    const isWaiting = await hasAppointment(db, numberId, { kind: ERASE_THREAD, key });
    const entry = await selectAuditEntry(db, entryId);
    const isDone = entry !== undefined && !isWaiting;
    if (isDone || machine.nowMs() > giveUpAt) return entry;
    await pause(machine, LOOK_AGAIN_MS);
  }
}

/** Keeps the appointment. While something of them is under way it is tried again. */
export async function keepErasure(
  erasing: Erasing,
  numberId: bigint,
  { key }: Appointment,
): Promise<Kept> {
  const [threadId = "", entryId = "", id = "", name = ""]: string[] = JSON.parse(key);
  const erased = await eraseThread(erasing, { numberId, threadId, entryId, who: { id, name } });
  if (erased !== "not_yet") return {};
  const again: Instant = later(erasing.clock.now(), AGAIN_MS);
  return { again };
}

const AGAIN_MS = 1_000;
