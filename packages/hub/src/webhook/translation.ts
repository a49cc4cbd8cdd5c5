import {
  type Notice,
  readNotices,
  readWebhook,
  type WebhookChange,
  type WebhookEntry,
} from "@casement/cloud-api";
import {
  factFromAccountChange,
  factFromErrorNotice,
  factFromGroupNotice,
  factFromHistoryChunk,
  factFromStateSync,
} from "./account-translation.ts";
import { factFromCallNotice, factFromCallStatus } from "./call-translation.ts";
import { factFromPreference, factFromUserIdUpdate } from "./customer-translation.ts";
import { factFromEchoNotice, factFromPastMessage } from "./echo-translation.ts";
import { factIdFrom } from "./fact-id.ts";
import { factFromMessageNotice } from "./message-translation.ts";
import { instantFromTimestamp, type Surround } from "./notice-parts.ts";
import type { PendingPost } from "./post-store.ts";
import type { NotUnderstood, ReceivedFact } from "./received-fact.ts";
import { factFromStatusNotice } from "./status-translation.ts";
import { storable, storableValue } from "./storable.ts";
import { streamOfChange } from "./streams.ts";
import { factFromTemplateUpdate } from "./template-translation.ts";

/** What one post says to one number. */
export interface Translation {
  readonly facts: readonly ReceivedFact[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** What is read of a post: its bytes, and when they came, for what says no moment itself. */
export type KeptPost = Pick<PendingPost, "bytes" | "receivedAt">;

/**
 * Reads a kept post in our words, as far as it speaks of `numberId`. The border where Meta's words
 * end on their way in; the files beside it whose names end in `-translation` are part of it, and
 * docs/notices.md says what becomes of each field.
 *
 * Each notice stands for itself: one that cannot be read becomes a line of `notUnderstood` and
 * takes no other down with it (SPEC I4). Nothing is thrown for what a stranger wrote.
 */
export function translationOf(numberId: bigint, post: KeptPost): Translation {
  const facts: ReceivedFact[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const read = readWebhook(post.bytes);
  if (!read.ok || !isPlatform(read.envelope.object)) {
    const noticeId = factIdFrom(numberId, new TextDecoder().decode(post.bytes));
    const what = read.ok ? foreignWords(read.envelope.object) : read.what;
    return { facts, notUnderstood: [{ noticeId, path: "", what: storable(what) }] };
  }
  for (const [e, entry] of read.envelope.entry.entries()) {
    for (const [c, change] of entry.changes.entries()) {
      if (streamOfChange(entry, change) !== numberId) continue;
      for (const { notice, surround } of noticesIn(numberId, { entry, change, post })) {
        const fact = factFrom(notice, surround);
        if (typeof fact !== "string") facts.push(fact);
        else {
          const path = pathOf(e, c, notice);
          notUnderstood.push({ noticeId: surround.factId, path, what: storable(fact) });
        }
      }
    }
  }
  return { facts, notUnderstood };
}

/** A notice of a post, by the id of the fact that it is, and where it stands. */
export interface PlacedNotice {
  readonly factId: string;
  readonly path: string;
  readonly raw: unknown;
}

/** The notices of a kept post that speak of `numberId`, unread: to show where a fact is from. */
export function noticesOf(numberId: bigint, post: KeptPost): PlacedNotice[] {
  const read = readWebhook(post.bytes);
  if (!read.ok) return [];
  return read.envelope.entry.flatMap((entry, e) =>
    entry.changes.flatMap((change, c) =>
      streamOfChange(entry, change) !== numberId
        ? []
        : noticesIn(numberId, { entry, change, post }).map(({ notice, surround }) => ({
            factId: surround.factId,
            path: pathOf(e, c, notice),
            raw: notice.raw,
          })),
    ),
  );
}

function pathOf(entry: number, change: number, { where }: Notice): string {
  const place = where === "value" ? "value" : `value.${where}`;
  return `entry[${entry}].changes[${change}].${place}`;
}

/** Pages and Instagram post to an app's callback too, in a like form that means other things. */
function isPlatform(object: string): boolean {
  return object === "" || object === "whatsapp_business_account";
}

function foreignWords(object: string): string {
  return `object: "${object.slice(0, 100)}" is not the platform's`;
}

interface Told {
  readonly entry: WebhookEntry;
  readonly change: WebhookChange;
  readonly post: KeptPost;
}

/** The notices of a change, each with what it cannot say of itself. */
function noticesIn(
  numberId: bigint,
  { entry, change, post }: Told,
): { readonly notice: Notice; readonly surround: Surround }[] {
  const field = storable(change.field);
  const { metadata, contacts, notices } = readNotices({
    field,
    value: storableValue(change.value),
    refusals: change.refusals,
  });
  const entryAt = instantFromTimestamp(entry.time ?? "");
  const moment = { at: entryAt ?? post.receivedAt, undated: entryAt === undefined };
  return notices.map((notice) => {
    // An account can be told the same twice, and mean it: approved, rejected, approved again.
    const time = TIMED_BY_THE_ENTRY.has(notice.kind) ? entry.time : undefined;
    // What is left of one that was refused may read like another that was not.
    const refused = notice.kind === "refused" ? notice.what : undefined;
    const said = { field: change.field, notice: notice.raw, time, refused };
    const factId = factIdFrom(numberId, said);
    const surround: Surround = {
      factId,
      field,
      accountId: entry.id === "" ? undefined : entry.id,
      displayPhone: metadata?.display_phone_number,
      contacts,
      moment,
    };
    return { notice, surround };
  });
}

const TIMED_BY_THE_ENTRY: ReadonlySet<Notice["kind"]> = new Set([
  "template",
  "history_chunk",
  "error",
  "other",
]);

/** The fact that a notice is, or why it is none that we know. */
function factFrom(notice: Notice, surround: Surround): ReceivedFact | string {
  switch (notice.kind) {
    case "message":
      return factFromMessageNotice(notice.notice, surround);
    case "past_message":
      return factFromPastMessage(notice.notice, notice.customer, surround);
    case "status":
      return factFromStatusNotice(notice.notice, surround);
    case "echo":
      return factFromEchoNotice(notice.notice, surround);
    case "call":
      return factFromCallNotice(notice.notice, surround);
    case "call_status":
      return factFromCallStatus(notice.notice, surround);
    case "preference":
      return factFromPreference(notice.notice, surround);
    case "user_id_update":
      return factFromUserIdUpdate(notice.notice, surround);
    case "template":
      return factFromTemplateUpdate(notice.notice, surround);
    case "group":
      return factFromGroupNotice(notice.notice, surround);
    case "state_sync":
      return factFromStateSync(notice.notice, surround);
    case "history_chunk":
      return factFromHistoryChunk(notice.notice, surround);
    case "error":
      return factFromErrorNotice(notice.notice, surround);
    case "other":
      return factFromAccountChange(notice.raw, surround);
    case "refused":
    case "not_understood":
      return notice.what;
  }
}
