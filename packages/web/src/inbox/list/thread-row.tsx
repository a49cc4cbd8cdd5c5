import type { ThreadShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CategoryChip, Chip } from "../../design/category-chip.tsx";
import { Ring } from "../../design/ring.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { listMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { Ticks } from "../thread/ticks.tsx";
import { initialsOf, nameOf, type WindowSign, windowSignOf } from "./thread-words.ts";

export const RING_TONES = {
  open: "service",
  closing: "warn",
  entry: "entry",
  closed: "service",
  never: "service",
} as const;

/** One thread in the list: who, what was said last, what is open, and for how long. */
export function ThreadRow({ thread }: { thread: ThreadShape }): ReactNode {
  const now = useNow();
  const sign = windowSignOf(thread, now);
  const last = thread.last_message;
  const name = nameOf(thread);
  const open = thread.conversations.filter((one) => momentFromIso(one.expires_at) > now);
  return (
    <Link
      to="/threads/$numberId/$threadId"
      params={{ numberId: thread.number_id, threadId: thread.thread_id }}
      className="grid h-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b px-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-selected"
    >
      <Ring left={sign.left} tone={RING_TONES[sign.kind]} initials={initialsOf(thread)} />
      <span className="flex min-w-0 flex-col gap-0.5">
        <span
          className={`truncate text-base ${thread.unread > 0 ? "font-semibold" : "font-medium"}`}
        >
          {name}
        </span>
        <span
          className={`
            flex min-w-0 items-center gap-1 ${thread.unread > 0 ? "text-ink" : "text-ink-2"}`}
        >
          {last?.direction === "out" && <Ticks status={last.status} />}
          <span className="truncate">{last?.preview ?? "No messages yet"}</span>
        </span>
        <span className="flex h-4.5 min-w-0 items-center gap-1 overflow-hidden">
          {sign.kind === "entry" && <Chip tone="entry">Entry point: reply in time</Chip>}
          {open.map((one) => (
            <CategoryChip key={`${one.category} ${one.opened_by}`} category={one.category} />
          ))}
          {sign.kind === "closed" && <span className="text-ink-3 text-xs">Window closed</span>}
        </span>
      </span>
      <span className="flex h-full flex-col items-end gap-1 py-3 text-ink-3 text-xs">
        {last !== null && (
          <time dateTime={last.at}>{listMoment(momentFromIso(last.at), now, ZONE)}</time>
        )}
        {sign.kind !== "closed" && <TimeLeft sign={sign} />}
        {thread.unread > 0 && (
          <span className="figures mt-auto min-w-4.5 rounded-full bg-accent px-1.5 text-center font-semibold text-2xs text-accent-ink leading-4.5">
            {thread.unread}
            <span className="sr-only"> unread</span>
          </span>
        )}
      </span>
    </Link>
  );
}

function TimeLeft({ sign }: { sign: WindowSign }): ReactNode {
  const urgent = sign.kind === "closing" || sign.kind === "entry";
  return (
    <span className={`figures whitespace-nowrap ${urgent ? "font-semibold text-warn" : ""}`}>
      {sign.words !== "" && <span className="sr-only">Time left: </span>}
      {sign.words}
    </span>
  );
}
