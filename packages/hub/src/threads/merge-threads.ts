import type { ClientBase } from "pg";
import { heedConsent } from "../consent/heed.ts";
import { heedElsewhere } from "../consent/heed-elsewhere.ts";
import { selectErasedAt } from "../erasing/erase-store.ts";
import type { NewEvent } from "../events/event-store.ts";
import { areSeveral } from "./addressees.ts";
import { type Alias, namesByKind, partAliases, selectAliasesOf } from "./alias-store.ts";
import { keepOwnRows } from "./keep-own-rows.ts";
import { absorb, foldThreads, type Learning, regrouped } from "./learn.ts";
import { deleteOwnRows, partRows } from "./own-row-store.ts";
import { partedBy } from "./parting.ts";
import { raiseMeanwhile } from "./raise-thread.ts";
import type { Joining } from "./resolution.ts";
import { countryIn } from "./thread-after.ts";
import { mergeEvent } from "./thread-events.ts";
import {
  deleteMerges,
  insertMerge,
  selectMergesOf,
  type ThreadBefore,
  type ThreadMerge,
} from "./thread-merge-store.ts";
import { partMessages, restateThread, selectReadTo } from "./thread-part-store.ts";
import { ensureThreads, selectThreads, type ThreadRow } from "./thread-store.ts";

type Db = Pick<ClientBase, "query">;

/** What changed for screens, and which two threads became one, or are two again. */
export interface Regrouped {
  readonly joining: Joining;
  readonly shown: readonly NewEvent[];
}

/**
 * Makes two threads of one number one, because somebody says that they are one customer (SPEC F13),
 * in the transaction of the caller. Facts stay as they are: they name no thread, so the names are
 * given to the other thread and it is folded anew. `undefined`: one of the two is not there, is a
 * group's, or was erased: who that was is nobody's to say any more.
 */
export async function mergeThreads(
  db: Db,
  numberId: bigint,
  { from, into, mergeId, who }: Joining & Pick<ThreadMerge, "mergeId" | "who">,
  learning: Learning,
): Promise<Regrouped | undefined> {
  const names = [
    await selectAliasesOf(db, numberId, from),
    await selectAliasesOf(db, numberId, into),
  ];
  const [[ownFrom], [ownInto]] = [names[0] ?? [], names[1] ?? []];
  const rows = await selectThreads(db, numberId, [from, into]);
  const wasFrom = rows.find((row) => row.threadId === from);
  const wasInto = rows.find((row) => row.threadId === into);
  if (from === into || ownFrom === undefined || ownInto === undefined) return undefined;
  if (wasFrom === undefined || wasInto === undefined || names.flat().some(isGroup))
    return undefined;
  for (const one of [from, into]) {
    if ((await selectErasedAt(db, numberId, one)) !== undefined) return undefined;
  }
  await raiseMeanwhile(db, numberId, { ...learning, threadIds: [from, into] });
  await keepOwnRows(db, numberId, { from, into });
  await insertMerge(db, numberId, {
    ...{ mergeId, who, fromOwn: ownFrom.ownId, intoOwn: ownInto.ownId },
    ...{ wasFrom: beforeOf(wasFrom), wasInto: beforeOf(wasInto), madeAt: learning.now },
  });
  await absorb(db, numberId, { from, into });
  const anew = { placed: [], messages: [], anew: [into] };
  const repriced = await foldThreads(db, numberId, anew, learning);
  await heedConsent(db, numberId, [into]);
  await heedElsewhere(db, numberId, [into], learning);
  learning.tell?.(mergeEvent("thread.merged", { from, into, at: learning.now, by: "person" }));
  return { joining: { from, into }, shown: [...repriced, ...regrouped([{ from, into }])] };
}

/**
 * Undoes a merge that somebody made: each of the two is what it would be had there been none, with
 * all that came since (SPEC F13). Of what no fact tells, such as a name, each gets back what it
 * had. `undefined`: there is no such merge, or it cannot be undone any more.
 */
export async function unmergeThreads(
  db: Db,
  numberId: bigint,
  { threadId, mergeId }: { readonly threadId: string; readonly mergeId: string },
  learning: Learning,
): Promise<Regrouped | undefined> {
  const merges = await selectMergesOf(db, numberId, threadId);
  const merge = merges.find((one) => one.mergeId === mergeId);
  if (merge === undefined || merge.isFinal) return undefined;
  const parted = partedBy(merges, merge);
  const joining = sidesOf(threadId, merge, parted);
  if (parted.size === 0) {
    await deleteMerges(db, numberId, [mergeId]);
    return { joining: { from: threadId, into: threadId }, shown: [{ kind: "thread", threadId }] };
  }
  await part(db, numberId, { threadId, merge, parted, ...joining });
  await deleteMerges(db, numberId, [mergeId]);
  await forgetOwnRows(db, numberId, joining);
  const anew = [joining.from, joining.into];
  const repriced = await foldThreads(db, numberId, { placed: [], messages: [], anew }, learning);
  await raiseMeanwhile(db, numberId, { ...learning, threadIds: anew });
  await heedConsent(db, numberId, anew);
  await heedElsewhere(db, numberId, anew, learning);
  const at = learning.now;
  learning.tell?.(mergeEvent("thread.unmerged", { ...joining, at, by: "person" }));
  return { joining, shown: [...repriced, ...regrouped([joining])] };
}

/** Who is by themselves again needs none remembered. */
async function forgetOwnRows(db: Db, numberId: bigint, { from, into }: Joining): Promise<void> {
  for (const threadId of [from, into]) {
    const aliases = await selectAliasesOf(db, numberId, threadId);
    const [first] = aliases;
    if (first !== undefined && !areSeveral(aliases)) {
      await deleteOwnRows(db, numberId, [first.ownId]);
    }
  }
}

/**
 * The ids of the two threads. The one that was merged into keeps the id that both had, unless that
 * is what the other one's names stand for on their own.
 */
function sidesOf(
  threadId: string,
  { fromOwn, intoOwn }: ThreadMerge,
  parted: ReadonlySet<string>,
): Joining {
  return parted.has(threadId)
    ? { from: threadId, into: intoOwn }
    : { from: fromOwn, into: threadId };
}

async function part(
  db: Db,
  numberId: bigint,
  {
    threadId,
    merge,
    parted,
    from,
    into,
  }: Joining & {
    readonly threadId: string;
    readonly merge: ThreadMerge;
    readonly parted: ReadonlySet<string>;
  },
): Promise<void> {
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const [now] = await selectThreads(db, numberId, [threadId]);
  const readTo = await selectReadTo(db, numberId, threadId);
  const own = aliases.filter(({ ownId }) => parted.has(ownId));
  const rest = aliases.filter(({ ownId }) => !parted.has(ownId));
  const [back, leaving, staying] = from === threadId ? [into, rest, own] : [from, own, rest];
  await ensureThreads(db, numberId, [back]);
  const [goes, stays] = [leaving, staying].map((names) => names.map(({ ownId }) => ownId));
  const parting = { from: threadId, into: back, goes: goes ?? [], stays: stays ?? [] };
  await partAliases(db, numberId, { ...parting, ownIds: parting.goes });
  await partRows(db, numberId, parting);
  await partMessages(db, numberId, { ...parting, names: namesByKind(leaving) });
  const { wasFrom, wasInto } = merge;
  await restateThread(db, numberId, {
    ...{ ...wasFrom, threadId: from, names: namesByKind(own), readTo },
    country: countryOfNames(own),
  });
  await restateThread(db, numberId, {
    ...{ ...wasInto, threadId: into, names: namesByKind(rest), readTo },
    name: since(now?.name, wasInto.name, wasFrom.name),
    username: since(now?.username, wasInto.username, wasFrom.username),
    country: countryOfNames(rest),
  });
}

/** What was learned since the merge stays with the thread; what came of the merge does not. */
function since(
  now: string | null | undefined,
  own: string | null,
  others: string | null,
): string | null {
  return now === undefined || now === (own ?? others) ? own : now;
}

/** What a thread had before may be another's, whom an earlier merge had put into it. */
function countryOfNames(aliases: readonly Alias[]): string | null {
  return countryIn(aliases.find(({ kind }) => kind === "user_id")?.value ?? null);
}

function beforeOf({ name, username, country, blocked }: ThreadRow): ThreadBefore {
  return { name, username, country, blocked };
}

function isGroup({ kind }: Alias): boolean {
  return kind === "group_id";
}
