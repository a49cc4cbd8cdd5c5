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
  readonly merges: readonly { readonly from: string; readonly into: string }[];
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
  const threads = new Map(known.map((alias) => [keyOf(alias), alias.threadId]));
  const learned: Alias[] = [];
  const merges: { from: string; into: string }[] = [];
  const current = (threadId: string): string => {
    const merge = merges.find((one) => one.from === threadId);
    return merge === undefined ? threadId : current(merge.into);
  };

  const threadIds = named.map((aliases) => {
    const names = namesOf(aliases);
    const found = [
      ...new Set(names.flatMap((name) => threads.get(keyOf(name)) ?? []).map(current)),
    ];
    const [into = threadIdFrom(numberId, names[0] ?? NOBODY)] = found.toSorted();
    for (const from of found) if (from !== into) merges.push({ from, into });
    for (const name of names) {
      if (threads.has(keyOf(name))) continue;
      threads.set(keyOf(name), into);
      learned.push({ ...name, threadId: into });
    }
    return into;
  });
  return {
    threadIds: threadIds.map(current),
    learned: learned.map((alias) => ({ ...alias, threadId: current(alias.threadId) })),
    merges,
  };
}

/** The names in a fact, as rows of `alias` know them. */
export function namesOf({ waId, userId, groupId, now }: Aliases): Pick<Alias, "kind" | "value">[] {
  const names: Pick<Alias, "kind" | "value">[] = [];
  if (groupId !== undefined) names.push({ kind: "group_id", value: groupId });
  if (waId !== undefined) names.push({ kind: "wa_id", value: waId });
  if (userId !== undefined) names.push({ kind: "user_id", value: userId });
  if (now?.waId !== undefined) names.push({ kind: "wa_id", value: now.waId });
  if (now?.userId !== undefined) names.push({ kind: "user_id", value: now.userId });
  return names;
}

const NOBODY: Pick<Alias, "kind" | "value"> = { kind: "wa_id", value: "" };

function keyOf(name: Pick<Alias, "kind" | "value">): string {
  return `${name.kind}:${name.value}`;
}
