import type { ClientBase } from "pg";
import { namesByKind, selectAliasesIn } from "./alias-store.ts";
import { selectStatedNames } from "./stated-name-store.ts";

/**
 * The digits by which customers or WhatsApp called those of some threads. Other aliases of theirs
 * are what we wrote, and nobody said of those that they are a customer's.
 */
export async function selectStatedDigits(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (threadIds.length === 0) return new Set();
  const aliases = await selectAliasesIn(db, numberId, threadIds);
  const stated = await selectStatedNames(db, numberId, namesByKind(aliases));
  return new Set(stated.flatMap(({ names, now }) => [names.waId ?? [], now.waId ?? []].flat()));
}
