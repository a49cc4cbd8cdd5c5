import type { ClientBase } from "pg";
import { type Alias, namesByKind, selectAliases, selectAliasesIn } from "./alias-store.ts";
import { otherWriting } from "./other-writing.ts";
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

/**
 * The other writings of the phones among these names, each with the thread of the name, but for
 * those by which somebody else was heard of (SPEC F15).
 */
export async function selectOtherWritings(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: readonly Alias[],
): Promise<Alias[]> {
  const others = names.flatMap((name) => otherWritingOf(name));
  const known = await selectAliases(db, numberId, others);
  const threadIds = new Map(known.map(({ value, threadId }) => [value, threadId]));
  const isOfOther = ({ value, threadId }: Alias): boolean =>
    (threadIds.get(value) ?? threadId) !== threadId;
  const looked = others.filter(isOfOther).flatMap(({ value }) => threadIds.get(value) ?? []);
  const stated = await selectStatedDigits(db, numberId, [...new Set(looked)]);
  return others.filter((one) => !isOfOther(one) || !stated.has(one.value));
}

/** The same name in its other writing, if it is a phone that has one. */
export function otherWritingOf<Name extends Pick<Alias, "kind" | "value">>(name: Name): Name[] {
  const other = name.kind === "wa_id" ? otherWriting(name.value) : undefined;
  return other === undefined ? [] : [{ ...name, value: other }];
}
