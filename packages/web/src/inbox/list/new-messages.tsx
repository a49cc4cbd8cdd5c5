import { type ReactNode, useContext, useEffect, useState } from "react";
import type { ThreadKey } from "../live/screen.ts";
import { ScreenStoreContext } from "../live/screen-store.ts";
import { LIST_WORDS } from "./list-words.ts";
import { nameOf } from "./thread-words.ts";

/** Tells a screen reader of each message that a customer writes, whichever thread is open. */
export function NewMessages(): ReactNode {
  const store = useContext(ScreenStoreContext);
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      store.subscribe((screen, before) => {
        if (screen.threads === before.threads) return;
        for (const [key, thread] of screen.threads) {
          const last = thread.last_message;
          if (last?.direction !== "in" || !isNews(key, last.id, before.threads)) continue;
          setSaid(LIST_WORDS.newMessage(nameOf(thread), last.preview));
        }
      }),
    [store],
  );
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}

/** What is there at the first load is no news. */
function isNews(
  key: ThreadKey,
  id: string,
  before: ReadonlyMap<ThreadKey, { last_message: { id: string } | null }>,
): boolean {
  if (before.size === 0) return false;
  return before.get(key)?.last_message?.id !== id;
}
