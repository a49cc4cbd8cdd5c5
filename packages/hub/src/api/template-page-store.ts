import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import type { TemplateRow } from "../templates/template-store.ts";

const COLUMNS = `
select account_id as "accountId", name, language, meta_id as "metaId", category, status, quality,
       rejected_reason as "rejectedReason", components
from template`;

export async function selectTemplate(
  db: Pick<Pool, "query">,
  template: { accountId: bigint; name: string; language: string },
): Promise<TemplateRow | undefined> {
  const { rows } = await db.query<TemplateRow>({
    name: "api-template",
    text: `${COLUMNS}\nwhere account_id = $1 and name = $2 and language = $3`,
    values: [template.accountId, template.name, template.language],
  });
  return rows[0];
}

/** When Meta last listed the templates of an account; null: it never did. */
export async function selectListedAt(
  db: Pick<Pool, "query">,
  accountId: bigint,
): Promise<Instant | null> {
  const { rows } = await db.query<{ listed_at: Instant | null }>(
    "select templates_listed_at as listed_at from account where account_id = $1",
    [accountId],
  );
  return rows[0]?.listed_at ?? null;
}

/** Templates of an account by name and language, from the one after `after`. */
export async function selectTemplatePage(
  db: Pick<Pool, "query">,
  page: {
    accountId: bigint;
    after: { name: string; language: string };
    limit: number;
  },
): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>({
    name: "api-templates",
    text: `
${COLUMNS}
where account_id = $1 and (name, language) > ($2, $3)
order by name, language
limit $4`,
    values: [page.accountId, page.after.name, page.after.language, page.limit],
  });
  return rows;
}

/** A template that was sent from a number, and when last. */
export interface TemplateUse {
  readonly name: string;
  readonly language: string;
  readonly at: Instant;
}

/**
 * The templates among the newest drafts of a number that Meta took, the last used first. Only so
 * many drafts are looked at: what was sent before them is no more likely to be wanted than another.
 */
export async function selectTemplateUses(
  db: Pick<Pool, "query">,
  numberId: bigint,
): Promise<TemplateUse[]> {
  const { rows } = await db.query<TemplateUse>({
    name: "api-template-uses",
    text: `
select body->'template'->>'name' as name, body->'template'->'language'->>'code' as language,
       max(created_at) as at
from (
  select body, created_at, state
  from draft
  where number_id = $1
  order by created_at desc
  limit $2
) as newest
where state = 'accepted' and body->>'type' = 'template'
  and body->'template'->'language'->>'code' is not null
group by 1, 2
order by at desc, name, language`,
    values: [numberId, DRAFTS_LOOKED_AT],
  });
  return rows;
}

const DRAFTS_LOOKED_AT = 1_000;
