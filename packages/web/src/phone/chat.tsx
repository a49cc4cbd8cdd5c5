import { MessageCircle, Unplug } from "lucide-react";
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { momentFromIso } from "../time/moment.ts";
import { dayName, dayOf } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { Bubble } from "./bubble.tsx";
import type { PhoneChat, PhoneMessage } from "./phone-shapes.ts";
import { drawnFrom } from "./reactions.ts";
import type { Sending } from "./use-sending.ts";

interface ChatProps {
  readonly chat: PhoneChat | undefined;
  readonly sending: Sending;
  readonly problem: Error | null;
  readonly retry: () => void;
}

/** The chat as the customer sees it. */
export function Chat({ chat, sending, problem, retry }: ChatProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const last = chat?.data.at(-1)?.id;
  const drawn = useMemo(() => drawnFrom(chat?.data ?? []), [chat]);
  useEndInSight(scroller, last);
  if (chat === undefined) {
    return (
      <div className="min-h-0 flex-1">
        {problem !== null && (
          <Notice icon={Unplug} title="The chat could not be loaded" role="alert">
            <p>{problem.message}</p>
            <Button look="outline" size="small" onClick={retry}>
              Try again
            </Button>
          </Notice>
        )}
      </div>
    );
  }
  if (chat.data.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <Notice icon={MessageCircle} title={`Say hello to ${chat.business.name}`}>
          <p>What you write here arrives in the inbox of the business within a second.</p>
        </Notice>
      </div>
    );
  }
  return (
    <section
      ref={scroller}
      aria-label="Chat"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <ol aria-live="polite" className="flex min-h-full flex-col justify-end px-3 pt-2 pb-3">
        {drawn.map((one, index) => (
          <li key={one.message.id}>
            <Day message={one.message} before={drawn[index - 1]?.message} />
            <Bubble
              drawn={one}
              answered={chat.data.find((other) => other.id === one.message.contextId)}
              sending={sending}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Keeps the end of the chat in sight: a new message, and what opens below, must not cover it. */
function useEndInSight(scroller: RefObject<HTMLElement | null>, last: string | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what scrolls.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    const watching = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    watching.observe(box);
    if (box.firstElementChild !== null) watching.observe(box.firstElementChild);
    return () => watching.disconnect();
  }, [scroller, last]);
}

interface DayProps {
  readonly message: PhoneMessage;
  readonly before: PhoneMessage | undefined;
}

function Day({ message, before }: DayProps): ReactNode {
  const now = useNow();
  const at = momentFromIso(message.at);
  if (before !== undefined && dayOf(momentFromIso(before.at), ZONE) === dayOf(at, ZONE))
    return null;
  return (
    <p className="my-2.5 text-center">
      <span className="rounded-full bg-selected px-2.5 py-0.5 text-ink-2 text-xs">
        {dayName(at, now, ZONE)}
      </span>
    </p>
  );
}
