import type { Instant } from "@casement/engine";
import type { MessageShape, ThreadShape } from "@casement/hub/api";
import { MessagesSquare } from "lucide-react";
import {
  memo,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { dayName } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { conversationsOf, type OpenedThread } from "../live/screen.ts";
import { ConversationLine } from "./conversation-line.tsx";
import { MessageBubble } from "./message-bubble.tsx";
import { Rails } from "./rails.tsx";
import { endOf, type TimelineItem, timelineOf } from "./timeline.ts";

interface TimelineProps {
  readonly thread: ThreadShape | undefined;
  readonly opened: OpenedThread | undefined;
  readonly loading: boolean;
  readonly loadOlder: (before: string) => Promise<void>;
}

const NONE: readonly MessageShape[] = [];

/** The messages of a thread, oldest first, with its conversations as bands down the left. */
export function Timeline({ thread, opened, loading, loadOlder }: TimelineProps): ReactNode {
  const now = useNow();
  const messages = opened?.messages ?? NONE;
  const detail = opened?.detail;
  const conversations = useMemo(
    () => (detail === undefined || thread === undefined ? [] : conversationsOf(detail, thread)),
    [detail, thread],
  );
  // Drawn again when a message comes or a conversation ends, not with every second of the clock.
  const ended = conversations.filter((one) => endOf(one) <= now).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ended` is all of `now` that matters.
  const items = useMemo(
    () => timelineOf(messages, conversations, now, ZONE),
    [messages, conversations, ended],
  );
  const byId = useMemo(() => new Map(messages.map((one) => [one.id, one])), [messages]);
  const lastOut = messages.findLast((one) => one.direction === "out")?.id;
  const scroller = useRef<HTMLDivElement>(null);
  useStayingAtEnd(scroller, messages);

  if (messages.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        {loading ? (
          <MessagesToCome />
        ) : (
          <Notice icon={MessagesSquare} title="No messages yet">
            <p>A template reaches a customer who has not written to you.</p>
          </Notice>
        )}
      </div>
    );
  }
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
      tabIndex={0}
      aria-label="Messages"
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div className="mx-auto flex min-h-full max-w-4xl flex-col justify-end px-3 pt-3 pb-4 md:px-5">
        {typeof opened?.older === "string" && <Older before={opened.older} load={loadOlder} />}
        <ol>
          {items.map((item) => (
            <li key={item.key} className="flex gap-2.5 md:gap-3.5">
              <Rails rails={item.rails} />
              <div className="min-w-0 flex-1">
                <Item item={item} byId={byId} lastOut={lastOut} />
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

interface ItemProps {
  readonly item: TimelineItem;
  readonly byId: ReadonlyMap<string, MessageShape>;
  readonly lastOut: string | undefined;
}

const Item = memo(function Item({ item, byId, lastOut }: ItemProps): ReactNode {
  switch (item.kind) {
    case "day":
      return <Day at={item.at} />;
    case "opened":
    case "ended":
      return <ConversationLine item={item} opener={byId.get(item.conversation.opened_by)} />;
    case "message":
      return (
        <MessageBubble
          message={item.message}
          reactions={item.reactions}
          follows={item.follows}
          repliesTo={byId.get(item.message.reply_to ?? "")}
          isLast={item.message.id === lastOut}
        />
      );
  }
});

function Day({ at }: { at: Instant }): ReactNode {
  return <p className="py-3 text-center text-ink-3 text-xs">{dayName(at, useNow(), ZONE)}</p>;
}

function Older({
  before,
  load,
}: {
  before: string;
  load: (before: string) => Promise<void>;
}): ReactNode {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const press = (): void => {
    setState("loading");
    load(before).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <div className="flex flex-col items-center gap-1 pb-3">
      <Button look="quiet" size="small" disabled={state === "loading"} onClick={press}>
        {state === "loading" ? "Loading older messages…" : "Show older messages"}
      </Button>
      {state === "failed" && (
        <p role="alert" className="text-bad text-xs">
          They could not be loaded. Try again.
        </p>
      )}
    </div>
  );
}

const NEAR_END_PX = 120;

/**
 * Keeps the end in view when something is added there, unless the reader has scrolled away from it;
 * and keeps what is read in place when older messages come in above.
 */
function useStayingAtEnd(
  scroller: RefObject<HTMLDivElement | null>,
  messages: readonly MessageShape[],
): void {
  const seen = useRef({ last: "", first: "", height: 0, atEnd: true });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const remember = (): void => {
      seen.current.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    };
    box.addEventListener("scroll", remember, { passive: true });
    const resized = new ResizeObserver(() => {
      if (seen.current.atEnd) box.scrollTop = box.scrollHeight;
    });
    resized.observe(box);
    for (const child of box.children) resized.observe(child);
    return () => {
      box.removeEventListener("scroll", remember);
      resized.disconnect();
    };
  });
  useLayoutEffect(() => {
    const box = scroller.current;
    const last = messages.at(-1);
    if (box === null || last === undefined) return;
    const first = messages[0]?.id ?? "";
    const before = seen.current;
    const ours = last.id !== before.last && last.direction === "out";
    if (before.atEnd || ours) box.scrollTop = box.scrollHeight;
    else if (first !== before.first) box.scrollTop += box.scrollHeight - before.height;
    seen.current = { ...before, last: last.id, first, height: box.scrollHeight };
  }, [messages, scroller]);
}

function MessagesToCome(): ReactNode {
  return (
    <div
      role="status"
      className="shown-after-a-moment mx-auto flex h-full max-w-4xl flex-col justify-end gap-3 p-5"
    >
      <span className="sr-only">Loading messages</span>
      <span className="waits ml-8 h-12 w-64 rounded-2xl bg-selected" />
      <span className="waits h-16 w-80 self-end rounded-2xl bg-selected" />
      <span className="waits ml-8 h-10 w-48 rounded-2xl bg-selected" />
    </div>
  );
}
