import { conversationsAt, type Instant } from "@casement/engine";
import { isoOf } from "../api/instants.ts";
import type { ThreadShape } from "../api/shapes.ts";
import { conversationShape } from "./conversation-shape.ts";
import { messageStatus } from "./message-status.ts";
import { previewOf } from "./preview.ts";
import type { ThreadRow } from "./thread-row-store.ts";

/** A thread as it is shown at `now`. */
export function threadShape(row: ThreadRow, now: Instant): ThreadShape {
  return {
    number_id: String(row.number_id),
    thread_id: row.thread_id,
    name: row.name,
    username: row.username,
    phone: row.phone === null ? null : `+${row.phone}`,
    window: windowOf(row),
    entry_point_offer: offerOf(row, now),
    conversations: conversationsAt(row.folded, now).map(conversationShape),
    unread: Number(row.unread),
    waiting_since: row.waiting_since === null ? null : isoOf(row.waiting_since),
    last_message: lastMessageOf(row),
    position: Number(row.position),
  };
}

/**
 * The window open last, closed or not: what a screen shows as "closed an hour ago" comes of it too.
 */
function windowOf(row: ThreadRow): ThreadShape["window"] {
  const { window_opened_at: openedAt, window_closes_at: closesAt } = row;
  if (openedAt === null || closesAt === null) return null;
  return { opened_at: isoOf(openedAt), closes_at: isoOf(closesAt) };
}

function offerOf({ folded }: ThreadRow, now: Instant): ThreadShape["entry_point_offer"] {
  const { offer } = folded;
  return offer === null || offer.lapsesAt <= now ? null : { lapses_at: isoOf(offer.lapsesAt) };
}

function lastMessageOf(row: ThreadRow): ThreadShape["last_message"] {
  const { wamid, direction, at, content } = row;
  if (wamid === null || direction === null || at === null) return null;
  return {
    id: wamid,
    direction,
    at: isoOf(at),
    preview: previewOf(content),
    status: messageStatus(direction, row),
  };
}
