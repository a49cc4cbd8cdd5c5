import { Search, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { SEARCH_LENGTH_MAX } from "./inbox-search.ts";
import { LIST_WORDS } from "./list-words.ts";

interface SearchBoxProps {
  readonly value: string;
  readonly change: (q: string) => void;
  /** Enter opens what stands first; down goes into the list. */
  readonly openFirst: () => void;
  readonly goDown: () => void;
}

/** The box that searches messages and people: `/` and ⌘K lead to it from anywhere. */
export function SearchBox({ value, change, openFirst, goDown }: SearchBoxProps): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusByKey = (event: globalThis.KeyboardEvent): void => {
      const isK = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
      const isSlash = event.key === "/" && !event.metaKey && !event.ctrlKey;
      if (!isK && (!isSlash || isTyping(event.target))) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", focusByKey);
    return () => document.removeEventListener("keydown", focusByKey);
  }, []);
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (value === "") box.current?.blur();
      else change("");
    } else if (event.key === "Enter") {
      // Whoever opens a thread goes on there.
      box.current?.blur();
      openFirst();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      goDown();
    }
  };
  return (
    <label className="relative mx-3 mb-3 flex items-center">
      <span className="sr-only">{LIST_WORDS.filter}</span>
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-ink-3" />
      <input
        ref={box}
        type="search"
        value={value}
        maxLength={SEARCH_LENGTH_MAX}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        placeholder={LIST_WORDS.placeholder}
        className="h-9 w-full rounded-lg border border-line bg-ground pr-9 pl-8.5 transition-colors placeholder:text-ink-3 hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
      />
      {value === "" ? (
        <kbd className="absolute right-2.5 hidden rounded border border-line px-1.5 font-sans text-2xs text-ink-3 md:block">
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => change("")}
          className="absolute right-1.5 grid size-6 place-items-center rounded-md text-ink-2 hover:bg-hover"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </label>
  );
}

/** Whether a key pressed there is a character of something. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
