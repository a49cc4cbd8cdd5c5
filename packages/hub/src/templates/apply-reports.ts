import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Tell } from "../events/native-event.ts";
import { templateChanged } from "./template-event.ts";
import { templateAfter } from "./template-report.ts";
import {
  putReportedTemplates,
  selectReportedTemplates,
  type TemplateKey,
} from "./template-report-store.ts";
import type { TemplateRow } from "./template-store.ts";

export interface Applying {
  /** Of these templates alone; left out: of all. */
  readonly keys?: readonly TemplateKey[] | undefined;
  /** Told of each template that is another then, at this moment. */
  readonly tell?: Tell | undefined;
  readonly now?: Instant | undefined;
}

/**
 * Brings templates of an account in line with all that was reported of them since Meta listed them,
 * and gives those that were reported of: the ones with these keys, or all. From all of it and not
 * from the newest notice alone, so the order in which notices come does not matter (SPEC I9).
 */
export async function applyTemplateReports(
  db: Pick<ClientBase, "query">,
  accountId: bigint,
  { keys, now, tell }: Applying = {},
): Promise<TemplateRow[]> {
  const reported = await selectReportedTemplates(db, accountId, keys);
  const templates = reported.flatMap(({ listed, reports }) => {
    const after = reports.length === 0 ? undefined : templateAfter(listed, accountId, reports);
    const event = after && now && templateChanged(listed, after, now);
    if (event !== undefined) tell?.(event);
    return after ?? [];
  });
  if (templates.length > 0) await putReportedTemplates(db, templates);
  return templates;
}

/** The same of the templates that facts just told of. */
export async function applyReportsIn(
  db: Pick<ClientBase, "query">,
  facts: readonly { readonly kind: string; readonly said: Readonly<Record<string, unknown>> }[],
  telling: Pick<Applying, "now" | "tell">,
): Promise<TemplateRow[]> {
  const told = facts.filter((fact) => fact.kind === "template_reported");
  const templates: TemplateRow[] = [];
  for (const [accountId, own] of Map.groupBy(told, ({ said }) => String(said["accountId"]))) {
    if (!/^\d{1,18}$/.test(accountId)) continue;
    const keys = own.map(({ said }) => ({
      name: String(said["name"]),
      language: String(said["language"]),
    }));
    templates.push(...(await applyTemplateReports(db, BigInt(accountId), { ...telling, keys })));
  }
  return templates;
}
