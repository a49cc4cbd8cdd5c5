import { archiveTemplates, unarchiveTemplates } from "../operations/graph/archive-templates.ts";
import { compareTemplates } from "../operations/graph/compare-templates.ts";
import { createTemplate } from "../operations/graph/create-template.ts";
import { deleteTemplates } from "../operations/graph/delete-templates.ts";
import { editTemplate } from "../operations/graph/edit-template.ts";
import { getTemplate } from "../operations/graph/get-template.ts";
import { listLibrary } from "../operations/graph/list-library.ts";
import { listTemplates } from "../operations/graph/list-templates.ts";
import { migrateTemplates } from "../operations/graph/migrate-templates.ts";
import { previewTemplates } from "../operations/graph/preview-templates.ts";
import { unpauseTemplate } from "../operations/graph/unpause-template.ts";
import { upsertTemplates } from "../operations/graph/upsert-templates.ts";
import type { Route } from "./match.ts";

/** Message templates, from their making to their end. */
export const TEMPLATE_ROUTES: readonly Route[] = [
  { name: "GET /WABA/message_templates", operation: listTemplates },
  { name: "GET /WABA/message_templates/TEMPLATE", operation: getTemplate },
  { name: "GET /TEMPLATE", operation: getTemplate },
  { name: "POST /WABA/message_templates", operation: createTemplate },
  { name: "POST /TEMPLATE", operation: editTemplate },
  { name: "DELETE /WABA/message_templates", operation: deleteTemplates },
  { name: "POST /WABA/upsert_message_templates", operation: upsertTemplates },
  { name: "GET /WABA/message_template_previews", operation: previewTemplates },
  { name: "GET /message_template_library", operation: listLibrary },
  { name: "GET /TEMPLATE/compare", operation: compareTemplates },
  { name: "POST /TEMPLATE/unpause", operation: unpauseTemplate },
  { name: "POST /WABA/migrate_message_templates", operation: migrateTemplates },
  { name: "POST /WABA/message_templates/archive", operation: archiveTemplates },
  { name: "POST /WABA/message_templates/unarchive", operation: unarchiveTemplates },
];
