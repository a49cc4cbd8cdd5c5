import type { Instant } from "@casement/engine";
import type { DraftShape, MessageShape, TemplateShape } from "@casement/hub/api";
import { useContext, useMemo } from "react";
import { momentFromIso } from "../../time/moment.ts";
import type { ScreenClock } from "../../time/screen-clock.ts";
import { ScreenClockContext } from "../../time/use-now.ts";
import { api, Problem } from "../live/api.ts";
import {
  type Attempt,
  attemptKeyFor,
  isSurelyNotSent,
  messagesShown,
  type Trouble,
} from "../live/attempts.ts";
import type { ThreadKey } from "../live/screen.ts";
import { type ScreenStore, ScreenStoreContext } from "../live/screen-store.ts";
import { newId } from "../live/system-ids.ts";
import { SEND_WORDS } from "./composer-words.ts";
import { contentFromDraft, messageBeingSent } from "./draft-content.ts";

/** What is known of a draft beside what it says. */
export interface Wish {
  readonly template?: TemplateShape | undefined;
  /** By which it was asked for before; left out: by that of an attempt that nobody answered. */
  readonly idempotencyKey?: string;
}

/** Sends a draft, and says what stands against it; `undefined`: it went. */
export type Send = (draft: DraftShape, wish?: Wish) => Promise<Trouble | undefined>;

/**
 * Sends drafts to one thread. Each is on screen at once; what the hub answers goes into the fold,
 * and takes its place.
 */
export function useSend(key: ThreadKey): {
  send: Send;
  again: (attempt: Attempt) => void;
  keyFor: (draft: DraftShape) => string;
} {
  const store = useContext(ScreenStoreContext);
  const clock = useContext(ScreenClockContext);
  return useMemo(() => {
    const sender = { key, store, clock };
    return {
      send: (draft, wish = {}) => begin(sender, draft, wish),
      keyFor: (draft) => keyFor(sender, draft),
      again: ({ draft, message, idempotencyKey }) => {
        void attempt(sender, { idempotencyKey, draft, message, trouble: undefined });
      },
    };
  }, [key, store, clock]);
}

interface Sender {
  readonly key: ThreadKey;
  readonly store: ScreenStore;
  readonly clock: ScreenClock;
}

function begin(
  sender: Sender,
  draft: DraftShape,
  { template, idempotencyKey = keyFor(sender, draft) }: Wish,
): Promise<Trouble | undefined> {
  const opened = sender.store.screen.opened.get(sender.key);
  const { messages = [], attempts = new Map() } = opened ?? {};
  const content = contentFromDraft(draft, template);
  const at = afterAll(messagesShown(messages, attempts), sender.clock.now());
  const message = messageBeingSent(idempotencyKey, { draft, content, at });
  return attempt(sender, { idempotencyKey, draft, message, trouble: undefined });
}

function keyFor({ store, key }: Sender, draft: DraftShape): string {
  const { messages = [], attempts = new Map() } = store.screen.opened.get(key) ?? {};
  return attemptKeyFor({ messages, attempts }, draft, newId);
}

/** Now, or the moment of the last message: the hub's clock may be a little ahead of ours. */
function afterAll(messages: readonly MessageShape[], now: Instant): Instant {
  const last = messages.at(-1);
  const lastAt = last === undefined ? now : momentFromIso(last.at);
  return lastAt > now ? lastAt : now;
}

/** The last call of each thread: the next begins after it, in the order of typing. */
const LAST = new Map<ThreadKey, Promise<unknown>>();

function attempt(sender: Sender, wish: Attempt): Promise<Trouble | undefined> {
  const { key, store } = sender;
  store.tell({ kind: "attempt_begun", key, attempt: wish });
  const before = LAST.get(key) ?? Promise.resolve();
  const ended = before.then(() => call(sender, wish));
  LAST.set(key, ended);
  return ended;
}

/** Never rejects: what went wrong is told of the attempt. */
async function call({ key, store }: Sender, wish: Attempt): Promise<Trouble | undefined> {
  const { idempotencyKey } = wish;
  try {
    const { sent, refusedBecause } = await api.send(key, wish.draft, idempotencyKey);
    const [number_id = "", thread_id = ""] = key.split("/");
    store.tell({ kind: "message", number_id, thread_id, message: sent.message });
    return refusedBecause === undefined ? undefined : { kind: "refused", why: refusedBecause };
  } catch (error) {
    const trouble = troubleFrom(error);
    // A reaction hangs on another message and has no room for a note: it goes as it came.
    if (wish.draft.kind === "reaction")
      store.tell({ kind: "attempt_forgotten", key, idempotencyKey });
    else store.tell({ kind: "attempt_failed", key, idempotencyKey, trouble });
    return trouble;
  }
}

function troubleFrom(error: unknown): Trouble {
  if (!(error instanceof Problem)) return { kind: "unanswered", why: SEND_WORDS.unanswered };
  const { code, message } = error;
  if (isSurelyNotSent(code)) return { kind: "refused", why: message };
  return { kind: "unanswered", why: code === "internal" ? message : SEND_WORDS.unanswered };
}
