import type { MessageShape } from "@casement/hub/api";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { wordsOf } from "../thread/formatting.ts";
import { previewOf } from "../thread/preview.ts";
import { COMPOSER_WORDS } from "./composer-words.ts";

interface AnsweredProps {
  readonly message: MessageShape;
  readonly forget: () => void;
}

/** Above the words: the message that they answer. */
export function Answered({ message, forget }: AnsweredProps): ReactNode {
  return (
    <div className="arrives mx-1.5 mt-1.5 flex items-center gap-2 rounded-xl border-accent border-l-3 bg-ink/5 py-1 pr-1 pl-2.5 text-xs">
      <p className="min-w-0 flex-1">
        <span className="block font-semibold text-accent">{COMPOSER_WORDS.answering}</span>
        <span dir="auto" className="block truncate text-ink-2">
          {wordsOf(previewOf(message.content))}
        </span>
      </p>
      <button
        type="button"
        aria-label={COMPOSER_WORDS.notAnswering}
        onClick={forget}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
