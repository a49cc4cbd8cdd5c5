import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import type { ApiSurroundings } from "./api.ts";
import { KeptPostShape, LedgerMessageShape } from "./ledger-shapes.ts";
import { type LineRow, selectLine } from "./ledger-store.ts";
import { ApiProblem } from "./problems.ts";
import { readLedgerMessage } from "./read-ledger-message.ts";
import { readPost } from "./read-post.ts";
import { NO_BODY, NumberId, oneOf, type Route, route } from "./route.ts";

/** Of one message: what its charge rests on, down to the bytes that said so. */
export function ledgerMessageRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/ledger/messages/{number_id}/{wamid}",
      summary: "What one message cost, by which rule, and every fact that it follows from",
      scope: "ledger:read",
      params: z.object({ number_id: NumberId, wamid: z.string().max(500) }),
      query: z.object({
        recipient: z.string().max(500).optional().meta({ description: "In a group: of whom." }),
      }),
      body: NO_BODY,
      answer: oneOf(LedgerMessageShape),
      async run({ key, params, query }) {
        const { number_id: numberId, wamid } = params;
        const recipient = query.recipient ?? "";
        const row = mayReach(key, numberId)
          ? await selectLine(api.db, numberId, { wamid, recipient })
          : undefined;
        if (row === undefined || !isOfKey(api, key, row)) {
          throw new ApiProblem("not_found", "No such message is in the ledger.");
        }
        return { body: { data: await readLedgerMessage(api, row) } };
      },
    }),
    route({
      method: "GET",
      path: "/posts/{number_id}/{received_on}/{post_id}",
      summary: "A kept webhook request, with where a fact stands in it",
      scope: "threads:read",
      params: z.object({ number_id: NumberId, received_on: z.iso.date(), post_id: z.guid() }),
      query: z.object({
        fact_id: z
          .string()
          .regex(/^[0-9a-f]{32}$/, "must be the id of a fact")
          .optional()
          .meta({ description: "Needed by a key that does not reach all that the post names." }),
      }),
      body: NO_BODY,
      answer: oneOf(KeptPostShape),
      async run({ key, params, query }) {
        const post = mayReach(key, params.number_id)
          ? await readPost(api, key, { ...params, factId: query.fact_id })
          : undefined;
        if (post === undefined) {
          throw new ApiProblem("not_found", "There is no such post, or it is no longer kept.");
        }
        return { body: { data: post } };
      },
    }),
  ];
}

/** A number may send for several accounts: a key of one does not see what another pays. */
function isOfKey(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  { number_id: numberId, account_id: accountId }: LineRow & { account_id: bigint | null },
): boolean {
  if (key.accountId === undefined) return true;
  const payer = accountId ?? directory.defaultAccountOf(numberId)?.accountId;
  return payer === key.accountId;
}
