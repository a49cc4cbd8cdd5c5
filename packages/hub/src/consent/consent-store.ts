import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Name } from "../customers/linked-names.ts";
import { RECORDS_OF, type Whose, whoseValues } from "../customers/record-name-store.ts";
import type { Heeded, StatedConsent } from "./consent.ts";

type Db = Pick<ClientBase, "query">;

/** A word of a customer's with where it is from, and who wrote it down. */
export interface Consent extends StatedConsent {
  readonly recordId: string;
  readonly source: string;
  readonly evidence: string | null;
  readonly recordedAt: Instant;
  readonly who: string;
}

/** A word that is written down now, of whom it is. */
export interface NewConsent extends Consent {
  readonly whoId: string;
  readonly names: readonly Name[];
}

/** All that is written down of a customer, in order: of one moment an opt-out comes last. */
export async function selectConsents(db: Db, whose: Whose): Promise<Consent[]> {
  const { rows } = await db.query<Consent>({
    name: "select-consents",
    text: `
select record_id as "recordId", category, word, stated_at as "statedAt", source, evidence,
       recorded_at as "recordedAt", who
from customer_consent
where record_id in (${RECORDS_OF})
order by stated_at, word, recorded_at, record_id`,
    values: whoseValues(whose),
  });
  return rows;
}

/** A word, and one of these names under which it is written down. */
export interface NamedConsent extends StatedConsent, Name {
  readonly recordId: string;
}

/** What is written down under any of these names, in the same order. */
export async function selectConsentsByName(
  db: Db,
  { scope, names }: Whose,
): Promise<NamedConsent[]> {
  const { rows } = await db.query<NamedConsent>({
    name: "select-consents-by-name",
    text: `
select n.kind, n.value, c.record_id as "recordId", c.category, c.word, c.stated_at as "statedAt"
from customer_record_name n
join unnest($2::text[], $3::text[]) as w (kind, value) on n.kind = w.kind and n.value = w.value
join customer_consent c on c.record_id = n.record_id
where n.scope_id = any($1::bigint[])
order by c.stated_at, c.word, c.recorded_at, c.record_id`,
    values: whoseValues({ scope, names }),
  });
  return rows;
}

/** Of these names those under which a customer's word is written down. */
export async function selectNamesWithConsent(
  db: Db,
  scope: Whose["scope"],
  names: readonly Name[],
): Promise<Name[]> {
  const { rows } = await db.query<Name>({
    name: "select-names-with-consent",
    text: `
select distinct n.kind, n.value
from customer_record_name n
join unnest($2::text[], $3::text[]) as w (kind, value) on n.kind = w.kind and n.value = w.value
join customer_consent c on c.record_id = n.record_id
where n.scope_id = any($1::bigint[])`,
    values: whoseValues({ scope, names }),
  });
  return rows;
}

/** Writes words down, with their names. Says how many were not there before. */
export async function insertConsents(
  db: Db,
  { scopeId, batchId }: { readonly scopeId: bigint; readonly batchId: string },
  consents: readonly NewConsent[],
): Promise<number> {
  const { rowCount } = await db.query(
    `
insert into customer_consent
  (record_id, category, word, stated_at, source, evidence, recorded_at, who, who_id, batch_id,
   is_told)
select *, $10::uuid, false
from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
            $7::timestamptz[], $8::text[], $9::text[])
on conflict do nothing`,
    [
      consents.map((one) => one.recordId),
      consents.map((one) => one.category),
      consents.map((one) => one.word),
      consents.map((one) => new Date(one.statedAt)),
      consents.map((one) => one.source),
      consents.map((one) => one.evidence),
      consents.map((one) => new Date(one.recordedAt)),
      consents.map((one) => one.who),
      consents.map((one) => one.whoId),
      batchId,
    ],
  );
  const named = consents.flatMap(({ recordId, names }) => names.map((n) => ({ ...n, recordId })));
  await db.query(
    `
insert into customer_record_name (scope_id, kind, value, record_id)
select $1, kind, value, record_id
from unnest($2::text[], $3::text[], $4::uuid[]) as n (kind, value, record_id)
on conflict do nothing`,
    [
      scopeId,
      named.map(({ kind }) => kind),
      named.map(({ value }) => value),
      named.map(({ recordId }) => recordId),
    ],
  );
  return rowCount ?? 0;
}

/** Each number's owner was told to heed this. */
export async function updateTold(db: Db, batchId: string): Promise<void> {
  await db.query("update customer_consent set is_told = true where batch_id = $1", [batchId]);
}

/** What not every owner was told of, as a hub stopped in between; among these accounts or all. */
export async function selectUntold(db: Db, scopeIds?: readonly bigint[]): Promise<string[]> {
  const { rows } = await db.query<{ batchId: string }>(
    `
select distinct c.batch_id as "batchId"
from customer_consent c
where not c.is_told
  and ($1::bigint[] is null or exists (
    select from customer_record_name n
    where n.record_id = c.record_id and n.scope_id = any($1)))`,
    [scopeIds ?? null],
  );
  return rows.map((row) => row.batchId);
}

/** The names of those whose words were written down together. */
export async function selectNamesOfBatch(db: Db, batchId: string): Promise<Name[]> {
  const { rows } = await db.query<Name>(
    `
select distinct n.kind, n.value
from customer_consent c
join customer_record_name n on n.record_id = c.record_id
where c.batch_id = $1`,
    [batchId],
  );
  return rows;
}

/** Writes down in threads what their customers agreed to, and do not want to get. */
export async function updateConsents(
  db: Db,
  numberId: bigint,
  heeded: readonly (Heeded & { readonly threadId: string })[],
): Promise<void> {
  await db.query({
    name: "update-consents",
    text: `
update thread t
set opted_in = h.opted_in, opted_out = h.opted_out
from json_to_recordset($2::json) as h (thread_id uuid, opted_in text[], opted_out text[])
where t.number_id = $1 and t.thread_id = h.thread_id`,
    values: [
      numberId,
      JSON.stringify(
        heeded.map(({ threadId, optedIn, optedOut }) => ({
          ...{ thread_id: threadId, opted_in: optedIn, opted_out: optedOut },
        })),
      ),
    ],
  });
}
