import { countryOf, type Instant } from "@casement/engine";
import type { PoolClient } from "pg";
import { insertAuditEntry } from "../access/audit-store.ts";
import { forgetRecords } from "../customers/forget-records.ts";
import { recordEvents } from "../events/event-store.ts";
import { markUnitDaysOf } from "../ledger/unit-day-store.ts";
import type { Files } from "../media/files.ts";
import { deleteFiles } from "../media/media-store.ts";
import type { AccountBook } from "../numbers/account-book.ts";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { type Alias, selectAliasesOf } from "../threads/alias-store.ts";
import { raiseMeanwhile } from "../threads/raise-thread.ts";
import { dayOf } from "../webhook/post-store.ts";
import { cutPosts, type PostsCut } from "./cut-posts.ts";
import { cutRest, restToCut } from "./cut-rest.ts";
import {
  deleteContents,
  deleteDraftsOf,
  forgetCustomer,
  insertErased,
  isSending,
  moveThread,
  renameAliases,
  renameFacts,
  selectFilesOf,
} from "./erase-store.ts";
import { erasedName } from "./erased-name.ts";
import { isNamedInPending } from "./erased-post-store.ts";
import { renameFloors } from "./rename-floors.ts";

export interface Erasing extends Surroundings {
  readonly owner: Owner;
  readonly files: Pick<Files, "remove">;
  /** Resolves when the posts kept so far of the number are digested, or after two seconds. */
  readonly caughtUp: (numberId: bigint) => Promise<void>;
  readonly accountsOf: (numberId: bigint) => AccountBook;
}

export interface ToErase {
  readonly numberId: bigint;
  readonly threadId: string;
  /** What the audit log has it as. */
  readonly entryId: string;
  /** Who asks. */
  readonly who: { readonly id: string; readonly name: string };
}

/**
 * `not_yet`: a message to them is on its way, or what Meta said of them is not digested, so no row
 * was touched. `nobody`: the thread is not there any more, or a group's.
 */
export type Erasure = "erased" | "not_yet" | "nobody";

/**
 * Forgets the customer of a thread (SPEC R4, R5; decision 0020): what was said, the files, their
 * names, and what Meta's kept posts say of them. That something was said, when, and what it cost
 * stays, under names of chance.
 *
 * First what takes long and may be done twice, then all else in one transaction of the number's
 * owner, then the posts that came in between or could not be cut yet: that is an appointment, in
 * case it fails or the hub stops before it.
 */
export async function eraseThread(erasing: Erasing, asked: ToErase): Promise<Erasure> {
  const { db, clock, owner, files, caughtUp } = erasing;
  const { numberId, threadId } = asked;
  await caughtUp(numberId);
  const aliases = await selectAliasesOf(db, numberId, threadId);
  if (aliases.length === 0 || aliases.some(isGroup)) return "nobody";
  const names = aliases.map(({ value }) => value);
  if (await isUnderWay(db, { numberId, threadId, names })) return "not_yet";
  const begunAt = clock.now();
  const before = await cutPosts(db, numberId, { names, now: begunAt });
  for (const { place } of await selectFilesOf(db, numberId, threadId)) {
    if (place !== null) await files.remove(place);
  }
  const begun = { ...asked, names, begunAt, cut: before };
  const erased = await owner.run(numberId, (client) =>
    inOwnTransaction(client, () => eraseRows(client, erasing, begun)),
  );
  if (typeof erased === "string") return erased;
  await cutRest(erasing, numberId, erased.toCut);
  return "erased";
}

/** A group has a thread, and is nobody who could be forgotten. */
export function isGroup({ kind }: Pick<Alias, "kind">): boolean {
  return kind === "group_id";
}

/**
 * Whether something of a customer is on its way to Meta or from there. A post that waits for its
 * digest would be learned after them, and make somebody new of what they wrote before.
 */
async function isUnderWay(
  db: Pick<PoolClient, "query">,
  { numberId, threadId, names }: Pick<Begun, "numberId" | "threadId" | "names">,
): Promise<boolean> {
  if (await isSending(db, numberId, threadId)) return true;
  return isNamedInPending(db, numberId, names);
}

/** What is to be erased, the posts cut by these names. */
interface Begun extends ToErase {
  readonly names: readonly string[];
  readonly begunAt: Instant;
  readonly cut: PostsCut;
}

interface Erased {
  readonly toCut: readonly Appointment[];
}

async function eraseRows(
  client: PoolClient,
  { ids, clock, accountsOf }: Erasing,
  begun: Begun,
): Promise<Erased | Exclude<Erasure, "erased">> {
  const { numberId, threadId: from, entryId, who, cut } = begun;
  const now = clock.now();
  const aliases = await selectAliasesOf(client, numberId, from);
  // A name that they have only since then is cut out of no post yet.
  if (aliases.some(({ value }) => !begun.names.includes(value))) return "not_yet";
  if (await isUnderWay(client, { numberId, threadId: from, names: begun.names })) return "not_yet";
  const ownIds = new Map(aliases.map(({ ownId }) => [ownId, ids.uuid()]));
  const names = aliases.map(({ kind, value, ownId }) => {
    const to = erasedName({ kind, value }, ids);
    return { kind, from: value, to, ownId: ownIds.get(ownId) ?? ownId };
  });
  const name = names.find(({ kind }) => kind === "wa_id") ?? names[0];
  if (name === undefined) return "nobody";
  await raiseMeanwhile(client, numberId, { threadIds: [from], accounts: accountsOf(numberId) });
  const threadId = ids.uuid();
  const media = await selectFilesOf(client, numberId, from);
  const contents = await deleteContents(client, numberId, from);
  await deleteFiles(
    client,
    numberId,
    media.map((file) => file.mediaId),
  );
  await deleteDraftsOf(client, numberId, from);
  await markUnitDaysOf(client, numberId, from);
  const facts = await renameFacts(client, numberId, names);
  await renameFloors(client, numberId, names);
  await moveThread(client, numberId, { from, into: threadId });
  await renameAliases(client, numberId, { names, into: threadId });
  const country = name.kind === "wa_id" ? countryOf({ phone: name.from }) : null;
  await forgetCustomer(client, numberId, { threadId, country, names });
  await forgetRecords(client, numberId, aliases);
  await insertErased(client, numberId, { threadId, name, at: now });
  const about = {
    ...{ number_id: String(numberId), thread_id: threadId },
    ...{ contents, files: media.length, facts },
    ...{ posts_dropped: cut.dropped, posts_recut: cut.recut },
  };
  const audit = { entryId, at: now, who: who.name, whoId: who.id, about };
  await insertAuditEntry(client, { ...audit, what: "thread_erased" });
  await recordEvents(client, numberId, [{ kind: "thread", threadId }], now);
  const firstDay = cut.leftFrom ?? dayOf(begun.begunAt);
  const toCut = restToCut(begun.names, { firstDay, erasedAt: now });
  await putAppointments(client, numberId, toCut);
  return { toCut };
}
