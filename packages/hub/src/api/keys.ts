import { z } from "zod";
import { type ApiKey, mayDo, newKey } from "../access/api-key.ts";
import { insertKey, type KeptKey, revokeKey, selectKeys } from "../access/api-key-store.ts";
import { SCOPES } from "../access/scope.ts";
import type { ApiSurroundings } from "./api.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { KeyShape, NewKeyShape } from "./management-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { NO_BODY, NO_FIELDS, NumberId, oneOf, pageOf, type Route, route } from "./route.ts";

export function keyRoutes(api: ApiSurroundings): Route[] {
  return [list(api), make(api), revoke(api)];
}

function list({ db }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/keys",
    summary: "The keys that this one may see, newest first, also those revoked; in one page",
    scope: "keys:read",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: pageOf(KeyShape),
    async run({ key }) {
      const keys = (await selectKeys(db)).filter((one) => isWithin(key, one));
      return { body: { data: keys.map(keyShape), next_cursor: null } };
    },
  });
}

const Wanted = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  account_id: NumberId.optional().meta({ description: "A key of this account alone." }),
  number_ids: z
    .array(NumberId)
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: "A key of these numbers alone, which are of one account." }),
});

/** A key makes no key that may do or reach more than itself (SPEC N5). */
function make(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/keys",
    summary: "Makes a key that may do no more than this one, and shows it, this once",
    scope: "keys:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: Wanted,
    answer: oneOf(NewKeyShape),
    async run({ key, body }) {
      const { db, ids, clock } = api;
      const reach = reachOf(api, key, body);
      const beyond = body.scopes.find((scope) => !mayDo(key, scope));
      if (beyond !== undefined) {
        throw new ApiProblem("forbidden", `This key lacks the scope ${beyond} itself.`, {
          where: "body.scopes",
        });
      }
      const { text, ...kept } = newKey(ids);
      const keyId = ids.uuid();
      const made = { ...kept, ...reach, keyId, name: body.name, scopes: body.scopes };
      const createdAt = clock.now();
      await insertKey(db, { ...made, createdAt });
      const { accountId = null, numberIds = null } = reach;
      const shown = { ...made, accountId, numberIds, createdAt, ...UNUSED };
      return { body: { data: { ...keyShape(shown), key: text } } };
    },
  });
}

const UNUSED = { lastUsedAt: null, revokedAt: null };

interface Reach {
  readonly accountId?: bigint;
  readonly numberIds?: readonly bigint[];
}

function reachOf(api: ApiSurroundings, key: ApiKey, wanted: z.output<typeof Wanted>): Reach {
  const accountId = wanted.account_id ?? key.accountId;
  const isForeign = key.accountId !== undefined && accountId !== key.accountId;
  const isUnknown = accountId !== undefined && !api.gate.directory.account(accountId);
  if (isForeign || isUnknown) {
    throw new ApiProblem("not_found", "There is no such account.", { where: "body.account_id" });
  }
  const { number_ids: numberIds } = wanted;
  const isBeyond = numberIds?.some((one) => !key.numberIds.includes(one)) ?? false;
  if (isBeyond) throw NO_SUCH_NUMBER();
  // Who has a list of numbers hands on that list, and not what comes to the account later.
  const own = key.everywhere || key.wholeAccount ? numberIds : (numberIds ?? key.numberIds);
  if (own === undefined) return accountId === undefined ? {} : { accountId };
  return { accountId: accountOf(api, accountId, own), numberIds: own };
}

/** The one account that a list of numbers is of: a token of one account speaks for a key. */
function accountOf(
  { gate: { directory } }: ApiSurroundings,
  accountId: bigint | undefined,
  numberIds: readonly bigint[],
): bigint {
  const all = numberIds.map((one) => directory.number(one)?.accountIds ?? []);
  const [first = []] = all;
  const shared = first.filter((one) => all.every((accountIds) => accountIds.includes(one)));
  if (accountId !== undefined) {
    if (!shared.includes(accountId)) throw NO_SUCH_NUMBER();
    return accountId;
  }
  const [only, ...others] = shared;
  if (only !== undefined && others.length === 0) return only;
  const what = "A key belongs to one account, and these numbers do not say which.";
  throw new ApiProblem("invalid", what, { where: "body.account_id" });
}

const NO_SUCH_NUMBER = (): ApiProblem =>
  new ApiProblem("not_found", "There is no such number.", { where: "body.number_ids" });

function revoke(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/keys/{key_id}",
    summary: "Revokes a key: it lets nobody in any more",
    scope: "keys:write",
    params: z.object({ key_id: z.guid() }),
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(KeyShape),
    async run({ key, params }) {
      const { db, clock, admission } = api;
      const found = (await selectKeys(db)).find((one) => one.keyId === params.key_id);
      if (found === undefined || !isWithin(key, found)) {
        throw new ApiProblem("not_found", "There is no such key.");
      }
      if (found.keyId === key.keyId) {
        throw new ApiProblem("conflict", "A key cannot revoke itself: use another.");
      }
      await revokeKey(db, found.keyId, clock.now());
      admission.forget();
      const revokedAt = found.revokedAt ?? clock.now();
      return { body: { data: keyShape({ ...found, revokedAt }) } };
    },
  });
}

/** Whether a key may see and revoke another: it reaches no less. */
function isWithin(key: ApiKey, other: KeptKey): boolean {
  if (key.everywhere || key.keyId === other.keyId) return true;
  if (key.accountId !== undefined && other.accountId !== key.accountId) return false;
  if (key.wholeAccount) return true;
  return other.numberIds?.every((one) => key.numberIds.includes(one)) ?? false;
}

function keyShape(key: KeptKey): KeyShape {
  return {
    key_id: key.keyId,
    prefix: key.prefix,
    name: key.name,
    account_id: key.accountId === null ? null : String(key.accountId),
    number_ids: key.numberIds?.map(String) ?? null,
    scopes: [...key.scopes],
    created_at: isoOf(key.createdAt),
    last_used_at: isoOrNull(key.lastUsedAt),
    revoked_at: isoOrNull(key.revokedAt),
  };
}
