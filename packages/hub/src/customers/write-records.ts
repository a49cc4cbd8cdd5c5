import type { ClientBase } from "pg";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { countOtherFields, deleteFields, insertField } from "./field-store.ts";
import type { Customer, SeenCustomer } from "./find-customer.ts";
import { areThere, holdRecords } from "./hold-customers.ts";
import { countNotes, deleteNote, insertNote, updateNote } from "./note-store.ts";
import { insertRecordNames, shownOf } from "./record-name-store.ts";

export type Writing = Pick<Surroundings, "db" | "clock" | "ids">;

/** Who writes. */
export interface Writer {
  readonly id: string;
  readonly name: string;
}

/** How many notes and fields are kept of one customer. Two who became one may have more. */
export const NOTES_MAX = 500;
export const FIELDS_MAX = 100;

/**
 * What became of it. `gone`: a thread of the customer's was erased, merged or parted meanwhile;
 * `full`: no more are kept; `missing`: there is no such note.
 */
export type Written = "written" | "gone" | "full" | "missing";

/** Writes a note on a customer, for all who look at any thread of theirs (SPEC N21). */
export function writeNote(
  writing: Writing,
  customer: Customer,
  { text, who }: { readonly text: string; readonly who: Writer },
): Promise<Written> {
  const { ids, clock } = writing;
  return changed(writing, customer, async (db) => {
    if ((await countNotes(db, customer)) >= NOTES_MAX) return "full";
    const recordId = ids.uuid();
    await insertRecordNames(db, { ...customer.scope, ...customer, recordId });
    const about = { recordId, text, writtenAt: clock.now() };
    await insertNote(db, { ...about, who: who.name, whoId: who.id });
    return "written";
  });
}

/** Changes a note, or takes it away if `text` is empty: one that whoever asks is shown. */
export function changeNote(
  writing: Writing,
  customer: SeenCustomer,
  { recordId, text }: { readonly recordId: string; readonly text: string },
): Promise<Written> {
  const editedAt = writing.clock.now();
  const shown = shownOf(customer);
  return changed(writing, customer, async (db) => {
    const isFound =
      text === ""
        ? await deleteNote(db, shown, recordId)
        : await updateNote(db, shown, { recordId, text, editedAt });
    return isFound ? "written" : "missing";
  });
}

/**
 * Sets fields of a customer; one without a value is taken away. What whoever asks is not shown
 * stays as it is: whoever is has the one that was set last.
 */
export function setFields(
  writing: Writing,
  customer: SeenCustomer,
  {
    fields,
    who,
  }: {
    readonly fields: Readonly<Record<string, string | null>>;
    readonly who: Writer;
  },
): Promise<Written> {
  const { ids, clock } = writing;
  return changed(writing, customer, async (db) => {
    const names = Object.keys(fields);
    const set = Object.entries(fields).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value }],
    );
    const others = await countOtherFields(db, customer, names);
    if (set.length > 0 && others + set.length > FIELDS_MAX) return "full";
    await deleteFields(db, shownOf(customer), names);
    for (const one of set) {
      const recordId = ids.uuid();
      await insertRecordNames(db, { ...customer.scope, ...customer, recordId });
      await insertField(db, { ...one, recordId, setAt: clock.now(), who: who.name });
    }
    return "written";
  });
}

/**
 * Writes while nobody erases the customer, and then has every screen on which a thread of theirs is
 * look again.
 */
async function changed(
  writing: Writing,
  customer: Customer,
  write: (db: ClientBase) => Promise<Written>,
): Promise<Written> {
  const written = await inTransaction(writing.db, async (db) => {
    await holdRecords(db, customer.scope);
    return (await areThere(db, customer.places)) ? write(db) : "gone";
  });
  if (written === "written") await showCustomer(writing, customer);
  return written;
}

/** Each number for itself: no transaction writes to two. */
export async function showCustomer(
  { db, clock }: Writing,
  { threads }: Pick<Customer, "threads">,
): Promise<void> {
  for (const { numberId, threadId } of threads) {
    await inTransaction(db, (client) =>
      recordEvents(client, numberId, [{ kind: "thread", threadId }], clock.now()),
    );
  }
}
