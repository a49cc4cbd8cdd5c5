import type { Platform } from "../platform.ts";
import { changeTemplate, type MessageTemplate } from "../world/template.ts";
import { tellStatus } from "./template-notice.ts";

/** Archives a template, or tells why not. */
export function archiveTemplate(platform: Platform, template: MessageTemplate): string | undefined {
  if (!ARCHIVABLE.has(template.status)) return "The template's status does not allow it";
  template.life.archivedFrom = template.status;
  const archived = changeTemplate(platform.world, template, { status: "ARCHIVED" });
  tellStatus(platform, archived, { event: "ARCHIVED" });
  return undefined;
}

/** Takes a template out of the archive again: it has the status it had. */
export function unarchiveTemplate(
  platform: Platform,
  template: MessageTemplate,
): string | undefined {
  const { archivedFrom } = template.life;
  if (template.status !== "ARCHIVED" || archivedFrom === null)
    return "The template is not archived";
  template.life.archivedFrom = null;
  const back = changeTemplate(platform.world, template, { status: archivedFrom });
  tellStatus(platform, back, { event: "UNARCHIVED" });
  return undefined;
}

const ARCHIVABLE: ReadonlySet<string> = new Set(["APPROVED", "REJECTED", "DISABLED"]);
