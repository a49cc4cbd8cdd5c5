import { useEffect } from "react";
import { isTyping } from "./search-box.tsx";

const STEPS: { readonly [key: string]: number } = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * Goes through the list by keys: j and k from anywhere but where one types, the arrows from within
 * the list. It goes on from the row in focus, else from the thread that is open.
 */
export function useRowKeys(count: number, goTo: (index: number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || event.defaultPrevented || count === 0) return;
      const row = document.activeElement?.closest<HTMLElement>("li[data-index]");
      if (event.key.startsWith("Arrow") && row == null) return;
      const from = row ?? document.querySelector<HTMLElement>("li[data-index]:has([aria-current])");
      event.preventDefault();
      const index = from == null ? 0 : Number(from.dataset["index"]) + step;
      goTo(Math.min(count - 1, Math.max(0, index)));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [count, goTo]);
}
