import { type GraphError, graphError, templateError } from "@casement/cloud-api";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { listIn, missing, wordIn } from "../../server/parameter-fault.ts";
import { deleteTemplate, deletionFault } from "../../templates/delete-template.ts";
import { type MessageTemplate, templatesOf } from "../../world/template.ts";
import { accountIn } from "./nodes.ts";

/**
 * `DELETE /WABA/message_templates`: by `name` in all its languages, by `name` and `hsm_id` one of
 * them, or by `hsm_ids` up to a hundred. Either all of them go or none.
 */
export function deleteTemplates(call: Call): Answer {
  const wanted = wantedIn(call);
  if ("error" in wanted) return wanted.error;
  const fault = wanted.templates.map(deletionFault).find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  for (const template of wanted.templates) deleteTemplate(call.platform, template);
  return SUCCESS;
}

function wantedIn(
  call: Call,
): { readonly templates: readonly MessageTemplate[] } | { readonly error: GraphError } {
  const { parameters, platform } = call;
  const all = templatesOf(platform.world, accountIn(call).id).filter(
    ({ status }) => status !== "PENDING_DELETION",
  );
  const ids = listIn(parameters["hsm_ids"]).map(String);
  if (ids.length > IDS_MAX) return { error: graphError(100, { message: TOO_MANY_IDS }) };
  const name = wordIn(parameters["name"]);
  if (ids.length === 0 && name === undefined) return { error: missing("name") };
  const id = wordIn(parameters["hsm_id"]);
  const templates =
    ids.length > 0
      ? all.filter((template) => ids.includes(template.id))
      : all.filter((one) => one.name === name && (id === undefined || one.id === id));
  const isWhole = templates.length > 0 && (ids.length === 0 || templates.length === ids.length);
  return isWhole ? { templates } : { error: NOT_FOUND };
}

const IDS_MAX = 100;
const TOO_MANY_IDS = `(#100) Param hsm_ids must have at most ${IDS_MAX} elements.`;

const NOT_FOUND = templateError({
  subcode: 2_593_002,
  title: "Message Template Not Found",
  message: "The message template could not be found.",
});
