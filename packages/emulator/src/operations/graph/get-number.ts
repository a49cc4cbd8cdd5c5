import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { NUMBER_FIELDS, numberIn, numberNode } from "./nodes.ts";

/** `GET /PN`: one business number. */
export function getNumber(call: Call): Answer {
  const node = numberNode(call.platform.world, numberIn(call));
  return { status: 200, body: chosenFields(node, call.parameters["fields"], NUMBER_FIELDS) };
}
