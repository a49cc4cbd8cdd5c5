import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { listIn, objectsIn } from "../../server/parameter-fault.ts";
import { accountIn, NUMBER_FIELDS, numberNode } from "./nodes.ts";

/**
 * `GET /WABA/phone_numbers`: the numbers of an account, all or those that `filtering` names by a
 * field's value, in the order they came or, by `sort`, the other way round.
 */
export function listNumbers(call: Call): Answer {
  const { world } = call.platform;
  const { filtering, sort, fields } = call.parameters;
  const account = accountIn(call);
  const filters = objectsIn(filtering);
  const nodes = Object.values(world.numbers)
    .filter(({ accountId }) => accountId === account.id)
    .map((number) => numberNode(world, number))
    .filter((node) => filters.every((filter) => letsPass(filter, node)));
  const isTurned = listIn(sort).some((order) => String(order).endsWith("_descending"));
  const ordered = isTurned ? nodes.toReversed() : nodes;
  const usual = [...NUMBER_FIELDS, "last_onboarded_time"];
  return {
    status: 200,
    body: page(
      call,
      ordered.map((node) => chosenFields(node, fields, usual)),
    ),
  };
}

/** `{"field":"account_mode","operator":"EQUAL","value":"LIVE"}`. */
function letsPass({ field, operator, value }: Json, node: Json): boolean {
  const isEqual = String(node[String(field)]) === String(value);
  return operator === "NOT_EQUAL" ? !isEqual : isEqual;
}
