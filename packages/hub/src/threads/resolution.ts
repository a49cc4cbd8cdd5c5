import type { Aliases } from "../webhook/received-fact.ts";
import type { Alias } from "./alias-store.ts";
import { threadIdFrom } from "./thread-id.ts";

/** Which thread each fact of a batch belongs to, and what that taught us about names. */
export interface Resolution {
  /** In the order of the facts that were asked about. */
  readonly threadIds: readonly string[];
  /** Names that stand for a thread now and did not before. */
  readonly learned: readonly Alias[];
  /** Two threads that turned out to be one customer: `from` becomes part of `into`. */
  readonly merges: readonly Joining[];
  /**
   * The same of what names stand for on their own: also where somebody of ours had merged the two
   * before, and the platform says so now. `threadId` is the thread that has them all.
   */
  readonly joins: readonly (Joining & { readonly threadId: string })[];
}

export interface Joining {
  readonly from: string;
  readonly into: string;
}

/**
 * Finds the thread of each set of names, given those already known. Two names in one fact are one
 * customer: that is how a phone number and a business-scoped id find each other (SPEC F7).
 */
export function resolutionOf(
  numberId: bigint,
  named: readonly Aliases[],
  known: readonly Alias[],
): Resolution {
  const places = new Map(known.map((alias) => [keyOf(alias), alias]));
  const learned: Alias[] = [];
  const merges: Joining[] = [];
  const joins: (Joining & { readonly threadId: string })[] = [];

  const threadIds = named.map((aliases) => {
    const names = namesOf(aliases);
    const found = names.flatMap((name) => places.get(keyOf(name)) ?? []);
    const fresh = threadIdFrom(numberId, names[0] ?? NOBODY);
    const [threadId = fresh, ...others] = endsOf(
      merges,
      found.map((one) => one.threadId),
    );
    for (const from of others) merges.push({ from, into: threadId });
    const [ownId = fresh, ...otherOwn] = endsOf(
      joins,
      found.map((one) => one.ownId),
    );
    for (const from of otherOwn) joins.push({ from, into: ownId, threadId });
    for (const name of names) {
      if (places.has(keyOf(name))) continue;
      places.set(keyOf(name), { ...name, threadId, ownId });
      learned.push({ ...name, threadId, ownId });
    }
    return threadId;
  });
  const threadOf = (id: string): string => endOf(merges, id);
  return {
    threadIds: threadIds.map(threadOf),
    learned: learned.map((alias) => ({
      ...alias,
      threadId: threadOf(alias.threadId),
      ownId: endOf(joins, alias.ownId),
    })),
    merges,
    joins: joins.map((one) => ({ ...one, threadId: threadOf(one.threadId) })),
  };
}

/** What these have become by now, each once, in order: the first takes in the others. */
function endsOf(joinings: readonly Joining[], ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => endOf(joinings, id)))].toSorted();
}

function endOf(joinings: readonly Joining[], id: string): string {
  const joining = joinings.find((one) => one.from === id);
  return joining === undefined ? id : endOf(joinings, joining.into);
}

/** The names in a fact, as rows of `alias` know them. */
export function namesOf({
  waId,
  userId,
  groupId,
  now,
  writtenAs,
}: Aliases): Pick<Alias, "kind" | "value">[] {
  const names: Pick<Alias, "kind" | "value">[] = [];
  if (groupId !== undefined) names.push({ kind: "group_id", value: groupId });
  if (waId !== undefined) names.push({ kind: "wa_id", value: waId });
  if (userId !== undefined) names.push({ kind: "user_id", value: userId });
  if (now?.waId !== undefined) names.push({ kind: "wa_id", value: now.waId });
  if (now?.userId !== undefined) names.push({ kind: "user_id", value: now.userId });
  if (writtenAs !== undefined) names.push({ kind: "wa_id", value: writtenAs });
  return names;
}

const NOBODY: Pick<Alias, "kind" | "value"> = { kind: "wa_id", value: "" };

function keyOf(name: Pick<Alias, "kind" | "value">): string {
  return `${name.kind}:${name.value}`;
}
