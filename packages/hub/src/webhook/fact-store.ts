import type { Fact, Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { ThreadNames } from "../threads/alias-store.ts";
import type { Aliases, ReceivedFact } from "./received-fact.ts";

type Db = Pick<ClientBase, "query">;

/** The first day of the month of `at`, in UTC: `2023-07-01`. */
export function monthStartOf(at: Instant): string {
  const date = new Date(at);
  const month = String(date.getUTCMonth() + 1).padStart(2, "0");
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${month}-01`;
}

/**
 * Adds facts, and says which of them are new. An exact repeat is the same row and changes nothing.
 * One that says no moment may come again in another month, so it is looked for in all (SPEC I8).
 * One from before the floor of its number is as if it were known: those that were are gone (R8).
 */
export async function insertFacts(
  db: Db,
  numberId: bigint,
  facts: readonly (ReceivedFact & { readonly postId: string | null })[],
  recordedAt: Instant,
): Promise<ReadonlySet<string>> {
  if (facts.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>({
    name: "insert-facts",
    text: INSERT_FACTS,
    values: [
      numberId,
      facts.map((fact) => monthStartOf(fact.at)),
      facts.map((fact) => fact.factId),
      facts.map((fact) => new Date(fact.at)),
      facts.map((fact) => fact.kind),
      facts.map((fact) => fact.aliases.waId ?? null),
      facts.map((fact) => fact.aliases.userId ?? null),
      facts.map((fact) => fact.aliases.groupId ?? null),
      facts.map((fact) => fact.wamid ?? null),
      JSON.stringify(facts.map((fact) => fact.said)),
      facts.map((fact) => fact.postId),
      new Date(recordedAt),
      facts.map((fact) => fact.undated === true),
    ],
  });
  return new Set(rows.map((row) => row.id));
}

const INSERT_FACTS = `
insert into fact
  (number_id, at_month, fact_id, at, kind, wa_id, user_id, group_id, wamid, said, post_id,
   recorded_at)
select $1, at_month, decode(fact_id, 'hex'), at, kind, wa_id, user_id, group_id, wamid,
       said, post_id, $12
from rows from (
       unnest($2::date[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::text[], $11::uuid[], $13::boolean[]),
       jsonb_array_elements($10::jsonb)
     )
  as f (at_month, fact_id, at, kind, wa_id, user_id, group_id, wamid, post_id, undated, said)
where (not undated or not exists (
    select from fact known
    where known.number_id = $1 and known.fact_id = decode(f.fact_id, 'hex')
  ))
  and at >= coalesce((select floor.at from fact_floor floor where floor.number_id = $1),
                     '-infinity')
on conflict do nothing
returning encode(fact_id, 'hex') as id`;

/** The moments of facts that are asked for: from the one, before the other; null: any. */
export interface FactSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

const ALL: FactSpan = { from: null, to: null };

/** Which facts of a number: those with one of the names, `$2` to `$4`, in the span `$5`, `$6`. */
export const OF_NAMES_IN_SPAN = `
number_id = $1
  and (wa_id = any($2::text[]) or user_id = any($3::text[]) or group_id = any($4::text[]))
  and at >= $5 and at < $6`;

export function namesAndSpan(
  { waIds, userIds, groupIds }: ThreadNames,
  { from, to }: FactSpan,
): unknown[] {
  return [
    ...[waIds, userIds, groupIds],
    from === null ? "-infinity" : new Date(from),
    to === null ? "infinity" : new Date(to),
  ];
}

/** Every fact of a thread that the engine folds, by the names its customer has. */
export async function selectFactsOf(
  db: Db,
  numberId: bigint,
  names: ThreadNames,
  span: FactSpan = ALL,
): Promise<Fact[]> {
  const { rows } = await db.query<FactRow>({
    name: "select-facts-of",
    text: `
select encode(fact_id, 'hex') as id, at, kind, said
from fact
where ${OF_NAMES_IN_SPAN}`,
    values: [numberId, ...namesAndSpan(names, span)],
  });
  return rows.flatMap((row) => engineFactFrom(row) ?? []);
}

/** Whether a thread with these names has any fact of a span, also of a kind that is not folded. */
export async function hasFactsIn(
  db: Db,
  numberId: bigint,
  { names, ...span }: FactSpan & { readonly names: ThreadNames },
): Promise<boolean> {
  const { rows } = await db.query({
    name: "has-facts-in",
    text: `
select from fact
where ${OF_NAMES_IN_SPAN}
limit 1`,
    values: [numberId, ...namesAndSpan(names, span)],
  });
  return rows.length > 0;
}

interface FactRow {
  readonly id: string;
  readonly at: Instant;
  readonly kind: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** The fact as the engine folds it, or `undefined` of a kind that it does not fold. */
export function engineFactFrom(row: FactRow): Fact | undefined {
  const fact: unknown = { ...row.said, id: row.id, at: row.at, kind: row.kind };
  return isFolded(fact) ? fact : undefined;
}

const FOLDED: ReadonlySet<string> = new Set([
  "customer_message",
  "customer_call",
  "call_accepted",
  "business_message",
  "status_reported",
  "echo",
] satisfies Fact["kind"][]);

/** By its kind alone: `said` was written by us, from a notice that was checked at the border. */
function isFolded(fact: unknown): fact is Fact {
  return (
    typeof fact === "object" &&
    fact !== null &&
    "kind" in fact &&
    typeof fact.kind === "string" &&
    FOLDED.has(fact.kind)
  );
}

/** A received fact as the engine folds it. */
export function foldable(fact: ReceivedFact): Fact | undefined {
  return engineFactFrom({ id: fact.factId, at: fact.at, kind: fact.kind, said: fact.said });
}

/** Whether a fact names anybody: one that does not belongs to no thread. */
export function namesSomebody({ waId, userId, groupId }: Aliases): boolean {
  return waId !== undefined || userId !== undefined || groupId !== undefined;
}
