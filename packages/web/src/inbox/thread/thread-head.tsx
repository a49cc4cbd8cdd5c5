import type { ThreadShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../design/button.tsx";
import { Ring } from "../../design/ring.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { RING_TONES } from "../list/thread-row.tsx";
import { initialsOf, nameOf, phoneWords, windowSignOf } from "../list/thread-words.ts";
import { HEAD_WORDS } from "./message-words.ts";

interface ThreadHeadProps {
  readonly thread: ThreadShape | undefined;
  readonly detailsShown: boolean;
  readonly toggleDetails: () => void;
}

/** Who the thread is with, and how long its window stays open. */
export function ThreadHead({ thread, detailsShown, toggleDetails }: ThreadHeadProps): ReactNode {
  const now = useNow();
  return (
    <header className="flex h-15 shrink-0 items-center gap-3 border-line border-b bg-panel pr-3 pl-2 md:pr-4 md:pl-5">
      <Link
        to="/"
        search={true}
        aria-label={HEAD_WORDS.back}
        className="grid size-10 shrink-0 place-items-center rounded-lg text-ink-2 hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden className="size-5" />
      </Link>
      {thread !== undefined && (
        <>
          <span className="-ml-2 md:hidden">
            <Ring
              size={36}
              left={windowSignOf(thread, now).left}
              tone={RING_TONES[windowSignOf(thread, now).kind]}
              initials={initialsOf(thread)}
            />
          </span>
          <div className="min-w-0 flex-1">
            <h2 className="truncate font-semibold text-base">
              <bdi>{nameOf(thread)}</bdi>
            </h2>
            <p className="figures truncate text-ink-3 text-xs">
              {phoneWords(thread.phone) ?? thread.username ?? HEAD_WORDS.noPhone}
            </p>
          </div>
          <WindowLeft thread={thread} />
        </>
      )}
      <IconButton
        label={HEAD_WORDS.details}
        aria-pressed={detailsShown}
        onClick={toggleDetails}
        className="ml-auto xl:hidden"
      >
        <PanelRight aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </header>
  );
}

const FILLS = { open: "bg-service", closing: "bg-warn", entry: "bg-entry", closed: "", never: "" };

function WindowLeft({ thread }: { thread: ThreadShape }): ReactNode {
  const now = useNow();
  const sign = windowSignOf(thread, now);
  const closesAt = thread.window === null ? undefined : momentFromIso(thread.window.closes_at);
  if (closesAt === undefined || sign.kind === "closed" || sign.kind === "never") {
    return (
      <p className="flex shrink-0 flex-col items-end text-right text-xs leading-tight sm:flex-row sm:items-center sm:gap-2">
        <span className="rounded-md bg-selected px-2 py-1 font-semibold text-ink-2 first-letter:uppercase">
          <span className="max-sm:sr-only">{HEAD_WORDS.window}</span>
          {HEAD_WORDS.closed}
        </span>
        {closesAt !== undefined && (
          <span className="hidden text-ink-3 sm:inline">{agoWords(closesAt, now)}</span>
        )}
      </p>
    );
  }
  const urgent = sign.kind !== "open";
  return (
    <div
      className="flex shrink-0 items-center gap-2.5"
      title={HEAD_WORDS.openUntil(shortMoment(closesAt, now, ZONE))}
    >
      <span className="hidden text-ink-2 text-xs sm:inline">
        {sign.kind === "entry" ? HEAD_WORDS.entryWaits : HEAD_WORDS.open}
      </span>
      <span aria-hidden className="hidden h-1.5 w-28 overflow-hidden rounded-full bg-line lg:block">
        <span
          className={`block h-full rounded-full transition-[width] duration-500 ${FILLS[sign.kind]}
          `}
          style={{ width: `${sign.left * 100}%` }}
        />
      </span>
      <span className={`figures whitespace-nowrap font-semibold ${urgent ? "text-warn" : ""}`}>
        <span className="sr-only">{HEAD_WORDS.timeLeft}</span>
        {sign.words}
        <span className="block text-right font-normal text-xs leading-tight sm:hidden">
          {HEAD_WORDS.left}
        </span>
      </span>
    </div>
  );
}
