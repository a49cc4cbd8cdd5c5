import type { Instant } from "@casement/engine";
import type { ConversationShape, MessageShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";
import { dayOf } from "../../time/time-words.ts";
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
      /** Follows one from the same side: drawn close to it. */
      readonly follows: boolean;
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

/**
 * A thread as lines: days, conversations that open and end, messages; each with the bands that run
 * beside it, so that two conversations open at once are two bands side by side.
 */
export function timelineOf(
  messages: readonly MessageShape[],
  conversations: readonly ConversationShape[],
  now: Instant,
  zone: string,
): readonly TimelineItem[] {
  const bands = bandsOf(messages, conversations);
  const lanes = lanesOf(bands);
  const moments = [...messageMoments(messages), ...bands.flatMap((band) => bandMoments(band, now))];
  // The sort is stable: messages keep the order of the fold.
  moments.sort((a, b) => a.at - b.at || a.rank - b.rank);
  return withDays(moments, zone).map((moment) => ({
    ...moment.item,
    rails: lanes.map((lane) => railAt(lane, moment)),
  }));
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

function messageMoments(messages: readonly MessageShape[]): Moment[] {
  const ids = new Set(messages.map((message) => message.id));
  const reactions = messages.filter(
    (one) => one.content.kind === "reaction" && ids.has(one.content.to),
  );
  const hung = new Set(reactions.map((one) => one.id));
  return messages
    .filter((message) => !hung.has(message.id))
    .map((message) => ({
      at: momentFromIso(message.at),
      rank: MESSAGE,
      item: {
        kind: "message",
        key: message.draft_id ?? message.id,
        message,
        reactions: reactions.filter(
          (one) => one.content.kind === "reaction" && one.content.to === message.id,
        ),
        follows: false,
      },
    }));
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
