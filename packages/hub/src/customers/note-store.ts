import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { RECORDS_OF, type Whose, whoseValues } from "./record-name-store.ts";

type Db = Pick<ClientBase, "query">;

/** What somebody of ours wrote down of a customer, for the others. */
export interface Note {
  readonly recordId: string;
  readonly text: string;
  readonly writtenAt: Instant;
  readonly editedAt: Instant | null;
  readonly who: string;
}

export async function insertNote(
  db: Db,
  { recordId, text, writtenAt, who, whoId }: Omit<Note, "editedAt"> & { readonly whoId: string },
): Promise<void> {
  await db.query(
    `
insert into customer_note (record_id, text, written_at, who, who_id)
values ($1, $2, $3, $4, $5)`,
    [recordId, text, new Date(writtenAt), who, whoId],
  );
}

/** How many notes there are on a customer. */
export async function countNotes(db: Db, whose: Whose): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `
select count(*)::int as count
from customer_note
where record_id in (${RECORDS_OF})`,
    whoseValues(whose),
  );
  return rows[0]?.count ?? 0;
}

/** The notes on a customer, newest first. */
export async function selectNotes(db: Db, whose: Whose): Promise<Note[]> {
  const { rows } = await db.query<Note>(
    `
select record_id as "recordId", text, written_at as "writtenAt", edited_at as "editedAt", who
from customer_note
where record_id in (${RECORDS_OF})
order by written_at desc, record_id desc`,
    whoseValues(whose),
  );
  return rows;
}

/** Changes what a note says, if it is one on this customer; whether it is. */
export async function updateNote(
  db: Db,
  whose: Whose,
  { recordId, text, editedAt }: { recordId: string; text: string; editedAt: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `
update customer_note
set text = $5, edited_at = $6
where record_id = $4 and record_id in (${RECORDS_OF})`,
    [...whoseValues(whose), recordId, text, new Date(editedAt)],
  );
  return rowCount === 1;
}

/** Takes a note away, if it is one on this customer; whether it was. */
export async function deleteNote(db: Db, whose: Whose, recordId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `
with gone as (
  delete from customer_note
  where record_id = $4 and record_id in (${RECORDS_OF})
  returning record_id
), names as (
  delete from customer_record_name where record_id in (select record_id from gone)
)
select from gone`,
    [...whoseValues(whose), recordId],
  );
  return rowCount === 1;
}
