import { missingObjectError } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { templateById } from "../../world/template.ts";
import { templateHealth } from "./health.ts";
import { TEMPLATE_FIELDS, templateNode } from "./nodes.ts";

/** `GET /TEMPLATE` and `GET /WABA/message_templates/TEMPLATE`: one template. */
export function getTemplate(call: Call): Answer {
  const id = call.path["TEMPLATE"] ?? "";
  const { WABA: accountId } = call.path;
  const template = templateById(call.platform.world, id);
  if (template === undefined || (accountId !== undefined && template.accountId !== accountId)) {
    return missingObjectError(id, { method: "get" });
  }
  const health_status = templateHealth(call.platform.world, template);
  const node = { ...templateNode(template), health_status };
  return { status: 200, body: chosenFields(node, call.parameters["fields"], TEMPLATE_FIELDS) };
}
