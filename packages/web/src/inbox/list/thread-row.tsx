import type { FoundShape, ThreadShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import { CategoryChip, Chip } from "../../design/category-chip.tsx";
import { Ring } from "../../design/ring.tsx";
import { useNowWhen, ZONE } from "../../time/use-now.ts";
import { wordsOf } from "../thread/formatting.ts";
import { Ticks } from "../thread/ticks.tsx";
import { LIST_WORDS } from "./list-words.ts";
import { Marked } from "./marked.tsx";
import { type RowSigns, rowSignsOf, seenOf } from "./row-signs.ts";
import { initialsOf, nameOf, type WindowSign } from "./thread-words.ts";

export const RING_TONES = {
  open: "service",
  closing: "warn",
  entry: "entry",
  closed: "service",
  never: "service",
} as const;

interface ThreadRowProps {
  readonly thread: ThreadShape;
  /** The message that says what was looked for. */
  readonly found: FoundShape | undefined;
  readonly words: string;
}

/** One thread in the list: who, what was said last or was found, what is open, for how long. */
export const ThreadRow = memo(function ThreadRow(props: ThreadRowProps): ReactNode {
  const { thread, found, words } = props;
  const now = useNowWhen((at) => seenOf(rowSignsOf(thread, at, ZONE)));
  const signs = rowSignsOf(thread, now, ZONE);
  const sign = signs.window;
  const unread = thread.unread > 0;
  return (
    <Link
      to="/threads/$numberId/$threadId"
      params={{ numberId: thread.number_id, threadId: thread.thread_id }}
      search={true}
      {...(found === undefined ? {} : { hash: found.message_id })}
      activeOptions={{ includeHash: false, includeSearch: false }}
      className="grid h-full grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 border-line border-b px-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-selected"
    >
      <Ring left={sign.left} tone={RING_TONES[sign.kind]} initials={initialsOf(thread)} />
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span
            className={`
              min-w-0 flex-1 truncate text-base ${unread ? "font-semibold" : "font-medium"}`}
          >
            <bdi>
              <Marked text={nameOf(thread)} words={words} />
            </bdi>
          </span>
          {signs.lastAt !== undefined && (
            <time dateTime={thread.last_message?.at} className="shrink-0 text-ink-3 text-xs">
              {signs.lastAt}
            </time>
          )}
        </span>
        <span className={`flex min-w-0 items-center gap-1 ${unread ? "text-ink" : "text-ink-2"}`}>
          <Said thread={thread} found={found} words={words} />
          {unread && (
            <span className="figures ml-auto min-w-4.5 shrink-0 rounded-full bg-accent px-1.5 text-center font-semibold text-2xs text-accent-ink leading-4.5">
              {thread.unread}
              <span className="sr-only"> unread</span>
            </span>
          )}
        </span>
        <span className="flex h-4.5 min-w-0 items-center gap-1">
          <span className="flex min-w-0 flex-1 gap-1 overflow-hidden">
            <Waits since={signs.waitsSince} isSaid={sign.kind === "entry"} />
            <Open {...signs} />
          </span>
          <TimeLeft sign={sign} />
        </span>
      </span>
    </Link>
  );
});

function Said({ thread, found, words }: ThreadRowProps): ReactNode {
  const last = thread.last_message;
  if (found !== undefined && found.message_id !== last?.id) {
    return (
      <span className="truncate">
        <bdi>
          <Marked text={found.excerpt} words={words} />
        </bdi>
      </span>
    );
  }
  return (
    <>
      {last?.direction === "out" && <Ticks status={last.status} />}
      <span className="truncate">
        <bdi>
          <Marked
            text={found?.excerpt ?? wordsOf(last?.preview ?? LIST_WORDS.noMessages)}
            words={words}
          />
        </bdi>
      </span>
    </>
  );
}

function Open({ open, window }: RowSigns): ReactNode {
  if (window.kind === "entry") return <Chip tone="entry">{LIST_WORDS.waits}</Chip>;
  if (open.length === 0) {
    const words = window.kind === "closed" ? LIST_WORDS.closed : "";
    return <span className="truncate text-ink-3 text-xs">{words}</span>;
  }
  return open.map((one) => (
    <CategoryChip key={`${one.category} ${one.opened_by}`} category={one.category} />
  ));
}

/**
 * Stays until somebody answers, whatever is open and whoever looked; a template is no answer. A
 * chip may say it already.
 */
function Waits({ since, isSaid }: { since: string | undefined; isSaid: boolean }): ReactNode {
  if (since === undefined) return null;
  const words = LIST_WORDS.unanswered(since);
  if (isSaid) return <span className="sr-only">{words}. </span>;
  return (
    <span title={words} className="mr-0.5 flex shrink-0 items-center gap-1 text-ink-2 text-xs">
      <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />
      <span aria-hidden="true">{LIST_WORDS.waiting}</span>
      <span className="sr-only">{words}. </span>
    </span>
  );
}

function TimeLeft({ sign }: { sign: WindowSign }): ReactNode {
  if (sign.kind === "closed" || sign.words === "") return null;
  const urgent = sign.kind === "closing" || sign.kind === "entry";
  return (
    <span
      className={`figures shrink-0 whitespace-nowrap text-xs ${
        urgent ? "font-semibold text-warn" : "text-ink-3"
      }`}
    >
      <span className="sr-only">Time left: </span>
      {sign.words}
    </span>
  );
}
