import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import { hasDeliveriesTo } from "../downstream/delivery-store.ts";
import type { Endpoint } from "../downstream/endpoint.ts";
import { selectEndpoints } from "../downstream/endpoint-store.ts";
import { selectStreams } from "../operations/stream-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";

export const EndpointParams = z.object({ endpoint_id: z.guid() });

/**
 * What an endpoint may get that a key makes: no more than the key itself reaches (SPEC H8). Who has
 * a list of numbers hands on that list, and not what comes to the account later.
 */
export function endpointReach(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  wanted: { accountId: bigint | undefined; numberIds: readonly bigint[] | undefined },
): Pick<Endpoint, "accountId" | "numberIds"> {
  const accountId = wanted.accountId ?? key.accountId;
  const isForeign = key.accountId !== undefined && accountId !== key.accountId;
  const isUnknown = accountId !== undefined && directory.account(accountId) === undefined;
  if (isForeign || isUnknown) {
    throw new ApiProblem("not_found", "There is no such account.", { where: "body.account_id" });
  }
  if (wanted.numberIds?.some((one) => !key.numberIds.includes(one)) ?? false) {
    throw new ApiProblem("not_found", "There is no such number.", { where: "body.number_ids" });
  }
  const isWhole = key.everywhere || key.wholeAccount;
  const numberIds = wanted.numberIds ?? (isWhole ? null : key.numberIds);
  return { accountId: accountId ?? null, numberIds };
}

/** Whether a key may see and change an endpoint: it reaches all that the endpoint gets. */
export function sees(key: ApiKey, endpoint: Endpoint): boolean {
  if (key.everywhere) return true;
  if (key.accountId !== undefined && endpoint.accountId !== key.accountId) return false;
  if (key.wholeAccount) return true;
  return endpoint.numberIds?.every((one) => key.numberIds.includes(one)) ?? false;
}

export async function reachedEndpoint(
  { db }: ApiSurroundings,
  key: ApiKey,
  endpointId: string,
): Promise<Endpoint> {
  const found = (await selectEndpoints(db)).find((one) => one.endpointId === endpointId);
  if (found !== undefined && sees(key, found)) return found;
  throw new ApiProblem("not_found", "There is no such endpoint.");
}

/**
 * Every number, account or other stream of which an endpoint got something. Each is asked by
 * itself, because each may live on another server.
 */
export async function numbersOfEndpoint(
  { db, gate: { directory } }: ApiSurroundings,
  endpointId: string,
): Promise<bigint[]> {
  // Of an account whose templates were listed something may be told before any post names it.
  const accounts = directory.accounts.map(({ accountId }) => accountId);
  const numberIds: bigint[] = [];
  for (const one of new Set([...(await selectStreams(db)), ...accounts])) {
    if (await hasDeliveriesTo(db, one, endpointId)) numberIds.push(one);
  }
  return numberIds;
}
