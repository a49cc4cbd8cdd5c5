import type { ClientBase } from "pg";
import { templateAfter } from "./template-report.ts";
import {
  putReportedTemplates,
  selectReportedTemplates,
  type TemplateKey,
} from "./template-report-store.ts";
import type { TemplateRow } from "./template-store.ts";

/**
 * Brings templates of an account in line with all that was reported of them since Meta listed them,
 * and gives those that were reported of: the ones with these keys, or all. From all of it and not
 * from the newest notice alone, so the order in which notices come does not matter (SPEC I9).
 */
export async function applyTemplateReports(
  db: Pick<ClientBase, "query">,
  accountId: bigint,
  keys?: readonly TemplateKey[],
): Promise<TemplateRow[]> {
  const reported = await selectReportedTemplates(db, accountId, keys);
  const templates = reported.flatMap(({ listed, reports }) =>
    reports.length === 0 ? [] : (templateAfter(listed, accountId, reports) ?? []),
  );
  if (templates.length > 0) await putReportedTemplates(db, templates);
  return templates;
}

/** The same of the templates that facts just told of. */
export async function applyReportsIn(
  db: Pick<ClientBase, "query">,
  facts: readonly { readonly kind: string; readonly said: Readonly<Record<string, unknown>> }[],
): Promise<TemplateRow[]> {
  const told = facts.filter((fact) => fact.kind === "template_reported");
  const templates: TemplateRow[] = [];
  for (const [accountId, own] of Map.groupBy(told, ({ said }) => String(said["accountId"]))) {
    if (!/^\d{1,18}$/.test(accountId)) continue;
    const keys = own.map(({ said }) => ({
      name: String(said["name"]),
      language: String(said["language"]),
    }));
    templates.push(...(await applyTemplateReports(db, BigInt(accountId), keys)));
  }
  return templates;
}
