import { type Instant, later } from "@casement/engine";
import type { PoolClient } from "pg";
import { type AuditEntry, insertAuditEntry, selectAuditEntry } from "../access/audit-store.ts";
import { pause } from "../database/pause.ts";
import { type Recorded, recordChanges } from "../downstream/record-changes.ts";
import { isSending } from "../erasing/erase-store.ts";
import type { NativeEvent } from "../events/native-event.ts";
import { type Appointment, hasAppointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Learning } from "./learn.ts";
import { mergeThreads, type Regrouped, unmergeThreads } from "./merge-threads.ts";

/** The kind of the appointment; its key is all that there is to know. */
export const REGROUP_THREADS = "regroup_threads";

/** To merge the thread `other` into `threadId`, or to undo the merge `other` of `threadId`. */
export interface Regrouping {
  readonly what: "threads_merged" | "threads_unmerged";
  readonly threadId: string;
  readonly other: string;
  /** Who asks. */
  readonly who: { readonly id: string; readonly name: string };
}

export interface AskingRegrouping extends Surroundings {
  /** Tells who owns the number of appointments that are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
}

/** How long whoever asks waits for it, in the machine's time; it is done all the same. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 20;

/**
 * Has threads merged or parted by whoever owns the number, as an appointment: any node can be
 * asked. Gives the entry of the audit log. `nothing`: there was nothing to do it to, by then;
 * `late`: it takes longer than one waits.
 */
export async function askRegrouping(
  { db, ids, clock, machine, appointmentsMade }: AskingRegrouping,
  numberId: bigint,
  { what, threadId, other, who }: Regrouping,
): Promise<AuditEntry | "nothing" | "late"> {
  const entryId = ids.uuid();
  const key = JSON.stringify([entryId, what, threadId, other, who.id, who.name]);
  const appointment = { kind: REGROUP_THREADS, key, dueAt: clock.now() };
  await putAppointments(db, numberId, [appointment]);
  appointmentsMade(numberId);
  const giveUpAt = machine.nowMs() + PATIENCE_MS;
  for (;;) {
    const waits = await hasAppointment(db, numberId, appointment);
    const entry = await selectAuditEntry(db, entryId);
    if (entry !== undefined) return entry;
    if (!waits) return "nothing";
    if (machine.nowMs() > giveUpAt) return "late";
    await pause(machine, LOOK_AGAIN_MS);
  }
}

export interface RegroupingParts {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly learningOf: (numberId: bigint) => Learning;
  /** Told what a transaction has recorded, once it is committed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/** Keeps the appointment. While a message of the thread is on its way it is tried again. */
export async function keepRegrouping(
  parts: RegroupingParts,
  numberId: bigint,
  { key }: Appointment,
): Promise<Kept> {
  const [entryId = "", what = "", threadId = "", other = "", id = "", name = ""]: string[] =
    JSON.parse(key);
  const asked = { entryId, isMerge: what === "threads_merged", threadId, other, who: { id, name } };
  const done = await parts.owner.run(numberId, (client) =>
    inOwnTransaction(client, () => regroup(client, parts, numberId, asked)),
  );
  const again: Instant = later(parts.surroundings.clock.now(), AGAIN_MS);
  return done === "sending" ? { again } : {};
}

const AGAIN_MS = 1_000;

interface Asked extends Pick<Regrouping, "threadId" | "other" | "who"> {
  readonly entryId: string;
  readonly isMerge: boolean;
}

async function regroup(
  client: PoolClient,
  { surroundings: { ids }, learningOf, recorded }: RegroupingParts,
  numberId: bigint,
  { entryId, isMerge, threadId, other, who }: Asked,
): Promise<"done" | "sending"> {
  if ((await selectAuditEntry(client, entryId)) !== undefined) return "done";
  for (const one of isMerge ? [threadId, other] : [threadId]) {
    if (await isSending(client, numberId, one)) return "sending";
  }
  const native: NativeEvent[] = [];
  const learning = {
    ...learningOf(numberId),
    tell: (event: NativeEvent) => void native.push(event),
  };
  const { now } = learning;
  const mergeId = isMerge ? entryId : other;
  const regrouped: Regrouped | undefined = isMerge
    ? await mergeThreads(
        client,
        numberId,
        { from: other, into: threadId, mergeId, who: who.name },
        learning,
      )
    : await unmergeThreads(client, numberId, { threadId, mergeId }, learning);
  if (regrouped === undefined) return "done";
  const { joining, shown } = regrouped;
  const about = {
    ...{ number_id: String(numberId), thread_id: joining.into },
    ...{ other_thread_id: joining.from, merge_id: mergeId },
  };
  const what = isMerge ? "threads_merged" : "threads_unmerged";
  await insertAuditEntry(client, { entryId, at: now, who: who.name, whoId: who.id, what, about });
  recorded(numberId, await recordChanges(client, numberId, { shown, native }, { now, ids }));
  return "done";
}
