import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { ACCOUNT_FIELDS, accountIn, accountNode } from "./nodes.ts";

/** `GET /WABA`: one Messaging account. */
export function getAccount(call: Call): Answer {
  const node = accountNode(call.platform.world, accountIn(call));
  return { status: 200, body: chosenFields(node, call.parameters["fields"], ACCOUNT_FIELDS) };
}
