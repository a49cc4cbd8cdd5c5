import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { ACCOUNT_FIELDS, accountNode } from "./nodes.ts";

/** `GET /BUSINESS/owned_whatsapp_business_accounts`: the accounts of the portfolio. */
export function listOwnAccounts(call: Call): Answer {
  const { world } = call.platform;
  const nodes = Object.values(world.accounts).map((account) =>
    chosenFields(accountNode(world, account), call.parameters["fields"], ACCOUNT_FIELDS),
  );
  return { status: 200, body: page(call, nodes) };
}

/** `GET /BUSINESS/client_whatsapp_business_accounts`: those of others; a world has none. */
export function listSharedAccounts(call: Call): Answer {
  return { status: 200, body: page(call, []) };
}
