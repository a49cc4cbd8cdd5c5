import type { MessageShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { SEND_WORDS } from "../composer/composer-words.ts";
import { wordsToTakeBack } from "../composer/draft-content.ts";
import type { Attempt, Trouble } from "../live/attempts.ts";
import { useAnswering } from "./answering.ts";

interface AttemptNoteProps {
  readonly message: MessageShape;
  readonly attempt: Attempt | undefined;
}

/**
 * Below what was sent here and did not go: why, where the message does not say it, and what can be
 * done. What nobody answered is asked for again by its key; only what surely was not sent can be
 * written anew, or it might go out twice.
 */
export function AttemptNote({ message, attempt }: AttemptNoteProps): ReactNode {
  const { again, takeBack } = useAnswering();
  if (attempt === undefined) return null;
  const isOurWord = message.id === attempt.idempotencyKey;
  const trouble = isOurWord ? attempt.trouble : undefined;
  const notSent = message.status === "refused" || message.status === "failed";
  const isRefused = notSent || trouble?.kind === "refused";
  const words = isRefused ? wordsToTakeBack(message.content) : undefined;
  if (trouble === undefined && words === undefined) return null;
  return (
    <p className="flex max-w-[min(34rem,88%)] flex-wrap justify-end gap-x-2 pt-1 text-right text-xs">
      {trouble !== undefined && <Why trouble={trouble} />}
      {trouble?.kind === "unanswered" && (
        <button
          type="button"
          title={SEND_WORDS.againHint}
          onClick={() => again(attempt)}
          className={WAY}
        >
          {SEND_WORDS.again}
        </button>
      )}
      {words !== undefined && (
        <button type="button" onClick={() => takeBack(message, words)} className={WAY}>
          {SEND_WORDS.takeBack}
        </button>
      )}
    </p>
  );
}

function Why({ trouble: { kind, why } }: { trouble: Trouble }): ReactNode {
  const ink = kind === "refused" ? "text-bad" : "text-warn";
  return (
    <span role="alert" className={`font-semibold ${ink}`}>
      {kind === "refused" && SEND_WORDS.notSent}
      {why}
    </span>
  );
}

const WAY = "font-semibold text-utility underline underline-offset-3";
