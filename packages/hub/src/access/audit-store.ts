import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

/**
 * Something that was done to what is known of a customer: who did it, when and what. It names no
 * customer, by no name and no phone number.
 */
export interface AuditEntry {
  readonly entryId: string;
  readonly at: Instant;
  /** The name of a person or a key of ours. */
  readonly who: string;
  readonly whoId: string;
  readonly what: "thread_erased" | "threads_merged" | "threads_unmerged";
  /** Ids of ours, and how many of what. */
  readonly about: Readonly<Record<string, string | number>>;
}

export async function insertAuditEntry(
  db: Pick<ClientBase, "query">,
  entry: AuditEntry,
): Promise<void> {
  await db.query(
    `
insert into audit_log (entry_id, at, who, who_id, what, about)
values ($1, $2, $3, $4, $5, $6)`,
    [entry.entryId, new Date(entry.at), entry.who, entry.whoId, entry.what, entry.about],
  );
}

/** The entries before a moment and id, newest first. */
export async function selectAuditEntries(
  db: Pick<ClientBase, "query">,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry>(
    `
select entry_id as "entryId", at, who, who_id as "whoId", what, about
from audit_log
where $1::uuid is null or (at, entry_id) < (
  select last.at, last.entry_id from audit_log last where last.entry_id = $1)
order by at desc, entry_id desc
limit $2`,
    [before ?? null, limit],
  );
  return rows;
}

export async function selectAuditEntry(
  db: Pick<ClientBase, "query">,
  entryId: string,
): Promise<AuditEntry | undefined> {
  const { rows } = await db.query<AuditEntry>(
    `
select entry_id as "entryId", at, who, who_id as "whoId", what, about
from audit_log
where entry_id = $1`,
    [entryId],
  );
  return rows[0];
}
