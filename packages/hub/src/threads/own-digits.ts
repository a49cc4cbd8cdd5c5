import { assert, type Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import {
  type Alias,
  namesByKind,
  putAliases,
  selectAliasesOf,
  selectDigitsTogether,
} from "./alias-store.ts";
import { renameFloorRow, selectFloorRows } from "./floor-store.ts";
import { otherWriting } from "./other-writing.ts";
import { namesOf } from "./resolution.ts";
import { selectStatedNames } from "./stated-name-store.ts";
import { threadIdFrom } from "./thread-id.ts";
import { ensureThreads } from "./thread-store.ts";

type Db = Pick<ClientBase, "query">;

/** What names stand for, once digits that we alone wrote are theirs who are heard of by them. */
export interface OwnDigits {
  readonly known: readonly Alias[];
  /** Threads that have other names than before. */
  readonly renamed: readonly string[];
}

interface Hearing {
  readonly news: readonly ReceivedFact[];
  /** What the names of the news stand for. */
  readonly known: readonly Alias[];
  readonly now: Instant;
}

/**
 * Gives digits that became a name of a customer because we wrote them a thread of their own, where
 * new facts call somebody by them (SPEC F15).
 *
 * No fact named them before, so nothing goes but the name: what we sent to them stays with whom
 * WhatsApp said. Where the same fact calls somebody by another name of that customer, it is them.
 */
export async function withOwnDigits(
  db: Db,
  numberId: bigint,
  { news, known, now }: Hearing,
): Promise<OwnDigits> {
  const told = digitsToldIn(news, known);
  const together = await selectDigitsTogether(
    db,
    numberId,
    told.map(({ threadId }) => threadId),
  );
  const doubtful = told.filter(({ value }) =>
    together.some(
      (all) =>
        all.includes(value) && all.some((one) => one !== value && one !== otherWriting(value)),
    ),
  );
  const own = new Map<string, Alias>();
  const renamed: string[] = [];
  for (const alias of doubtful) {
    const one = await parted(db, numberId, { alias, news });
    if (one === undefined) continue;
    await ensureThreads(db, numberId, [one.threadId]);
    await putAliases(db, numberId, [one], now);
    own.set(alias.value, one);
    renamed.push(alias.threadId, one.threadId);
  }
  const nowKnown = known.map(
    (one) => (one.kind === "wa_id" ? own.get(one.value) : undefined) ?? one,
  );
  return { known: nowKnown, renamed };
}

/** The digits by which facts call somebody, but for those that come with another name they have. */
function digitsToldIn(news: readonly ReceivedFact[], known: readonly Alias[]): Alias[] {
  const places = new Map(known.map((alias) => [`${alias.kind}:${alias.value}`, alias]));
  const told = new Map<string, Alias>();
  const sure = new Set<string>();
  for (const { aliases } of news) {
    const { writtenAs: _, ...stated } = aliases;
    const names = namesOf(stated).flatMap(
      ({ kind, value }) => places.get(`${kind}:${value}`) ?? [],
    );
    for (const alias of names.filter(({ kind }) => kind === "wa_id")) {
      told.set(alias.value, alias);
      const isWithOther = names.some(
        (one) => one.value !== alias.value && one.threadId === alias.threadId,
      );
      if (isWithOther) sure.add(alias.value);
    }
  }
  return [...told.values()].filter(({ value }) => !sure.has(value));
}

/**
 * Digits as a name of their own, if nobody was called by them before these facts, and somebody else
 * by the other names that they are among.
 */
async function parted(
  db: Db,
  numberId: bigint,
  { alias, news }: { readonly alias: Alias; readonly news: readonly ReceivedFact[] },
): Promise<Alias | undefined> {
  const { kind, value, threadId } = alias;
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const names = namesByKind(aliases);
  const fresh = new Set(news.map(({ factId }) => factId));
  const stated = (await selectStatedNames(db, numberId, names)).filter(({ id }) => !fresh.has(id));
  const digits = new Set(stated.flatMap((one) => [one.names.waId, one.now.waId]));
  const isTheirs = digits.has(value) || digits.has(otherWriting(value) ?? value);
  if (isTheirs || stated.length === 0) return undefined;
  await leaveFloor(db, numberId, { alias, aliases });
  const usual = threadIdFrom(numberId, { kind, value });
  const isTaken = threadId === usual || aliases.some(({ ownId }) => ownId === usual);
  // No digits have that sign: a thread of this id is nobody else's.
  const ownId = isTaken ? threadIdFrom(numberId, { kind, value: `+${value}` }) : usual;
  return { kind, value, threadId: ownId, ownId };
}

/** The floor of a thread is under the first of its names, and stays with the others. */
async function leaveFloor(
  db: Db,
  numberId: bigint,
  { alias, aliases }: { readonly alias: Alias; readonly aliases: readonly Alias[] },
): Promise<void> {
  const floors = await selectFloorRows(db, numberId, namesByKind(aliases));
  const hasFloor = (one: Alias): boolean =>
    floors.some(({ kind, value }) => kind === one.kind && value === one.value);
  if (!hasFloor(alias)) return;
  const to = aliases.find((one) => !hasFloor(one));
  assert(to !== undefined, "a floor that was raised over names is under one of them");
  await renameFloorRow(db, numberId, { from: alias, to });
}
