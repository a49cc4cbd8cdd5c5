import type { ClientBase } from "pg";
import type { CustomerScope } from "../customers/customer-scope-store.ts";
import type { Customer } from "../customers/find-customer.ts";
import { areThere, holdRecords } from "../customers/hold-customers.ts";
import { linkedNames, type Name, onceEach } from "../customers/linked-names.ts";
import { pause } from "../database/pause.ts";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import { type Appointment, hasAppointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { selectAliases, selectAliasesOf } from "../threads/alias-store.ts";
import { otherWritingOf } from "../threads/stated-digits.ts";
import {
  insertConsents,
  type NewConsent,
  selectNamesOfBatch,
  selectUntold,
  updateTold,
} from "./consent-store.ts";
import { heedConsent } from "./heed.ts";

/** The kind of the appointment; its key is the batch, or names one thread. */
export const HEED_CONSENT = "heed_consent";
export const OF_THREAD = "thread/";

export interface RecordingConsent extends Pick<Surroundings, "db" | "clock"> {
  /** Tells who owns the number of appointments that are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
}

/**
 * Writes down words of customers, and has the owner of each number heed them in every thread of
 * theirs (SPEC F14). No transaction writes to two numbers: first what was said is kept, then each
 * number is told; a hub that stops in between goes on when it starts. An owner finds the threads by
 * itself, in its own line: one that is just being made is found, or finds this. Says how many words
 * were new.
 */
export async function recordConsents(
  recording: RecordingConsent,
  {
    scope,
    batchId,
    places = [],
  }: Pick<Customer, "scope"> & Partial<Pick<Customer, "places">> & { readonly batchId: string },
  consents: readonly NewConsent[],
): Promise<number | "gone"> {
  const written = { scopeId: scope.scopeId, batchId };
  const count = await inTransaction(recording.db, async (client) => {
    await holdRecords(client, scope);
    if (!(await areThere(client, places))) return "gone";
    return insertConsents(client, written, await withLinkedNames(client, scope, consents));
  });
  if (count === "gone") return count;
  if (count > 0) await tell(recording, scope.numberIds, batchId);
  // Said before, and perhaps kept by somebody who then could not tell of it.
  if (count < consents.length) await tellUntold(recording, scope);
  return count;
}

/** Each of these with all names of its customer, where there is a thread that knows of more. */
async function withLinkedNames(
  db: Pick<ClientBase, "query">,
  { numberIds }: CustomerScope,
  consents: readonly NewConsent[],
): Promise<NewConsent[]> {
  const names = consents.flatMap((one) => one.names);
  const linked = await linkedNames(db, numberIds, names);
  return consents.map((one) => ({
    ...one,
    names: onceEach([...one.names, ...one.names.flatMap((name) => linked.namesWith(name))]),
  }));
}

async function tell(
  { db, clock, appointmentsMade }: RecordingConsent,
  numberIds: readonly bigint[],
  batchId: string,
): Promise<void> {
  const appointment = { kind: HEED_CONSENT, key: batchId, dueAt: clock.now() };
  for (const numberId of numberIds) {
    await putAppointments(db, numberId, [appointment]);
    appointmentsMade(numberId);
  }
  await updateTold(db, batchId);
}

/** How long whoever wrote it down waits for it to be heeded, in the machine's time. */
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 20;

/** Resolves when the threads of a number heed a batch, or one has waited for long enough. */
export async function untilHeeded(
  { db, machine }: Pick<Surroundings, "db" | "machine">,
  numberId: bigint,
  batchId: string,
): Promise<void> {
  const giveUpAt = machine.nowMs() + PATIENCE_MS;
  while (machine.nowMs() < giveUpAt) {
    if (!(await hasAppointment(db, numberId, { kind: HEED_CONSENT, key: batchId }))) return;
    await pause(machine, LOOK_AGAIN_MS);
  }
}

/**
 * Tells these numbers of what was written down when a hub stopped; left out `scopeIds`, of all:
 * done when one starts.
 */
export async function tellUntold(
  recording: RecordingConsent,
  { numberIds, scopeIds }: Pick<CustomerScope, "numberIds"> & Partial<CustomerScope>,
): Promise<void> {
  for (const batchId of await selectUntold(recording.db, scopeIds)) {
    await tell(recording, numberIds, batchId);
  }
}

/** Keeps the appointment: threads are brought in line, and screens look again. */
export async function keepConsent(
  { clock }: Pick<Surroundings, "clock">,
  numberId: bigint,
  { key }: Pick<Appointment, "key">,
): Promise<Kept> {
  const settle = async (db: Pick<ClientBase, "query">): Promise<void> => {
    const threadIds = await threadsToHeed(db, numberId, key);
    if (threadIds.length === 0) return;
    await heedConsent(db, numberId, threadIds);
    const shown = threadIds.map((threadId) => ({ kind: "thread" as const, threadId }));
    await recordEvents(db, numberId, shown, clock.now());
  };
  return { settle };
}

async function threadsToHeed(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  key: string,
): Promise<string[]> {
  const aliases = key.startsWith(OF_THREAD)
    ? await selectAliasesOf(db, numberId, key.slice(OF_THREAD.length))
    : await selectAliases(db, numberId, inBothWritings(await selectNamesOfBatch(db, key)));
  return [...new Set(aliases.map((alias) => alias.threadId))].toSorted();
}

function inBothWritings(names: readonly Name[]): Name[] {
  return [...names, ...names.flatMap((name) => otherWritingOf(name))];
}
