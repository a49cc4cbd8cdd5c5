import type {
  ClockShape,
  ConversationShape,
  EventShape,
  MessageShape,
  ThreadDetailShape,
  ThreadShape,
} from "@casement/hub/api";
import { type AttemptEvent, type Attempts, attemptsAfter } from "./attempts.ts";
import { byPlace } from "./message-order.ts";
import { messagesAfter } from "./messages-after.ts";

/** Names a thread: its number and itself. */
export type ThreadKey = `${string}/${string}`;

/** What the inbox knows. The server is right; this is a fold of what it told us. */
export interface Screen {
  readonly clock: ClockShape | undefined;
  readonly threads: ReadonlyMap<ThreadKey, ThreadShape>;
  /** Threads that were opened on this screen, with their messages. */
  readonly opened: ReadonlyMap<ThreadKey, OpenedThread>;
}

export interface OpenedThread {
  readonly detail: ThreadDetailShape | undefined;
  /** In the order of the thread (`byPlace`): by time, the customer's before ours, by id. */
  readonly messages: readonly MessageShape[];
  /** Where older messages go on; `null` if there are none, `undefined` before the first load. */
  readonly older: string | null | undefined;
  /** What was told of messages that lie before all of `messages`: shown once those between are. */
  readonly behind: readonly MessageShape[];
  /** What this screen sent there. */
  readonly attempts: Attempts;
}

/** What the API answered, beside what its event stream says. */
export type Loaded =
  | { readonly kind: "threads_loaded"; readonly threads: readonly ThreadShape[] }
  | { readonly kind: "thread_opened"; readonly key: ThreadKey }
  | { readonly kind: "thread_loaded"; readonly detail: ThreadDetailShape }
  | ({
      readonly kind: "messages_loaded";
      readonly key: ThreadKey;
      readonly messages: readonly MessageShape[];
      readonly older: string | null;
    } & Which);

/** Which page of messages it is: of the older ones, those that were asked for from `before` on. */
type Which = { readonly page: "newest" } | { readonly page: "older"; readonly before: string };

export type ScreenEvent = EventShape | Loaded | (AttemptEvent & { readonly key: ThreadKey });

export const EMPTY_SCREEN: Screen = { clock: undefined, threads: new Map(), opened: new Map() };

export function threadKey(thread: { number_id: string; thread_id: string }): ThreadKey {
  return `${thread.number_id}/${thread.thread_id}`;
}

/**
 * What the screen shows once it has learned `event`, be it an answer of the API or a line of the
 * event stream: both go through here, so that they cannot differ.
 *
 * The same event twice shows once. Answers and events overtake each other, so nothing is taken for
 * newer because it came later: of a thread the greater position wins, of a message the further
 * status, of the clock the later time.
 */
export function screenAfter(screen: Screen, event: ScreenEvent): Screen {
  switch (event.kind) {
    case "clock":
      return clockAfter(screen, event.clock);
    case "thread":
      return threadsAfter(screen, [event.thread]);
    case "begun_anew":
      return begunAnew(screen);
    case "regrouped":
      return regroupedAfter(screen, event);
    case "threads_loaded":
      return threadsAfter(screen, event.threads);
    case "thread_opened":
      return openedAfter(screen, event.key, (opened) => opened);
    case "thread_loaded":
      return detailAfter(screen, event.detail);
    case "message": {
      const key = threadKey(event);
      // Of a thread never opened here nothing is kept: opening it loads what there is.
      if (!screen.opened.has(key)) return screen;
      return openedAfter(screen, key, (opened) => toldAfter(opened, event.message));
    }
    case "messages_loaded":
      return openedAfter(screen, event.key, (opened) => loadedAfter(opened, event));
    case "attempt_begun":
    case "attempt_failed":
    case "attempt_forgotten":
      return openedAfter(screen, event.key, (opened) => ({
        ...opened,
        attempts: attemptsAfter(opened.attempts, event),
      }));
  }
}

/**
 * Threads in the order of the list: newest activity first. Moments of the API are all of one form,
 * so that they need not be read: with 20,000 threads reading them took a tenth of a second.
 */
export function threadsInOrder(threads: ReadonlyMap<ThreadKey, ThreadShape>): ThreadShape[] {
  return [...threads.values()].sort((a, b) => {
    const [aAt, bAt] = [a.last_message?.at ?? "", b.last_message?.at ?? ""];
    if (aAt !== bAt) return aAt > bAt ? -1 : 1;
    if (a.number_id !== b.number_id) return isLess(a.number_id, b.number_id) ? -1 : 1;
    return a.thread_id < b.thread_id ? -1 : 1;
  });
}

/** Ids of numbers are digits without a limit: the shorter is the lesser. */
function isLess(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}

function clockAfter(screen: Screen, clock: ClockShape): Screen {
  const known = screen.clock;
  if (known !== undefined && Date.parse(clock.now) < Date.parse(known.now)) return screen;
  if (known?.now === clock.now && known.speed === clock.speed) return screen;
  return { ...screen, clock };
}

function threadsAfter(screen: Screen, told: readonly ThreadShape[]): Screen {
  const newer = told.filter((thread) => isNewer(thread, screen.threads.get(threadKey(thread))));
  if (newer.length === 0) return screen;
  const threads = new Map(screen.threads);
  for (const thread of newer) threads.set(threadKey(thread), thread);
  return { ...screen, threads };
}

/** The screen with nothing on it that the hub told: some of it was not told to the end. */
function begunAnew(screen: Screen): Screen {
  const nothing = { detail: undefined, messages: [], older: undefined, behind: [] };
  const opened = [...screen.opened].map(([key, one]) => [key, { ...one, ...nothing }] as const);
  return { ...screen, threads: new Map(), opened: new Map(opened) };
}

/**
 * The screen without what it knew of a thread that has other messages now, and without the thread
 * if it is part of another. What is open is loaded again.
 */
function regroupedAfter(screen: Screen, event: Extract<EventShape, { kind: "regrouped" }>): Screen {
  const key = threadKey(event);
  const [threads, opened] = [new Map(screen.threads), new Map(screen.opened)];
  const attempts = opened.get(key)?.attempts;
  opened.delete(key);
  // What was sent from here and has no answer yet is nowhere else.
  if (event.thread !== null && attempts?.size) opened.set(key, { ...UNOPENED, attempts });
  if (event.thread === null) threads.delete(key);
  else threads.set(key, event.thread);
  return { ...screen, threads, opened };
}

function isNewer(told: ThreadShape, known: ThreadShape | undefined): boolean {
  return known === undefined || told.position > known.position;
}

function detailAfter(screen: Screen, detail: ThreadDetailShape): Screen {
  const key = threadKey(detail.thread);
  const known = screen.opened.get(key)?.detail;
  if (known !== undefined && known.thread.position > detail.thread.position) return screen;
  const after = openedAfter(screen, key, (opened) => ({ ...opened, detail }));
  return threadsAfter(after, [detail.thread]);
}

const UNOPENED: OpenedThread = {
  detail: undefined,
  messages: [],
  older: undefined,
  behind: [],
  attempts: new Map(),
};

function openedAfter(
  screen: Screen,
  key: ThreadKey,
  change: (opened: OpenedThread) => OpenedThread,
): Screen {
  const known = screen.opened.get(key);
  const opened = change(known ?? UNOPENED);
  if (opened === known) return screen;
  return { ...screen, opened: new Map(screen.opened).set(key, opened) };
}

/** Something is told of one message, such as its price: it may be too old to be on screen. */
function toldAfter(opened: OpenedThread, message: MessageShape): OpenedThread {
  if (isBehind(opened, message)) {
    return { ...opened, behind: messagesAfter(opened.behind, [message]) };
  }
  return { ...opened, messages: messagesAfter(opened.messages, [message]) };
}

function isBehind({ messages, older }: OpenedThread, message: MessageShape): boolean {
  const [oldest] = messages;
  if (typeof older !== "string" || oldest === undefined || byPlace(oldest, message) <= 0) {
    return false;
  }
  const { id, draft_id } = message;
  return !messages.some((one) => one.id === id || (draft_id !== null && one.draft_id === draft_id));
}

/** Of what lay behind, what is reached joins the rest: it may be younger than what was loaded. */
function withReached(opened: OpenedThread): OpenedThread {
  const reached = opened.behind.filter((one) => !isBehind(opened, one));
  if (reached.length === 0) return opened;
  return {
    ...opened,
    messages: messagesAfter(opened.messages, reached),
    behind: opened.behind.filter((one) => !reached.includes(one)),
  };
}

/**
 * Joins a page of messages with those on screen.
 *
 * Older ones join only what they were asked for to go on: it may have been let go meanwhile.
 *
 * A newest page that does not reach back to what we have leaves a hole between them (the stream was
 * away for long). What lies behind the hole is let go: scrolling up loads it again, in order.
 */
function loadedAfter(
  opened: OpenedThread,
  loaded: Extract<Loaded, { kind: "messages_loaded" }>,
): OpenedThread {
  if (loaded.page === "older") {
    if (loaded.before !== opened.older) return opened;
    return withReached({
      ...opened,
      messages: messagesAfter(opened.messages, loaded.messages),
      older: loaded.older,
    });
  }
  const oldest = loaded.messages[0];
  const reaches =
    oldest === undefined ||
    loaded.older === null ||
    opened.messages.some((message) => message.id === oldest.id);
  if (reaches) {
    const older = opened.older === undefined ? loaded.older : opened.older;
    return { ...opened, messages: messagesAfter(opened.messages, loaded.messages), older };
  }
  const since = opened.messages.filter((one) => Date.parse(one.at) >= Date.parse(oldest.at));
  return { ...opened, messages: messagesAfter(since, loaded.messages), older: loaded.older };
}

/** The position of a thread that was told after its detail; `undefined`: nothing was. */
export function newerThanDetail(screen: Screen, key: ThreadKey): number | undefined {
  const detail = screen.opened.get(key)?.detail;
  const position = screen.threads.get(key)?.position;
  if (detail === undefined || position === undefined) return undefined;
  return position > detail.thread.position ? position : undefined;
}

/** The bands of a thread: those of its detail, and what its newer summary says of the open ones. */
export function conversationsOf(
  detail: ThreadDetailShape,
  thread: ThreadShape,
): readonly ConversationShape[] {
  if (thread.position <= detail.thread.position) return detail.conversations;
  const newer = new Map(thread.conversations.map((one) => [conversationKey(one), one]));
  const known = detail.conversations.map((one) => newer.get(conversationKey(one)) ?? one);
  const keys = new Set(known.map(conversationKey));
  return [...known, ...thread.conversations.filter((one) => !keys.has(conversationKey(one)))];
}

export function conversationKey(conversation: { category: string; opened_by: string }): string {
  return `${conversation.category} ${conversation.opened_by}`;
}
