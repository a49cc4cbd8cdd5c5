import type { ClientBase } from "pg";
import type { UnknownPolicy } from "./unknown-policy.ts";

type Db = Pick<ClientBase, "query">;

/** What a number does with drafts that stay unknown, the policy for all of them first. */
export async function selectUnknownPolicies(db: Db, numberId: bigint): Promise<UnknownPolicy[]> {
  const { rows } = await db.query<Omit<UnknownPolicy, "afterMs"> & { afterMs: bigint }>({
    name: "select-unknown-policies",
    text: `
select template, choice, after_ms as "afterMs"
from unknown_policy
where number_id = $1
order by template`,
    values: [numberId],
  });
  return rows.map((row) => ({ ...row, afterMs: Number(row.afterMs) }));
}

/** Puts these in the place of all that the number had, in one statement. */
export async function replaceUnknownPolicies(
  db: Db,
  numberId: bigint,
  policies: readonly UnknownPolicy[],
): Promise<void> {
  await db.query({
    name: "replace-unknown-policies",
    text: `
with wanted as (
  select template, choice, after_ms
  from unnest($2::text[], $3::text[], $4::bigint[]) as w (template, choice, after_ms)
), removed as (
  delete from unknown_policy
  where number_id = $1 and template not in (select template from wanted)
)
insert into unknown_policy (number_id, template, choice, after_ms)
select $1, template, choice, after_ms
from wanted
on conflict (number_id, template) do update
set choice = excluded.choice, after_ms = excluded.after_ms`,
    values: [
      numberId,
      policies.map((one) => one.template),
      policies.map((one) => one.choice),
      policies.map((one) => one.afterMs),
    ],
  });
}
