import { useState } from "react";
import type { ThreadKey } from "../live/screen.ts";

/** What was typed and not sent, by thread: it waits while one looks at another. */
const KEPT = new Map<ThreadKey, string>();

export function useKeptText(key: ThreadKey): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => KEPT.get(key) ?? "");
  const keep = (changed: string): void => {
    KEPT.set(key, changed);
    setText(changed);
  };
  return [text, keep];
}
