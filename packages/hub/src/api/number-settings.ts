import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { askStanding } from "../numbers/number-standing-client.ts";
import type { ApiSurroundings } from "./api.ts";
import { StandingShape, WebhookShape } from "./management-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { accountFor, reachedNumbers } from "./reach.ts";
import { NO_BODY, NO_FIELDS, NumberId, oneOf, type Route, route } from "./route.ts";

/** What somebody who looks after a number wants to know of it, beside its health. */
export function numberSettingsRoutes(api: ApiSurroundings): Route[] {
  return [offeredWebhook(api), standing(api), webhook(api)];
}

const NumberParams = z.object({ number_id: NumberId });

function standing(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/numbers/{number_id}/standing",
    summary: "How a number stands with Meta: quality, throughput, limit; asked of Meta each time",
    scope: "numbers:read",
    params: NumberParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(StandingShape),
    async run({ key, params }) {
      const { connecting } = api;
      const account = connectedAccount(api, key, params.number_id);
      const token = connecting.tokenOf(account);
      const told = await askStanding(connecting.dial, { ...account, token }, params.number_id);
      if (told === undefined) {
        throw new ApiProblem("failed", "Meta did not tell: its token may no longer be valid.");
      }
      const { quality, throughput, limit, status, nameStatus } = told;
      return { body: { data: { quality, throughput, limit, status, name_status: nameStatus } } };
    },
  });
}

function offeredWebhook({ connecting }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/numbers/new-webhook",
    summary: "What to enter at Meta for a number that is to be connected; each time the same",
    scope: "numbers:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(WebhookShape),
    async run({ key }) {
      if (!key.everywhere) {
        throw new ApiProblem("forbidden", "This needs a key for the whole installation.");
      }
      const { offeredVerifyToken } = connecting;
      return { body: { data: { path: PATH, verify_token: offeredVerifyToken } } };
    },
  });
}

/** Where Meta posts. */
const PATH = "/webhooks/whatsapp";

function webhook(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/numbers/{number_id}/webhook",
    summary: "What to enter at Meta for the webhook of a number: its path here, its verify token",
    scope: "numbers:write",
    params: NumberParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(WebhookShape),
    async run({ key, params }) {
      const { appId } = connectedAccount(api, key, params.number_id);
      const token = appId === null ? undefined : await api.connecting.verifyTokenOf(appId);
      return { body: { data: { path: PATH, verify_token: token ?? null } } };
    },
  });
}

function connectedAccount(api: ApiSurroundings, key: ApiKey, numberId: bigint): AccountRow {
  reachedNumbers(key, numberId);
  const account = accountFor(api.gate.directory, key, numberId);
  if (account !== undefined) return account;
  throw new ApiProblem("conflict", "No account sends from this number: connect it first.");
}
