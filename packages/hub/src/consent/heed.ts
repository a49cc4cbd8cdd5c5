import type { ClientBase } from "pg";
import { selectCustomerScope } from "../customers/customer-scope-store.ts";
import { type Alias, namesByKind, selectAliasesOf } from "../threads/alias-store.ts";
import { consentFrom } from "./consent.ts";
import { selectConsents, selectNamesWithConsent, updateConsent } from "./consent-store.ts";
import { selectPreferences } from "./preference-store.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Brings threads in line with what their customers agreed to and stopped, from all of it: a stop
 * that comes late, or with a second name of the customer, counts as if it had come in time, and so
 * does what somebody wrote down under one of their names (SPEC F8, F14).
 */
export async function heedConsent(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<void> {
  if (threadIds.length === 0) return;
  const scope = await selectCustomerScope(db, numberId);
  for (const threadId of threadIds) {
    const names = await selectAliasesOf(db, numberId, threadId);
    const preferences = await selectPreferences(db, numberId, namesByKind(names));
    const recorded = scope === undefined ? [] : await selectConsents(db, { scope, names });
    if (preferences.length === 0 && recorded.length === 0) continue;
    await updateConsent(db, numberId, { threadId, ...consentFrom(recorded, preferences) });
  }
}

/** The threads of new names under which something was written down before they had one. */
export async function spokenForIn(
  db: Db,
  numberId: bigint,
  learned: readonly Alias[],
): Promise<string[]> {
  const known = await selectNamesWithConsent(db, numberId, learned);
  const keys = new Set(known.map(({ kind, value }) => `${kind}:${value}`));
  return learned.flatMap(({ kind, value, threadId }) =>
    keys.has(`${kind}:${value}`) ? threadId : [],
  );
}
