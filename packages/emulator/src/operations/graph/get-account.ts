import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { askedFields } from "../../server/field-query.ts";
import { chosenFields } from "../../server/fields.ts";
import { isFault, REPORTS } from "./analytics.ts";
import { listFlows } from "./flows.ts";
import { listNumbers } from "./list-numbers.ts";
import { listSubscribedApps } from "./list-subscribed-apps.ts";
import { listTemplates } from "./list-templates.ts";
import { ACCOUNT_FIELDS, accountIn, accountNode } from "./nodes.ts";

/**
 * `GET /WABA`: one Messaging account. Its reports and its edges can be asked for as fields, with
 * what they take behind their names: `analytics.start(…).end(…)`, `phone_numbers.limit(2){id}`.
 */
export function getAccount(call: Call): Answer {
  const { platform, parameters } = call;
  const { world } = platform;
  const account = accountIn(call);
  const node: Json = accountNode(world, account);
  for (const { name, modifiers, inner } of askedFields(parameters["fields"]) ?? []) {
    const report = REPORTS[name];
    if (report !== undefined) {
      const answer = report({ world, account }, modifiers);
      if (isFault(answer)) return answer;
      node[name] = answer;
    }
    const edge = EDGES[name];
    if (edge !== undefined) {
      const { fields: _fields, ...rest } = parameters;
      const names = inner?.map((field) => field.name).join(",");
      const asked = { ...rest, ...modifiers, ...(names !== undefined && { fields: names }) };
      node[name] = edge({ ...call, parameters: asked }).body;
    }
  }
  return { status: 200, body: chosenFields(node, parameters["fields"], ACCOUNT_FIELDS) };
}

const EDGES: Readonly<Record<string, (call: Call) => Answer>> = {
  phone_numbers: listNumbers,
  message_templates: listTemplates,
  subscribed_apps: listSubscribedApps,
  flows: listFlows,
};
