import { createHmac } from "node:crypto";
import { instantFromMs } from "@casement/engine";
import { Sightings } from "../../sometimes.ts";
import type { Entry } from "../calendar.ts";
import type { Ask } from "../desk.ts";
import type { DraftRow, Evidence, MessageRow, PlatformMessage, PostRow } from "../evidence.ts";
import type { FileEvidence } from "../file-evidence.ts";
import type { Upload } from "../files.ts";
import type { Call } from "../graph-border.ts";
import type { Got } from "../programs.ts";
import { saidIn } from "../said.ts";
import { STORM_SIGHTS, type StormSight } from "../sights.ts";

// A small storm in which all went well, made by hand: a customer wrote, was answered, and the
// answer was delivered, charged and told of. A test plants in it what a check must complain of.

/** When the customer wrote; all the rest is some seconds later. */
export const WROTE = 1_750_000_000_000;
export const DAY_MS = 86_400_000;
export const PHONE = "447700900100";
/** The same customer's id. */
export const ID = "GB.100";
const NUMBER = "106540352242922";

export function well(changes: Partial<Evidence> = {}): Evidence {
  return {
    sightings: new Sightings<StormSight>(STORM_SIGHTS),
    endedAt: WROTE + 9 * DAY_MS,
    numberId: NUMBER,
    timeZone: "Europe/London",
    perSecond: 4,
    ...received([WRITTEN, DELIVERED]),
    calls: [call()],
    asks: [ask()],
    entries: [],
    files: hasFiles(),
    sent: platformHas(sent()),
    messages: new Map([IN, OUT].map((row) => [row.wamid, row])),
    threads: [{ thread: "t", phone: PHONE, heard: WROTE, readTo: WROTE, isSpare: false }],
    windows: [{ thread: "t", opened: WROTE, closes: WROTE + DAY_MS }],
    conversations: [conversation()],
    units: [unit()],
    postings: [posting()],
    earlierPostings: [posting()],
    seals: [seal()],
    drafts: hasDrafts(draft()),
    events: ["wamid.in", "d", "wamid.out"].map((subject, index) => {
      return { position: index + 1, at: WROTE + index, thread: "t", subject };
    }),
    ...changes,
  };
}

/** What follows of these posts, all of them answered, kept, digested and forwarded. */
export function received(
  bodies: readonly string[],
): Pick<Evidence, "acknowledged" | "posts" | "said" | "counts" | "programs"> {
  const said = saidIn(bodies, {
    numberId: NUMBER,
    phoneOf: (name) => (name === ID ? PHONE : name),
  });
  return {
    acknowledged: bodies,
    posts: bodies.map((body, index) => post(body, WROTE + 1_000 * (20 + index))),
    said,
    counts: { pending: 0, strange: 0, position: 3, facts: said.notices },
    programs: {
      secrets: new Map([
        ["posts", "posts-secret"],
        ["events", "events-secret"],
      ]),
      got: [
        ...bodies.map((body, index) => gotPost(body, WROTE + 1_000 * (20 + index))),
        ...[...said.messages.keys()].map((id) => gotEvent({ id: `event.${id}`, message: id })),
      ],
    },
  };
}

function bodyOf(value: object): string {
  const metadata = { phone_number_id: NUMBER };
  return JSON.stringify({ entry: [{ changes: [{ value: { metadata, ...value } }] }] });
}

interface Writing {
  readonly from: string | undefined;
  readonly userId: string;
  readonly at: number;
  readonly type: string;
}

/** A post in which a customer says something. */
export function written(id: string, more: Partial<Writing> = {}): string {
  const { from, userId, at, type } = { from: PHONE, at: WROTE, type: "text", ...more };
  const who = { from, from_user_id: userId };
  return bodyOf({ messages: [{ ...who, id, type, timestamp: String(at / 1_000) }] });
}

/** A post that reports on a message of ours. */
export function reported(id: string, status: string, at: number): string {
  return bodyOf({ statuses: [{ id, status, timestamp: String(at / 1_000) }] });
}

export const WRITTEN: string = written("wamid.in");
export const DELIVERED: string = reported("wamid.out", "delivered", WROTE + 12_000);

export function post(body: string, received: number, secret = "storm-app-secret"): PostRow {
  const bytes = Buffer.from(body);
  const signature = `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
  return { number: NUMBER, body, bytes, signature, received };
}

export function gotPost(body: string, at: number, more: Partial<Got> = {}): Got {
  const hmac = createHmac("sha256", "posts-secret").update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${hmac}` };
  return { to: "posts", body, headers, at: instantFromMs(at), isTaken: true, ...more };
}

export function gotEvent({ id = "event", message = "wamid.in", isTaken = true }): Got {
  const body = JSON.stringify({ data: { thread: "t", message_id: message } });
  const at = instantFromMs(WROTE + 30_000);
  return { to: "events", body, headers: { "webhook-id": id }, at, isTaken };
}

const IN: MessageRow = messageRow({ wamid: "wamid.in", direction: "in", origin: "customer" });
const OUT: MessageRow = messageRow({ delivered: WROTE + 12_000, draft: "d" });

export function messageRow(more: Partial<MessageRow> = {}): MessageRow {
  const moments = { sent: WROTE + 10_000, delivered: null, read: null, failed: null };
  const head = { wamid: "wamid.out", thread: "t", direction: "out", origin: "api" } as const;
  return { ...head, ...moments, draft: null, ...more };
}

export function draft(more: Partial<DraftRow> = {}): DraftRow {
  return {
    ...{ draft: "d", thread: "t", state: "accepted", wamid: "wamid.out", kind: "free_form" },
    ...{ window: "open", reason: null, status: 200, isScheduled: false, address: PHONE },
    ...{ created: WROTE + 10_000, settled: WROTE + 11_000 },
    ...more,
  };
}

export function hasDrafts(...rows: readonly DraftRow[]): Evidence["drafts"] {
  return new Map(rows.map((row) => [row.draft, row]));
}

export function call(more: Partial<Call> = {}): Call {
  return {
    ...{ draft: "d", to: PHONE, told: 200, code: undefined, isInvented: false },
    ...{ beganAt: instantFromMs(WROTE + 10_000), endedAt: instantFromMs(WROTE + 10_000) },
    ...more,
  };
}

export function ask(more: Partial<Ask> = {}): Ask {
  const answer = { status: 200, code: undefined, wamid: "wamid.out", state: undefined };
  return {
    ...{ count: 1, phone: PHONE, key: "ask-1", way: "graph", body: {} },
    tries: [{ askedAt: instantFromMs(WROTE + 10_000), answer }],
    ...more,
  };
}

/** A message for later: said once, and asked for in one version. */
export function entry(more: Partial<Entry> = {}): Entry {
  const sendAt = instantFromMs(WROTE + 10_000);
  return {
    ...{
      count: 1,
      phone: PHONE,
      address: PHONE,
      hasFallback: false,
      draft: "d",
      isCanceled: false,
    },
    answers: [200],
    versions: [{ sendAt, askedAt: instantFromMs(WROTE), told: "yes" }],
    ...more,
  };
}

export function sent(more: Partial<PlatformMessage> = {}): PlatformMessage {
  return {
    ...{ id: "wamid.out", from: "business", phone: PHONE, at: WROTE + 10_000, type: "text" },
    ...{ content: { body: "Answer 1" }, callbackData: "casement:d", failedWith: null },
    deliveredAt: WROTE + 12_345,
    charge: {
      ...{ model: "PMP", type: "regular", category: "service", market: "United Kingdom" },
      amountMicros: 5_000,
    },
    ...more,
  };
}

export function platformHas(...messages: readonly PlatformMessage[]): Evidence["sent"] {
  return new Map(messages.map((one) => [one.id, one]));
}

/** A customer's picture that was kept, and one of the business's that was shown twice. */
export function hasFiles(more: Partial<FileEvidence> = {}): FileEvidence {
  return {
    received: [{ wamid: "wamid.in", sha256: "theirs" }],
    uploads: [upload(1_000, "up"), upload(5_000, "up")],
    given: [{ mediaId: "up", at: instantFromMs(WROTE + 1_500) }],
    kept: [
      { mediaId: "in", wamid: "wamid.in", sha256: "theirs" },
      { mediaId: "up", wamid: null, sha256: "ours" },
    ],
    listed: ["wamid.in", "wamid.out"],
    atMeta: new Map([
      ["in", "theirs"],
      ["up", "ours"],
    ]),
    ...more,
  };
}

/** An upload that was asked for so many milliseconds after the customer wrote. */
export function upload(ms: number, mediaId: string | undefined, sha256 = "ours"): Upload {
  const askedAt = instantFromMs(WROTE + ms);
  return { sha256, askedAt, answer: { at: instantFromMs(WROTE + ms + 1_000), mediaId } };
}

type Conversation = Evidence["conversations"][number];

export function conversation(more: Partial<Conversation> = {}): Conversation {
  const opened = WROTE + 12_000;
  const ended = opened + DAY_MS;
  const head = { thread: "t", category: "service", openedBy: "wamid.out" };
  return { ...head, opened, expires: ended, ended, ...more };
}

type Unit = Evidence["units"][number];

export function unit(more: Partial<Unit> = {}): Unit {
  return {
    ...{ wamid: "wamid.out", thread: "t", recipient: "", delivered: WROTE + 12_000 },
    ...{ amount: 5_000, model: "PMP", category: "service", type: "regular" },
    market: "United Kingdom",
    ...more,
  };
}

type Posting = Evidence["postings"][number];

export function posting(more: Partial<Posting> = {}): Posting {
  return {
    ...{ id: "p", unit: "wamid.out", place: 0, debit: COST, credit: "meta:1", amount: 5_000 },
    ...{ currency: "USD", corrects: null, occurred: WROTE + 12_000, recorded: WROTE + 40_000 },
    ...{ period: "2025-06", lateFor: null },
    ...more,
  };
}

const COST = "cost:1:service:United Kingdom";

type Seal = Evidence["seals"][number];

/** Of the month in which all of it was, closed at the end. */
export function seal(more: Partial<Seal> = {}): Seal {
  const sums = { [`${COST} USD`]: 5_000, "meta:1 USD": -5_000 };
  return { month: "2025-06", sealed: WROTE + 9 * DAY_MS, postings: 1, sums, ...more };
}
