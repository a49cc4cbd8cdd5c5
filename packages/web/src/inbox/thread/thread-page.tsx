import type { MessageShape } from "@casement/hub/api";
import { Link, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import { type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Composer } from "../composer/composer.tsx";
import { Details } from "../details/details.tsx";
import { api } from "../live/api.ts";
import { useMessages, useThreadDetail } from "../live/queries.ts";
import type { ThreadKey } from "../live/screen.ts";
import { ScreenStoreContext, useScreen } from "../live/screen-store.ts";
import { AnsweringProvider } from "./answering-provider.tsx";
import { HEAD_WORDS, NO_THREAD_WORDS } from "./message-words.ts";
import { ThreadHead } from "./thread-head.tsx";
import { Timeline } from "./timeline.tsx";
import { type Jump, useJump } from "./use-jump.ts";

/** One thread: its head, its messages, the composer, and beside them the details. */
export function ThreadPage(): ReactNode {
  const { numberId, threadId } = useParams({ from: "/inbox/threads/$numberId/$threadId" });
  const key: ThreadKey = `${numberId}/${threadId}`;
  // A new thread is a new page: nothing of the last one may linger, least of all what was typed.
  return <OneThread key={key} threadKey={key} />;
}

function OneThread({ threadKey: key }: { threadKey: ThreadKey }): ReactNode {
  const loading = useThreadDetail(key);
  const messages = useMessages(key);
  const thread = useScreen((screen) => screen.threads.get(key));
  const opened = useScreen((screen) => screen.opened.get(key));
  const [detailsShown, showDetails] = useState(false);
  const [replyTo, reply] = useState<MessageShape>();
  const [jump, jumpState] = useJump(key, messages.loadOlder);
  useArriving(jump, opened?.older !== undefined);
  useReading(key);

  useLeavingByEscape(key);
  const error = loading.error ?? messages.error;
  if (error !== null && opened?.detail === undefined) {
    return <NotLoaded why={error.message} again={() => askAgain(loading, messages)} />;
  }
  return (
    <div className="relative flex min-w-0 flex-1">
      <main aria-label={NO_THREAD_WORDS.main} className="flex min-w-0 flex-1 flex-col">
        <ThreadHead
          thread={thread}
          detailsShown={detailsShown}
          toggleDetails={() => showDetails(!detailsShown)}
        />
        <AnsweringProvider
          threadKey={key}
          detail={opened?.detail}
          reply={reply}
          show={jump.toMessage}
        >
          <Timeline
            thread={thread}
            opened={opened}
            failed={messages.error ?? undefined}
            again={() => void messages.refetch()}
            loadOlder={messages.loadOlder}
            jump={jump}
            jumpState={jumpState}
          />
        </AnsweringProvider>
        {thread !== undefined && (
          <Composer
            thread={thread}
            detail={opened?.detail}
            replyTo={replyTo}
            forgetReply={() => reply(undefined)}
          />
        )}
      </main>
      {thread !== undefined && (
        <Details
          thread={thread}
          opened={opened}
          shown={detailsShown}
          close={() => showDetails(false)}
        />
      )}
    </div>
  );
}

interface Asked {
  readonly isError: boolean;
  readonly refetch: () => unknown;
}

function askAgain(...asked: readonly Asked[]): void {
  for (const one of asked) if (one.isError) void one.refetch();
}

/** A thread takes all of a phone's screen, so there the way back is said as well. */
function NotLoaded({ why, again }: { why: string; again: () => void }): ReactNode {
  return (
    <main className="flex-1" aria-label={NO_THREAD_WORDS.main}>
      <Notice icon={Unplug} title={NO_THREAD_WORDS.gone} role="alert">
        <p>{why}</p>
        <Button look="outline" size="small" onClick={again}>
          Try again
        </Button>
        <Link to="/" search={true} className="text-utility underline md:hidden">
          {HEAD_WORDS.back}
        </Link>
      </Notice>
    </main>
  );
}

/** Escape goes back to the list, unless something that is open above the thread takes it. */
function useLeavingByEscape(key: ThreadKey): void {
  const navigate = useNavigate();
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || isSomethingAbove()) return;
      // In the list, the keyboard goes on where it was.
      const row = () => document.querySelector<HTMLElement>(`a[href^="/threads/${key}"]`);
      void navigate({ to: "/", search: true }).then(() => row()?.focus());
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [navigate, key]);
}

/** A dialog or a popover that Escape is for. */
function isSomethingAbove(): boolean {
  return document.querySelector("dialog[open], [data-radix-popper-content-wrapper]") !== null;
}

/** Whoever comes by a search, or by a link to one message, is led to it once there is something. */
function useArriving(jump: Jump, isLoaded: boolean): void {
  const hash = useLocation({ select: (location) => location.hash });
  const arrived = useRef("");
  useEffect(() => {
    if (!isLoaded || hash === "" || arrived.current === hash) return;
    arrived.current = hash;
    jump.toMessage(hash);
  }, [jump, hash, isLoaded]);
}

/**
 * A thread that is looked at is read. One in a tab at the back is not. What comes while the hub is
 * being told is told to it afterwards.
 */
function useReading(key: ThreadKey): void {
  const store = useContext(ScreenStoreContext);
  useEffect(() => {
    let isShown = true;
    let isAsking = false;
    const read = async (): Promise<void> => {
      const unread = store.screen.threads.get(key)?.unread ?? 0;
      if (unread === 0 || isAsking || !isShown || document.visibilityState !== "visible") return;
      isAsking = true;
      // What the customer sees does not hang on it; the next message or visit asks again.
      const told = await api.markRead(key).catch(() => undefined);
      isAsking = false;
      if (told === undefined) return;
      store.tell({ kind: "threads_loaded", threads: [told.data] });
      if (told.data.unread === 0) await read();
    };
    const look = (): void => void read();
    look();
    const leave = store.subscribe((screen, before) => {
      if (screen.threads.get(key) !== before.threads.get(key)) look();
    });
    document.addEventListener("visibilitychange", look);
    return () => {
      isShown = false;
      leave();
      document.removeEventListener("visibilitychange", look);
    };
  }, [store, key]);
}
