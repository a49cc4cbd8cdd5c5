import type { ClientBase } from "pg";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { deleteFields, insertField } from "./field-store.ts";
import type { Customer } from "./find-customer.ts";
import { deleteNote, insertNote, updateNote } from "./note-store.ts";
import { insertRecordNames } from "./record-name-store.ts";

export type Writing = Pick<Surroundings, "db" | "clock" | "ids">;

/** Who writes. */
export interface Writer {
  readonly id: string;
  readonly name: string;
}

/** Writes a note on a customer, for all who look at any thread of theirs (SPEC N21). */
export async function writeNote(
  writing: Writing,
  customer: Customer,
  { text, who }: { readonly text: string; readonly who: Writer },
): Promise<void> {
  const { ids, clock } = writing;
  await changed(writing, customer, async (db) => {
    const recordId = ids.uuid();
    await insertRecordNames(db, { ...customer.scope, ...customer, recordId });
    const about = { recordId, text, writtenAt: clock.now() };
    await insertNote(db, { ...about, who: who.name, whoId: who.id });
    return true;
  });
}

/** Changes a note, or takes it away if `text` is empty; `false`: there is no such note. */
export function changeNote(
  writing: Writing,
  customer: Customer,
  { recordId, text }: { readonly recordId: string; readonly text: string },
): Promise<boolean> {
  const editedAt = writing.clock.now();
  return changed(writing, customer, (db) =>
    text === ""
      ? deleteNote(db, customer, recordId)
      : updateNote(db, customer, { recordId, text, editedAt }),
  );
}

/** Sets fields of a customer; one without a value is taken away. */
export async function setFields(
  writing: Writing,
  customer: Customer,
  {
    fields,
    who,
  }: {
    readonly fields: Readonly<Record<string, string | null>>;
    readonly who: Writer;
  },
): Promise<void> {
  const { ids, clock } = writing;
  await changed(writing, customer, async (db) => {
    await deleteFields(db, customer, Object.keys(fields));
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) continue;
      const recordId = ids.uuid();
      await insertRecordNames(db, { ...customer.scope, ...customer, recordId });
      await insertField(db, { recordId, name, value, setAt: clock.now(), who: who.name });
    }
    return true;
  });
}

/** Writes, and then has every screen on which a thread of the customer is look again. */
async function changed(
  writing: Writing,
  customer: Customer,
  write: (db: ClientBase) => Promise<boolean>,
): Promise<boolean> {
  const done = await inTransaction(writing.db, write);
  if (done) await showCustomer(writing, customer);
  return done;
}

/** Each number for itself: no transaction is about two. */
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
