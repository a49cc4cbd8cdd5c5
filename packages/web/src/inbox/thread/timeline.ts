import type { Instant } from "@casement/engine";
import type { ConversationShape, MessageShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";
import { dayOf } from "../../time/time-words.ts";
import { type Attempt, type Attempts, attemptOf } from "../live/attempts.ts";
import { standsAt } from "../live/message-order.ts";
import { conversationKey } from "../live/screen.ts";

/** One line of a thread, top to bottom. */
export type TimelineItem = (
  | { readonly kind: "day"; readonly at: Instant }
  | { readonly kind: "opened"; readonly conversation: ConversationShape }
  | { readonly kind: "ended"; readonly conversation: ConversationShape; readonly at: Instant }
  | {
      readonly kind: "message";
      readonly message: MessageShape;
      readonly reactions: readonly MessageShape[];
      /** What its sender made of it last; hung on it, and no line of its own. */
      readonly edit: MessageShape | undefined;
      /** Follows one from the same side: drawn close to it. */
      readonly follows: boolean;
      /** How it was sent, if that was here. */
      readonly attempt: Attempt | undefined;
    }
) & { readonly key: string; readonly rails: readonly Rail[] };

/** What one lane shows beside one item; `null` in a lane that is empty there. */
export type Rail = {
  readonly category: ConversationShape["category"];
  readonly part: "top" | "through" | "end";
} | null;

/** When a conversation's band ends: at its 24th hour, or when an entry point closed it early. */
export function endOf(conversation: ConversationShape): Instant {
  return momentFromIso(conversation.closed_early_at ?? conversation.expires_at);
}

/** By what a thread is drawn, beside what is in it. */
export interface Sight {
  readonly now: Instant;
  readonly zone: string;
  /** A message of one of these keeps its line, whatever the hub calls it later. */
  readonly attempts: Attempts;
}

/**
 * A thread as lines: days, conversations that open and end, messages; each with the bands that run
 * beside it, so that two conversations open at once are two bands side by side.
 */
export function timelineOf(
  messages: readonly MessageShape[],
  conversations: readonly ConversationShape[],
  { now, zone, attempts }: Sight,
): readonly TimelineItem[] {
  const bands = bandsOf(messages, conversations);
  const lanes = lanesOf(bands);
  const moments = [
    ...messageMoments(messages, attempts),
    ...bands.flatMap((band) => bandMoments(band, now)),
  ];
  // The sort is stable: messages keep the order of the fold.
  moments.sort((a, b) => a.at - b.at || a.rank - b.rank);
  return withDays(moments, zone).map((moment) => ({
    ...moment.item,
    rails: lanes.map((lane) => railAt(lane, moment)),
  }));
}

/**
 * The items of `after`, each as it was in `before` where it says the same: what did not change is
 * not drawn again, be the thread ever so long.
 */
export function itemsKept(
  before: readonly TimelineItem[],
  after: readonly TimelineItem[],
): readonly TimelineItem[] {
  const known = new Map(before.map((item) => [item.key, item]));
  return after.map((item) => {
    const was = known.get(item.key);
    return was !== undefined && isSame(was, item) ? was : item;
  });
}

function isSame(a: TimelineItem, b: TimelineItem): boolean {
  if (!areSameRails(a.rails, b.rails)) return false;
  if (a.kind === "message" && b.kind === "message") {
    return (
      a.message === b.message &&
      a.follows === b.follows &&
      a.edit === b.edit &&
      a.attempt === b.attempt &&
      a.reactions.length === b.reactions.length &&
      a.reactions.every((one, i) => one === b.reactions[i])
    );
  }
  if (a.kind === "opened" || a.kind === "ended") {
    return b.kind === a.kind && a.conversation === b.conversation;
  }
  return a.kind === b.kind;
}

function areSameRails(a: readonly Rail[], b: readonly Rail[]): boolean {
  return (
    a.length === b.length &&
    a.every((rail, i) => rail?.category === b[i]?.category && rail?.part === b[i]?.part)
  );
}

/** A conversation with the stretch of the thread that it is drawn beside. */
interface Band {
  readonly conversation: ConversationShape;
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant;
}

type Bare = TimelineItem extends infer Item
  ? Item extends TimelineItem
    ? Omit<Item, "rails">
    : never
  : never;

/** At the same moment: the day, what ended, what opened, the message itself. */
const DAY = 0;
const ENDED = 1;
const OPENED = 2;
const MESSAGE = 3;

interface Moment {
  readonly at: Instant;
  readonly rank: number;
  readonly item: Bare;
}

/**
 * The bands beside these messages. A band begins where the message that opened it stands: it was
 * sent a moment before the delivery that opened the conversation. One that ended before the first
 * message belongs to what is not loaded.
 */
function bandsOf(
  messages: readonly MessageShape[],
  conversations: readonly ConversationShape[],
): readonly Band[] {
  const sentAt = new Map(messages.map((message) => [message.id, momentFromIso(message.at)]));
  const first = messages[0];
  const bands = conversations.map((conversation) => ({
    conversation,
    key: conversationKey(conversation),
    from: sentAt.get(conversation.opened_by) ?? momentFromIso(conversation.opened_at),
    to: endOf(conversation),
  }));
  return bands
    .filter((band) => first !== undefined && band.to > momentFromIso(first.at))
    .sort((a, b) => a.from - b.from);
}

/**
 * Puts bands into as few lanes as they need: each takes the first one that is free where it begins,
 * so a band never moves sideways while it lasts.
 */
function lanesOf(bands: readonly Band[]): readonly (readonly Band[])[] {
  const lanes: Band[][] = [];
  for (const band of bands) {
    const free = lanes.find((lane) => lane.every((other) => other.to <= band.from));
    if (free === undefined) lanes.push([band]);
    else free.push(band);
  }
  return lanes;
}

function messageMoments(messages: readonly MessageShape[], attempts: Attempts): Moment[] {
  const hangers = hangersOn(messages);
  const hung = new Set([...hangers.values()].flat().map((one) => one.id));
  return messages
    .filter((message) => !hung.has(message.id))
    .map((message) => {
      const hanging = hangers.get(message.id) ?? NOTHING;
      const attempt = attemptOf(message, attempts);
      return {
        at: standsAt(message),
        rank: MESSAGE,
        item: {
          kind: "message",
          key: attempt?.idempotencyKey ?? message.draft_id ?? message.id,
          message,
          attempt,
          reactions: hanging.filter((one) => one.content.kind === "reaction"),
          edit: hanging.findLast(
            (one) => one.content.kind === "other" && one.content.text !== null,
          ),
          follows: false,
        },
      };
    });
}

const NOTHING: readonly MessageShape[] = [];

/** By message, what hangs on it: reactions to it, its edits, the notice that it was taken back. */
function hangersOn(messages: readonly MessageShape[]): Map<string, readonly MessageShape[]> {
  const ids = new Set(messages.map((message) => message.id));
  const hangers = new Map<string, readonly MessageShape[]>();
  for (const message of messages) {
    const on = hungOn(message);
    if (on === null || !ids.has(on)) continue;
    hangers.set(on, [...(hangers.get(on) ?? []), message]);
  }
  return hangers;
}

function hungOn({ content, reply_to }: MessageShape): string | null {
  if (content.kind === "reaction") return content.to;
  if (content.kind !== "other") return null;
  return content.type === "edit" || content.type === "revoke" ? reply_to : null;
}

function bandMoments({ conversation, key, from, to }: Band, now: Instant): Moment[] {
  const opened: Moment = {
    at: from,
    rank: OPENED,
    item: { kind: "opened", key: `o ${key}`, conversation },
  };
  if (to > now) return [opened];
  return [
    opened,
    { at: to, rank: ENDED, item: { kind: "ended", key: `e ${key}`, conversation, at: to } },
  ];
}

function withDays(moments: readonly Moment[], zone: string): readonly Moment[] {
  let day = "";
  let before: MessageShape | undefined;
  return moments.flatMap((moment): Moment[] => {
    const today = dayOf(moment.at, zone);
    const turned = today !== day;
    day = today;
    const item = moment.item;
    const follows =
      item.kind === "message" && !turned && before?.direction === item.message.direction;
    before = item.kind === "message" ? item.message : undefined;
    const drawn = item.kind === "message" ? { ...moment, item: { ...item, follows } } : moment;
    if (!turned) return [drawn];
    const key = `d ${today}`;
    return [{ at: moment.at, rank: DAY, item: { kind: "day", key, at: moment.at } }, drawn];
  });
}

function railAt(lane: readonly Band[], moment: Moment): Rail {
  for (const { conversation, key, from, to } of lane) {
    const { category } = conversation;
    if (moment.item.key === `o ${key}`) return { category, part: "top" };
    if (moment.item.key === `e ${key}`) return { category, part: "end" };
    const begun = moment.at > from || (moment.at === from && moment.rank >= OPENED);
    const lasts = moment.at < to || (moment.at === to && moment.rank < ENDED);
    if (begun && lasts) return { category, part: "through" };
  }
  return null;
}
