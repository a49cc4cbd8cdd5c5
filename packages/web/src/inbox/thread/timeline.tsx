import type { Instant } from "@casement/engine";
import type { MessageShape, ThreadShape } from "@casement/hub/api";
import { ArrowDown, MessagesSquare, Unplug } from "lucide-react";
import { memo, type ReactNode, useMemo, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { dayOf } from "../../time/time-words.ts";
import { useNowWhen, ZONE } from "../../time/use-now.ts";
import { type Attempts, messagesShown } from "../live/attempts.ts";
import { conversationsOf, type OpenedThread } from "../live/screen.ts";
import { ConversationLine } from "./conversation-line.tsx";
import { DayLine } from "./day-line.tsx";
import { JumpNote } from "./jump-note.tsx";
import { MessageBubble } from "./message-bubble.tsx";
import { MESSAGE_WORDS } from "./message-words.ts";
import { Older } from "./older.tsx";
import { Rails } from "./rails.tsx";
import { endOf, itemsKept, type TimelineItem, timelineOf } from "./timeline.ts";
import { elementId, type Jump, type JumpState } from "./use-jump.ts";
import { useStaying } from "./use-staying.ts";

interface TimelineProps {
  readonly thread: ThreadShape | undefined;
  readonly opened: OpenedThread | undefined;
  /** Why the newest messages could not be loaded, and how they are asked for again. */
  readonly failed: Error | undefined;
  readonly again: () => void;
  readonly loadOlder: (before: string) => Promise<void>;
  readonly jump: Jump;
  readonly jumpState: JumpState;
}

const NONE: readonly MessageShape[] = [];
const NO_ATTEMPTS: Attempts = new Map();

/** The messages of a thread, oldest first, with its conversations as bands down the left. */
export function Timeline(props: TimelineProps): ReactNode {
  const { thread, opened, failed, again, loadOlder, jump, jumpState } = props;
  const messages = useShown(opened);
  const attempts = opened?.attempts ?? NO_ATTEMPTS;
  const items = useItems(thread, { messages, attempts, detail: opened?.detail });
  const byId = useMemo(() => new Map(messages.map((one) => [one.id, one])), [messages]);
  const lastOut = messages.findLast(isOurs)?.id;
  const scroller = useRef<HTMLElement>(null);
  const { isAtEnd, toEnd } = useStaying(scroller, items);

  if (messages.length === 0) {
    return <NoMessages {...{ failed, again }} isLoaded={opened?.older !== undefined} />;
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
        tabIndex={0}
        aria-label={MESSAGE_WORDS.messages}
        aria-busy={jumpState.kind === "looking"}
        className="relative min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="@container mx-auto flex min-h-full max-w-4xl flex-col justify-end px-3 pt-3 pb-4 md:px-5">
          {typeof opened?.older === "string" && <Older before={opened.older} load={loadOlder} />}
          <ol>
            {items.map((item) => (
              <Line
                key={item.key}
                item={item}
                numberId={thread?.number_id ?? ""}
                repliesTo={
                  item.kind === "message" ? byId.get(item.message.reply_to ?? "") : undefined
                }
                opener={"conversation" in item ? byId.get(item.conversation.opened_by) : undefined}
                isLast={item.kind === "message" && item.message.id === lastOut}
                jump={jump}
                toEnd={toEnd}
              />
            ))}
          </ol>
        </div>
      </section>
      {!isAtEnd && <ToNewest unread={thread?.unread ?? 0} press={toEnd} />}
      <JumpNote {...jumpState} />
    </div>
  );
}

interface NoMessagesProps extends Pick<TimelineProps, "failed" | "again"> {
  readonly isLoaded: boolean;
}

/** That there are none is said only once the hub has said so. */
function NoMessages({ failed, again, isLoaded }: NoMessagesProps): ReactNode {
  return (
    <div className="min-h-0 flex-1">
      {!isLoaded && failed !== undefined ? (
        <Notice icon={Unplug} title={MESSAGE_WORDS.failed} role="alert">
          <p>{failed.message}</p>
          <Button look="outline" size="small" onClick={again}>
            {MESSAGE_WORDS.again}
          </Button>
        </Notice>
      ) : !isLoaded ? (
        <MessagesToCome />
      ) : (
        <Notice icon={MessagesSquare} title={MESSAGE_WORDS.noMessages}>
          <p>{MESSAGE_WORDS.noMessagesHint}</p>
        </Notice>
      )}
    </div>
  );
}

function isOurs({ direction, content }: MessageShape): boolean {
  return direction === "out" && content.kind !== "reaction";
}

function useShown(opened: OpenedThread | undefined): readonly MessageShape[] {
  const { messages = NONE, attempts = NO_ATTEMPTS } = opened ?? {};
  return useMemo(() => messagesShown(messages, attempts), [messages, attempts]);
}

interface Drawn extends Pick<OpenedThread, "attempts" | "detail"> {
  readonly messages: readonly MessageShape[];
}

function useItems(
  thread: ThreadShape | undefined,
  { messages, attempts, detail }: Drawn,
): readonly TimelineItem[] {
  const conversations = useMemo(
    () => (detail === undefined || thread === undefined ? [] : conversationsOf(detail, thread)),
    [detail, thread],
  );
  const before = useRef<readonly TimelineItem[]>([]);
  // Made again when a message comes or a conversation ends, not with every second of the clock.
  const endedBy = (at: Instant): number => conversations.filter((one) => endOf(one) <= at).length;
  const now = useNowWhen(endedBy);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of `now` only what has ended matters.
  return useMemo(() => {
    const after = timelineOf(messages, conversations, { now, zone: ZONE, attempts });
    before.current = itemsKept(before.current, after);
    return before.current;
  }, [messages, attempts, conversations, endedBy(now)]);
}

interface LineProps {
  readonly item: TimelineItem;
  readonly numberId: string;
  readonly repliesTo: MessageShape | undefined;
  readonly opener: MessageShape | undefined;
  readonly isLast: boolean;
  readonly jump: Jump;
  readonly toEnd: () => void;
}

const Line = memo(
  function Line({ item, numberId, repliesTo, opener, isLast, jump, toEnd }: LineProps): ReactNode {
    const place =
      item.kind === "message"
        ? { id: elementId(item.message.id) }
        : item.kind === "day"
          ? { "data-day": dayOf(item.at, ZONE) }
          : {};
    return (
      <li {...place} tabIndex={-1} className="flex gap-2.5 rounded-lg outline-none md:gap-3.5">
        <Rails rails={item.rails} />
        <div className="min-w-0 flex-1">
          {item.kind === "day" ? (
            <DayLine at={item.at} jump={jump} toEnd={toEnd} />
          ) : item.kind === "message" ? (
            <MessageBubble {...item} numberId={numberId} repliesTo={repliesTo} isLast={isLast} />
          ) : (
            <ConversationLine item={item} opener={opener} />
          )}
        </div>
      </li>
    );
  },
  (a, b) =>
    a.item === b.item &&
    a.repliesTo === b.repliesTo &&
    a.opener === b.opener &&
    a.isLast === b.isLast &&
    a.jump === b.jump,
);

function ToNewest({ unread, press }: { unread: number; press: () => void }): ReactNode {
  const words = unread > 0 ? MESSAGE_WORDS.newBelow : MESSAGE_WORDS.toNewest;
  return (
    <button
      type="button"
      onClick={press}
      title={words}
      className="arrives absolute right-4 bottom-4 flex h-9 items-center gap-1.5 rounded-full bg-raised px-2.5 font-semibold text-ink-2 text-xs shadow-float hover:text-ink"
    >
      <ArrowDown aria-hidden className="size-4" />
      <span className={unread > 0 ? "" : "sr-only"}>{words}</span>
    </button>
  );
}

function MessagesToCome(): ReactNode {
  return (
    <div
      role="status"
      className="shown-after-a-moment mx-auto flex h-full max-w-4xl flex-col justify-end gap-3 p-5"
    >
      <span className="sr-only">{MESSAGE_WORDS.loading}</span>
      <span className="waits ml-8 h-12 w-64 rounded-2xl bg-selected" />
      <span className="waits h-16 w-80 self-end rounded-2xl bg-selected" />
      <span className="waits ml-8 h-10 w-48 rounded-2xl bg-selected" />
    </div>
  );
}
