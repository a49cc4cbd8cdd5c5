import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { heedConsent, spokenForIn } from "../consent/heed.ts";
import { type Alias, putAliases, selectAliases } from "../threads/alias-store.ts";
import { otherWritingOf, selectStatedDigits } from "../threads/stated-digits.ts";
import { threadIdFrom } from "../threads/thread-id.ts";
import { ensureThreads } from "../threads/thread-store.ts";
import type { Ask, Name } from "./ask.ts";
import { nameFrom } from "./recipient.ts";

type Db = Pick<ClientBase, "query">;

/** The threads of asks, in their order; those that nobody has heard of are made. */
export async function threadsMeant(
  db: Db,
  numberId: bigint,
  asks: readonly Pick<Ask, "to" | "body">[],
  now: Instant,
): Promise<string[]> {
  const written = asks.map(writtenName);
  const names = written.flatMap((name) => name ?? []);
  const known = await selectAliases(db, numberId, [...names, ...names.flatMap(otherWritingOf)]);
  const threadIds = new Map(known.map((alias) => [keyOf(alias), alias.threadId]));
  const matched = await meantInOtherWriting(db, numberId, { names, threadIds });
  const meant = new Map(matched.map((alias) => [keyOf(alias), alias.threadId]));
  for (const [key, threadId] of meant) threadIds.set(key, threadId);

  const wanted = asks.flatMap(({ to }) => ("name" in to ? [to.name] : []));
  const fresh = new Map(
    wanted.filter((name) => !threadIds.has(keyOf(name))).map((name) => [keyOf(name), name]),
  );
  const made = [...fresh.values()].map((name) => {
    const threadId = threadIdFrom(numberId, name);
    return { ...name, threadId, ownId: threadId };
  });
  await ensureThreads(
    db,
    numberId,
    made.map((alias) => alias.threadId),
  );
  await putAliases(db, numberId, made, now);
  const spokenFor = await spokenForIn(db, numberId, [...made, ...matched]);
  await heedConsent(db, numberId, spokenFor.threadIds);
  for (const alias of made) threadIds.set(keyOf(alias), alias.threadId);
  return asks.map(({ to }, i) => {
    const name = written[i];
    if ("name" in to) return threadIds.get(keyOf(to.name)) ?? "";
    return (name === undefined ? undefined : meant.get(keyOf(name))) ?? to.threadId;
  });
}

/**
 * The name that an ask is looked up by; where it names a thread, the phone that it is written to,
 * if that has another writing.
 */
function writtenName({ to, body }: Pick<Ask, "to" | "body">): Name | undefined {
  if ("name" in to) return to.name;
  const { to: address, recipient_type: type } = body;
  if (typeof address !== "string" || type === "group") return undefined;
  const name = nameFrom(address);
  return otherWritingOf(name).length === 0 ? undefined : name;
}

/**
 * The threads of digits that nobody but us has said, where a customer or WhatsApp said the other
 * writing of the same phone (SPEC F15). Nothing is written down of it: WhatsApp may answer that it
 * is somebody else's.
 */
async function meantInOtherWriting(
  db: Db,
  numberId: bigint,
  {
    names,
    threadIds,
  }: { readonly names: readonly Name[]; readonly threadIds: ReadonlyMap<string, string> },
): Promise<Alias[]> {
  const pairs = names.flatMap((name) =>
    otherWritingOf(name).flatMap((other) => {
      const threadId = threadIds.get(keyOf(other));
      const own = threadIds.get(keyOf(name));
      return threadId === undefined || threadId === own ? [] : [{ name, other, threadId, own }];
    }),
  );
  const looked = new Set(pairs.flatMap(({ threadId, own }) => [threadId, own ?? []].flat()));
  const stated = await selectStatedDigits(db, numberId, [...looked]);
  return pairs
    .filter(({ name, other }) => stated.has(other.value) && !stated.has(name.value))
    .map(({ name, threadId }) => ({ ...name, threadId, ownId: threadId }));
}

function keyOf({ kind, value }: Name): string {
  return `${kind}:${value}`;
}
