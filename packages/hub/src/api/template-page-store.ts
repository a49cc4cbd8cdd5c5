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
