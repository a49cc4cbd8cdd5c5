import { MessageSquareText } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "../../design/notice.tsx";
import { useScreen } from "../live/screen-store.ts";

/** The place of a thread when none is chosen. */
export function NoThread(): ReactNode {
  const some = useScreen((screen) => screen.threads.size > 0);
  if (!some) return <main className="flex-1" aria-label="Conversation" />;
  return (
    <main className="flex-1" aria-label="Conversation">
      <Notice icon={MessageSquareText} title="Choose a conversation">
        <p>Pick one on the left. The arrow keys go up and down, Enter opens it.</p>
      </Notice>
    </main>
  );
}
