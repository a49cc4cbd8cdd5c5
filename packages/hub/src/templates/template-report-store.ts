import { type Instant, instantFromMs, SECOND_MS } from "@casement/engine";
import type { ClientBase } from "pg";
import type { TemplateReport } from "./template-report.ts";
import type { TemplateRow } from "./template-store.ts";

type Db = Pick<ClientBase, "query">;

/** A template is known to people by these; its id is Meta's. */
export type TemplateKey = Pick<TemplateRow, "name" | "language">;

/** A template of an account with all that was reported of it since Meta listed it, in order. */
export interface ReportedTemplate {
  readonly listed: TemplateRow | undefined;
  readonly reports: readonly TemplateReport[];
}

/**
 * What notices said of templates of an account since Meta listed them: of those with these keys, or
 * of all. Nothing of an account that is not ours, and nothing old of what is not listed any more.
 *
 * A notice of the very second of the list counts as later: Meta writes whole seconds.
 */
export async function selectReportedTemplates(
  db: Db,
  accountId: bigint,
  keys?: readonly TemplateKey[],
): Promise<ReportedTemplate[]> {
  const { rows } = await db.query<ReportRow>({
    name: "select-template-reports",
    text: SELECT,
    values: [
      accountId,
      String(accountId),
      keys?.map((key) => key.name) ?? null,
      keys?.map((key) => key.language) ?? null,
    ],
  });
  const grouped = Map.groupBy(rows, ({ said }) => JSON.stringify([said.name, said.language]));
  return [...grouped.values()].map((group): ReportedTemplate => {
    const listed = group[0]?.listed ?? undefined;
    const listedAt = group[0]?.listed_at ?? null;
    const since = listedAt === null ? undefined : wholeSecond(listedAt);
    const later = group.filter(({ at }) => since === undefined || at >= since);
    return {
      listed: listed === undefined ? undefined : { ...listed, accountId },
      reports: later.map(({ said }) => said),
    };
  });
}

interface ReportRow {
  readonly at: Instant;
  readonly said: TemplateReport;
  readonly listed_at: Instant | null;
  readonly listed: Omit<TemplateRow, "accountId"> | null;
}

const SELECT = `
select f.at, f.said, a.templates_listed_at as listed_at, case
    when t.name is not null then jsonb_build_object(
      'name', t.name, 'language', t.language, 'metaId', t.meta_id, 'category', t.category,
      'status', t.status, 'quality', t.quality, 'rejectedReason', t.rejected_reason,
      'components', t.components)
  end as listed
from fact f
join account a on a.account_id = $1
left join template t on t.account_id = $1 and t.name = f.said->>'name'
  and t.language = f.said->>'language'
where f.number_id = $1 and f.kind = 'template_reported' and f.said->>'accountId' = $2
  and ($3::text[] is null or exists (
    select from unnest($3::text[], $4::text[]) as k (name, language)
    where k.name = f.said->>'name' and k.language = f.said->>'language'
  ))
order by f.at, f.fact_id`;

/** Writes templates as reported. When Meta listed them stays what it was. */
export async function putReportedTemplates(
  db: Db,
  templates: readonly TemplateRow[],
): Promise<void> {
  await db.query({
    name: "put-reported-templates",
    text: `
insert into template (account_id, name, language, meta_id, category, status, quality,
                      rejected_reason, components)
select account_id, name, language, meta_id, category, status, quality, rejected_reason,
       components::jsonb
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[])
  as t (account_id, name, language, meta_id, category, status, quality, rejected_reason, components)
on conflict (account_id, name, language) do update
set meta_id = excluded.meta_id,
    category = excluded.category,
    status = excluded.status,
    quality = excluded.quality,
    rejected_reason = excluded.rejected_reason,
    components = excluded.components`,
    values: [
      templates.map((template) => template.accountId),
      templates.map((template) => template.name),
      templates.map((template) => template.language),
      templates.map((template) => template.metaId),
      templates.map((template) => template.category),
      templates.map((template) => template.status),
      templates.map((template) => template.quality),
      templates.map((template) => template.rejectedReason),
      templates.map((template) => JSON.stringify(template.components)),
    ],
  });
}

function wholeSecond(at: Instant): Instant {
  return instantFromMs(Math.floor(at / SECOND_MS) * SECOND_MS);
}
