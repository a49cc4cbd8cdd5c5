import { useSyncExternalStore } from "react";
import type { ThreadKey } from "../live/screen.ts";

/** What stands in the box of a thread, and how often something was put there for somebody. */
interface Kept {
  readonly text: string;
  readonly handed: number;
}

const NOTHING: Kept = { text: "", handed: 0 };

/** What was typed and not sent, by thread: it waits while one looks at another. */
const KEPT = new Map<ThreadKey, Kept>();
const LISTENERS = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  LISTENERS.add(listener);
  return () => void LISTENERS.delete(listener);
}

function keep(key: ThreadKey, kept: Kept): void {
  KEPT.set(key, kept);
  for (const listener of LISTENERS) listener();
}

export function useKeptText(key: ThreadKey): readonly [Kept, (text: string) => void] {
  const kept = useSyncExternalStore(subscribe, () => KEPT.get(key) ?? NOTHING);
  return [kept, (text) => keep(key, { ...kept, text })];
}

/** Puts words back into the box of a thread, before what was typed there since. */
export function handBack(key: ThreadKey, words: string): void {
  const { text, handed } = KEPT.get(key) ?? NOTHING;
  const both = text.trim() === "" ? words : `${words}\n${text}`;
  keep(key, { text: both, handed: handed + 1 });
}
