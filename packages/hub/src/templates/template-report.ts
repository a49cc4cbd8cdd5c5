import type { TemplateRow } from "./template-store.ts";

/** What one notice said of a template; of what it says nothing, it changes nothing. */
export interface TemplateReport
  extends Pick<TemplateRow, "name" | "language" | "metaId">,
    Partial<Pick<TemplateRow, "status" | "category" | "components">> {
  readonly quality?: string;
  /** Why its status is what this notice says. */
  readonly reason?: string;
}

/**
 * A template after all that was reported of it since Meta listed it, in order: of its status, its
 * category and its parts the last word counts, each for itself (SPEC I9). Also one that was never
 * listed, once we have heard both its status and its category.
 */
export function templateAfter(
  listed: TemplateRow | undefined,
  accountId: bigint,
  reports: readonly TemplateReport[],
): TemplateRow | undefined {
  const last = <Part>(pick: (report: TemplateReport) => Part | undefined): Part | undefined =>
    reports.map(pick).findLast((part) => part !== undefined);
  const [first] = reports;
  const name = listed?.name ?? first?.name;
  const language = listed?.language ?? first?.language;
  const status = last((report) => report.status) ?? listed?.status;
  const category = last((report) => report.category) ?? listed?.category;
  if (name === undefined || language === undefined) return undefined;
  if (status === undefined || category === undefined) return undefined;
  return {
    accountId,
    name,
    language,
    metaId: listed?.metaId ?? last((report) => report.metaId ?? undefined) ?? null,
    category,
    status,
    quality: last((report) => report.quality) ?? listed?.quality ?? null,
    rejectedReason: reasonOf(listed, reports),
    components: last((report) => report.components) ?? listed?.components ?? [],
  };
}

/** Of the newest word on its status: what was said of an older one is no reason any more. */
function reasonOf(
  listed: TemplateRow | undefined,
  reports: readonly TemplateReport[],
): string | null {
  const newest = reports.findLast((report) => report.status !== undefined);
  return newest === undefined ? (listed?.rejectedReason ?? null) : (newest.reason ?? null);
}
