import { type Notice, readNotices, readWebhook } from "@casement/cloud-api";
import { textIn } from "../json/unknown-value.ts";
import { factIdFrom } from "./fact-id.ts";
import { factFromEchoNotice, factFromMessageNotice } from "./message-translation.ts";
import type { Surround } from "./notice-parts.ts";
import type { NotUnderstood, ReceivedFact } from "./received-fact.ts";
import { factFromStatusNotice } from "./status-translation.ts";
import { storable, storableValue } from "./storable.ts";
import { streamOfChange } from "./streams.ts";

/** What one post says to one number. */
export interface Translation {
  readonly facts: readonly ReceivedFact[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/**
 * Reads a kept post in our words, as far as it speaks of `numberId`. The border where Meta's words
 * end on their way in; the files beside it whose names end in `-translation` are part of it.
 *
 * Each notice stands for itself: one that cannot be read becomes a line of `notUnderstood` and
 * takes no other down with it (SPEC I4). Nothing is thrown for what a stranger wrote.
 */
export function translationOf(numberId: bigint, bytes: Uint8Array): Translation {
  const facts: ReceivedFact[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const read = readWebhook(bytes);
  if (!read.ok) {
    const noticeId = factIdFrom(numberId, new TextDecoder().decode(bytes));
    return { facts, notUnderstood: [{ noticeId, path: "", what: storable(read.what) }] };
  }
  for (const [e, entry] of read.envelope.entry.entries()) {
    for (const [c, change] of entry.changes.entries()) {
      if (streamOfChange(entry, change) !== numberId) continue;
      const { contacts, notices } = readNotices({
        field: change.field,
        value: storableValue(change.value),
      });
      for (const notice of notices) {
        const factId = factIdFrom(numberId, { field: change.field, notice: notice.raw });
        const fact = factFrom(notice, { factId, accountId: entry.id, contacts });
        if (typeof fact !== "string") facts.push(fact);
        else {
          const path = `entry[${e}].changes[${c}].value.${notice.where}`;
          notUnderstood.push({ noticeId: factId, path, what: storable(fact) });
        }
      }
    }
  }
  return { facts, notUnderstood };
}

/** The fact that a notice is, or why it is none that we know. */
function factFrom(notice: Notice, surround: Surround): ReceivedFact | string {
  switch (notice.kind) {
    case "message":
      return factFromMessageNotice(notice.notice, surround);
    case "status":
      return factFromStatusNotice(notice.notice, surround);
    case "echo":
      return factFromEchoNotice(notice.notice, surround);
    case "not_understood":
      return notice.what;
    case "error":
      return `error ${textIn(notice.raw, "code") ?? notice.notice.code} about no message`;
    case "other":
      return `"${notice.field}" is not read yet`;
    default:
      return `"${notice.kind}" is not read yet`;
  }
}
