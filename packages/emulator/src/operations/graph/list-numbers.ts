import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { accountIn, NUMBER_FIELDS, numberNode } from "./nodes.ts";

/** `GET /WABA/phone_numbers`: the numbers of an account. */
export function listNumbers(call: Call): Answer {
  const { world } = call.platform;
  const account = accountIn(call);
  const nodes = Object.values(world.numbers)
    .filter(({ accountId }) => accountId === account.id)
    .map((number) =>
      chosenFields(numberNode(world, number), call.parameters["fields"], [
        ...NUMBER_FIELDS,
        "last_onboarded_time",
      ]),
    );
  return { status: 200, body: page(call, nodes) };
}
