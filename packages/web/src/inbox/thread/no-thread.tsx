import { MessageSquareText } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "../../design/notice.tsx";
import { useThreads } from "../live/queries.ts";
import { useScreen } from "../live/screen-store.ts";
import { NO_THREAD_WORDS } from "./message-words.ts";

const KEY = "rounded border border-line-strong px-1 font-sans";

/** The place of a thread when none is chosen: what can be done about that. */
export function NoThread(): ReactNode {
  const some = useScreen((screen) => screen.threads.size > 0);
  const { isSuccess } = useThreads("all", "");
  return (
    <main className="flex-1" aria-label={NO_THREAD_WORDS.main}>
      {some ? <Choose /> : isSuccess && <NothingYet />}
    </main>
  );
}

function Choose(): ReactNode {
  return (
    <Notice icon={MessageSquareText} title={NO_THREAD_WORDS.choose}>
      <p>{NO_THREAD_WORDS.chooseHint}</p>
      <p className="text-ink-3 text-xs">
        <kbd className={KEY}>j</kbd> <kbd className={KEY}>k</kbd> choose ·{" "}
        <kbd className={KEY}>Enter</kbd> opens · <kbd className={KEY}>/</kbd> searches
      </p>
    </Notice>
  );
}

function NothingYet(): ReactNode {
  return (
    <Notice icon={MessageSquareText} title={NO_THREAD_WORDS.none}>
      <p>{NO_THREAD_WORDS.noneHint}</p>
    </Notice>
  );
}
