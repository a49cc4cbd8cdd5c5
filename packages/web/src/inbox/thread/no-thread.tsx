import { MessageSquareText } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "../../design/notice.tsx";
import { useScreen } from "../live/screen-store.ts";

const KEY = "rounded border border-line-strong px-1 font-sans text-xs";

/** The place of a thread when none is chosen. */
export function NoThread(): ReactNode {
  const some = useScreen((screen) => screen.threads.size > 0);
  if (!some) return <main className="flex-1" aria-label="Conversation" />;
  return (
    <main className="flex-1" aria-label="Conversation">
      <Notice icon={MessageSquareText} title="Choose a conversation">
        <p>
          Pick one on the left, or search with <kbd className={KEY}>/</kbd>. The keys{" "}
          <kbd className={KEY}>j</kbd> and <kbd className={KEY}>k</kbd> go down and up,{" "}
          <kbd className={KEY}>Enter</kbd> opens.
        </p>
      </Notice>
    </main>
  );
}
