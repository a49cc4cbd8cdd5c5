import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  instantFromMs,
  MINUTE_MS,
  SECOND_MS,
} from "@casement/engine";
import { FIRST_NAMES, GOODS, LAST_NAMES, TALKS } from "./words.ts";

/** Where the many threads belong, and when they lie. */
export interface Ground {
  readonly accountId: string;
  readonly numberId: string;
  /** The shop's own phone, digits only. */
  readonly phone: string;
  readonly threads: number;
  /** Every message is from before this, and every window has closed by then. */
  readonly before: Instant;
}

/** The messages of one thread: the customer's, the shop's from its phone. */
export const MESSAGES_A_THREAD = 10;

/** As many as Meta puts into one post at most. */
const NOTICES_A_POST = 1_000;

/** How far back the oldest thread lies. */
const SEASON_MS: number = 90 * DAY_MS;

/** The customer had the last word in every how-manieth thread, and nobody has read it. */
const LEFT_UNREAD = 10;

/** An order was sent out by the shop's earlier tool in every how-manieth thread. */
const TOLD_OF_ORDER = 5;

/** One post, and how many threads have been told of with it. */
export interface SeasonPost {
  readonly body: object;
  readonly threads: number;
}

/**
 * The webhooks of a season, as Meta might have posted them: what customers wrote, what the shop
 * answered from its own phone (echoes), and what an earlier tool sent (statuses, with their price).
 *
 * Whole threads follow each other, the newest first. Nothing is drawn by chance: the same ground
 * gives the same bytes.
 */
export function* postsOf(ground: Ground): Generator<SeasonPost> {
  const threadsAPost = Math.floor(NOTICES_A_POST / (MESSAGES_A_THREAD + 1));
  for (let first = 0; first < ground.threads; first += threadsAPost) {
    const last = Math.min(first + threadsAPost, ground.threads);
    const changes: object[] = [];
    for (let index = first; index < last; index++) changes.push(...changesOf(ground, index));
    const entry = [{ id: ground.accountId, changes }];
    yield { body: { object: "whatsapp_business_account", entry }, threads: last };
  }
}

function changesOf(ground: Ground, index: number): object[] {
  const waId = phoneOf(index);
  const turns = turnsOf(ground, index);
  const head = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: ground.phone, phone_number_id: ground.numberId },
  };
  const contacts = [{ profile: { name: nameOf(index) }, wa_id: waId }];
  const messages = turns
    .filter((turn) => turn.from === "customer")
    .map((turn) => ({ from: waId, ...noticeOf(turn) }));
  const echoes = turns
    .filter((turn) => turn.from === "business")
    .map((turn) => ({ from: ground.phone, to: waId, ...noticeOf(turn) }));
  const changes = [
    { field: "messages", value: { ...head, contacts, messages } },
    { field: "smb_message_echoes", value: { ...head, message_echoes: echoes } },
  ];
  if (index % TOLD_OF_ORDER > 0) return changes;
  const statuses = [orderStatus(ground, index)];
  return [...changes, { field: "messages", value: { ...head, statuses } }];
}

interface Turn {
  readonly id: string;
  readonly at: Instant;
  readonly from: "customer" | "business";
  readonly text: string;
}

function turnsOf(ground: Ground, index: number): Turn[] {
  const talk = TALKS[index % TALKS.length] ?? [];
  const goods = pick(GOODS, index);
  const start = startOf(ground, index);
  return talk.flatMap(([asked, answered], turn): Turn[] => {
    const startedAt = start + turn * (4 + (index % 7)) * MINUTE_MS;
    const endedAt = startedAt + (40 + ((index + turn) % 90)) * SECOND_MS;
    const isLeft = index % LEFT_UNREAD === 0 && turn === talk.length - 1;
    const [askedAt, answeredAt] = isLeft ? [endedAt, startedAt] : [startedAt, endedAt];
    const asking = asked.replace("#", goods);
    return [
      turnOf(index, 2 * turn, { at: askedAt, from: "customer", text: asking }),
      turnOf(index, 2 * turn + 1, { at: answeredAt, from: "business", text: answered }),
    ];
  });
}

function turnOf(
  index: number,
  place: number,
  { at, ...turn }: { at: number; from: Turn["from"]; text: string },
): Turn {
  return { id: wamidOf(index, place), at: instantFromMs(at), ...turn };
}

/** Early enough that the window has closed, and the order has gone out, before the season ends. */
function startOf({ before, threads }: Ground, index: number): number {
  return before - 3 * DAY_MS - Math.floor((index / threads) * SEASON_MS);
}

function noticeOf({ id, at, text }: Turn): object {
  return { id, timestamp: secondsOf(at), type: "text", text: { body: text } };
}

/** The window has closed by then: the template was charged, on every date since 2025-07-01. */
function orderStatus(ground: Ground, index: number): object {
  const at = instantFromMs(startOf(ground, index) + 26 * HOUR_MS);
  return {
    id: wamidOf(index, MESSAGES_A_THREAD),
    status: "delivered",
    timestamp: secondsOf(at),
    recipient_id: phoneOf(index),
    pricing: { billable: true, pricing_model: "PMP", category: "utility", type: "regular" },
  };
}

function nameOf(index: number): string {
  return `${pick(FIRST_NAMES, index)} ${pick(LAST_NAMES, index)}`;
}

/** In Brazil and in India by turns; none is in +1 (decision 0015). */
function phoneOf(index: number): string {
  const own = String(index).padStart(6, "0");
  return index % 2 === 0 ? `5511960${own}` : `91800${own.padStart(7, "0")}`;
}

function wamidOf(index: number, place: number): string {
  return `wamid.${Buffer.from(`season/${index}/${place}`).toString("base64")}`;
}

function secondsOf(at: Instant): string {
  return String(Math.floor(at / SECOND_MS));
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? "";
}
