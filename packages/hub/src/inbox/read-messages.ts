import { instantFromMs } from "@casement/engine";
import type { ContentShape, MessageShape, Origin } from "../api/shapes.ts";
import { replyToOf } from "../sending/settle.ts";
import type { Surroundings } from "../surroundings.ts";
import {
  type DraftRow,
  type MessagePlace,
  type MessageRow,
  selectDraftPage,
  selectDrafts,
  selectMessagePage,
  selectMessages,
} from "./message-row-store.ts";
import { draftShape, messageShape } from "./message-shape.ts";

export interface MessageReading extends Pick<Surroundings, "db"> {
  /** What a body of the Cloud API says: that is for who knows Meta's words. */
  readonly contentOf: (body: Readonly<Record<string, unknown>>) => ContentShape;
}

export interface MessageQuestion {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly before: MessagePlace | undefined;
  readonly limit: number;
  /** Only those that came from here. */
  readonly origin?: Origin | undefined;
}

/**
 * One page of a thread, oldest first, going back from `before`; `next` leads to what is older.
 *
 * Messages and drafts are two tables with one order, so each gives a page and the newest of both
 * stay.
 */
export async function readMessagePage(
  reading: MessageReading,
  question: MessageQuestion,
): Promise<{ messages: MessageShape[]; next: MessagePlace | undefined }> {
  const before = question.before ?? AFTER_ALL;
  const { origin } = question;
  const page = { ...question, origin, before, limit: question.limit + 1 };
  const [messages, drafts] = await Promise.all([
    selectMessagePage(reading.db, page),
    selectDraftPage(reading.db, page),
  ]);
  const placed = [
    ...messages.map((row) => ({ place: placeOf(row), shape: messageShape(row) })),
    ...drafts.map((row) => ({ place: placeOfDraft(row), shape: draftShapeFrom(reading, row) })),
  ];
  const newestFirst = placed.sort((a, b) => (isBefore(a.place, b.place) ? 1 : -1));
  const kept = newestFirst.slice(0, question.limit);
  const oldest = kept.at(-1);
  const isMore = newestFirst.length > kept.length && oldest !== undefined;
  return {
    messages: kept.toReversed().map(({ shape }) => shape),
    next: isMore ? oldest.place : undefined,
  };
}

/**
 * Messages by wamid or draft's id. A draft that has become a message is found as that message,
 * under either of its names; one that is nowhere is left out.
 */
export async function readMessages(
  reading: MessageReading,
  wanted: { numberId: bigint; ids: readonly string[] },
): Promise<Map<string, MessageShape>> {
  const { numberId, ids } = wanted;
  const drafts = await selectDrafts(reading.db, { numberId, draftIds: ids.filter(isUuid) });
  const sent = drafts.flatMap(({ wamid }) => (wamid === null ? [] : [wamid]));
  const wamids = [...ids.filter((id) => !isUuid(id)), ...sent];
  const found = new Map<string, MessageShape>();
  for (const row of await selectMessages(reading.db, { numberId, wamids })) {
    found.set(row.wamid, messageShape(row));
  }
  for (const draft of drafts) {
    const message = draft.wamid === null ? undefined : found.get(draft.wamid);
    found.set(draft.draft_id, message ?? draftShapeFrom(reading, draft));
  }
  return found;
}

function draftShapeFrom(reading: MessageReading, row: DraftRow): MessageShape {
  const { body } = row;
  return draftShape(row, { content: reading.contentOf(body), replyTo: replyToOf(body) });
}

function placeOf({ at, direction, wamid }: MessageRow): MessagePlace {
  return { at, direction, id: wamid };
}

function placeOfDraft(row: DraftRow): MessagePlace {
  return { at: row.created_at, direction: "out", id: row.draft_id };
}

/** Ids are ASCII, so this is how `collate "C"` compares them, in any database. */
function isBefore(a: MessagePlace, b: MessagePlace): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.direction === b.direction ? a.id < b.id : a.direction === "in";
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

const AFTER_ALL: MessagePlace = {
  at: instantFromMs(Date.UTC(9999, 11, 31)),
  direction: "in",
  id: "",
};
