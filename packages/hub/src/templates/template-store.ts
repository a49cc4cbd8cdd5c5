import { Template, type TemplateComponent } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/**
 * A template as Meta last told us it is. Components keep Meta's form: they are rendered from it.
 */
export interface TemplateRow {
  readonly accountId: bigint;
  readonly name: string;
  readonly language: string;
  readonly metaId: string | null;
  readonly category: string;
  readonly status: string;
  /** What customers make of it: Meta's word, such as `GREEN`; null: not told. */
  readonly quality: string | null;
  /** Why Meta turned it down; null: it did not, or does not say. */
  readonly rejectedReason: string | null;
  readonly components: readonly TemplateComponent[];
}

/** Makes an account's templates those that Meta lists, and no others. */
export async function replaceTemplates(
  db: Db,
  accountId: bigint,
  templates: readonly TemplateRow[],
  syncedAt: Instant,
): Promise<void> {
  await db.query("delete from template where account_id = $1", [accountId]);
  await db.query("update account set templates_listed_at = $2 where account_id = $1", [
    accountId,
    new Date(syncedAt),
  ]);
  await db.query(
    `
insert into template (account_id, name, language, meta_id, category, status, quality,
                      rejected_reason, components, synced_at)
select $1, name, language, meta_id, category, status, quality, rejected_reason, components::jsonb,
       $10
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[])
  as t (name, language, meta_id, category, status, quality, rejected_reason, components)`,
    [
      accountId,
      templates.map((template) => template.name),
      templates.map((template) => template.language),
      templates.map((template) => template.metaId),
      templates.map((template) => template.category),
      templates.map((template) => template.status),
      templates.map((template) => template.quality),
      templates.map((template) => template.rejectedReason),
      templates.map((template) => JSON.stringify(template.components)),
      new Date(syncedAt),
    ],
  );
}

/** The templates of an account, or of all. */
export async function selectTemplates(db: Db, accountId?: bigint): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>(
    `
select account_id as "accountId", name, language, meta_id as "metaId", category, status, quality,
       rejected_reason as "rejectedReason", components
from template
where $1::bigint is null or account_id = $1
order by account_id, name, language`,
    [accountId ?? null],
  );
  return rows;
}

/** A template of Meta's list as a row; `undefined` if it lacks what makes it one. */
export function templateRowFrom(accountId: bigint, listed: unknown): TemplateRow | undefined {
  const read = Template.safeParse(listed);
  if (!read.success) return undefined;
  const { id, name, language, category, status, components = [] } = read.data;
  if (language === undefined || category === undefined || status === undefined) return undefined;
  const quality = read.data.quality_score?.score ?? null;
  const rejectedReason = saidReason(read.data.rejected_reason);
  const known = { accountId, name, language, metaId: id, category, status };
  return { ...known, quality, rejectedReason, components };
}

/** Meta writes `NONE` where there is no reason. */
function saidReason(reason: string | undefined): string | null {
  return reason === undefined || reason === "NONE" || reason === "" ? null : reason;
}
