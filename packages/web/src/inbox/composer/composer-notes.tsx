import type { ThreadShape } from "@casement/hub/api";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Chip } from "../../design/category-chip.tsx";
import { Why, withoutRule } from "../../design/why.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, shortMoment, spanWords } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { windowSignOf } from "../list/thread-words.ts";
import { answerWords } from "./answer-words.ts";
import { COMPOSER_WORDS, NOTE_WORDS } from "./composer-words.ts";
import type { Verdict } from "./sending.ts";
import { costWords, effectSentence, rulesOf } from "./verdict-words.ts";

interface NoteProps {
  readonly thread: ThreadShape;
  readonly verdict: Verdict;
}

/**
 * Above the box: what a free-form message would do and cost, and how long the window stays open.
 */
export function OpenNote({ thread, verdict }: NoteProps): ReactNode {
  const now = useNow();
  const { decision, why } = verdict;
  if (!decision.allowed) return null;
  const cost = costWords(decision);
  const sign = windowSignOf(thread, now);
  const closesAt = thread.window && momentFromIso(thread.window.closes_at);
  return (
    <div className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-ink-2 text-xs">
      <p>
        <Chip tone="plain">{NOTE_WORDS.freeForm}</Chip> {effectSentence(decision)},{" "}
        <Why question={NOTE_WORDS.why(cost)} answer={why} {...rulesOf(decision)}>
          <span className="figures font-semibold text-ink">{cost}</span>
        </Why>
        {decision.window === "unknown" && (
          <span className="text-warn">{NOTE_WORDS.heardTooShort}</span>
        )}
      </p>
      {closesAt !== null && closesAt > now && (
        <p className={`figures ${sign.kind === "closing" ? "font-semibold text-warn" : ""}`}>
          {NOTE_WORDS.closes(shortMoment(closesAt, now, ZONE), spanWords(closesAt - now))}
        </p>
      )}
    </div>
  );
}

/** In place of the box: why nothing can be written now, and what would open it. */
export function ClosedNote({
  thread,
  verdict,
  textKept,
}: NoteProps & { textKept: boolean }): ReactNode {
  const now = useNow();
  const { decision } = verdict;
  if (decision.allowed) return null;
  const closed = decision.reason === "service_window_closed";
  const closedAt = thread.window && momentFromIso(thread.window.closes_at);
  const window = closedAt && { closesAt: closedAt };
  const answer = answerWords(verdict, { window, now, zone: ZONE });
  return (
    <div role="status" className="flex gap-3 rounded-xl bg-warn-soft px-3.5 py-2.5">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-semibold">
          {closed && closedAt !== null
            ? NOTE_WORDS.closed(shortMoment(closedAt, now, ZONE), agoWords(closedAt, now))
            : closed
              ? NOTE_WORDS.neverOpen
              : NOTE_WORDS.nothing}
        </p>
        <p className="text-ink-2 text-xs">
          {closed ? NOTE_WORDS.reopen : `${withoutRule(answer)} `}
          {textKept && COMPOSER_WORDS.keptText}
          <Why question={NOTE_WORDS.whyNothing} answer={answer} rule={decision.rule}>
            {NOTE_WORDS.whyShort}
          </Why>
        </p>
      </div>
    </div>
  );
}
