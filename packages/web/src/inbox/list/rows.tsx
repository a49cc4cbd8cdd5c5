import type { FoundShape, ThreadShape } from "@casement/hub/api";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { type ThreadKey, threadKey } from "../live/screen.ts";
import { LIST_WORDS } from "./list-words.ts";
import { ThreadRow } from "./thread-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";

/** The height that `thread-row.tsx` fills. */
const ROW_HEIGHT = 80;

/** So many rows before the end, more are asked for. */
const AHEAD = 10;

interface RowsProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly threads: readonly ThreadShape[];
  readonly found: ReadonlyMap<ThreadKey, FoundShape>;
  /** What was looked for. */
  readonly words: string;
  readonly more: boolean;
  /** Something of the list is being loaded: more is asked for when it came. */
  readonly isLoading: boolean;
  readonly loadMore: () => void;
  /** Why something of the list could not be loaded; it is asked for again by `again`. */
  readonly failed: Error | undefined;
  readonly again: () => void;
}

/** The rows of the list, of which only those in view are drawn. */
export function Rows(props: RowsProps): ReactNode {
  const { ref, threads, found, words, more, isLoading, loadMore, failed, again } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => {
      const thread = threads[index];
      return thread === undefined ? index : threadKey(thread);
    },
  });
  const items = rows.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  // What failed is asked for by whoever looks, or when the line stands again.
  const mayAsk = more && !isLoading && failed === undefined;
  useAskingForMore(mayAsk && lastIndex >= threads.length - AHEAD, threads, loadMore);
  const goTo = useCallback(
    (index: number) => {
      rows.scrollToIndex(index);
      requestAnimationFrame(() => {
        const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
        row?.focus({ preventScroll: true });
      });
    },
    [rows],
  );
  useRowKeys(threads.length, goTo);

  return (
    <div
      ref={(element) => {
        scroller.current = element;
        ref.current = element;
      }}
      className="min-h-0 flex-1 overflow-y-auto border-line border-t"
    >
      <ul aria-label={LIST_WORDS.list} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const thread = threads[item.index];
          if (thread === undefined) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              aria-setsize={more ? -1 : threads.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 contain-strict"
              style={{ height: item.size, top: item.start }}
            >
              <ThreadRow thread={thread} found={found.get(threadKey(thread))} words={words} />
            </li>
          );
        })}
      </ul>
      <End more={more} failed={failed} again={again} />
    </div>
  );
}

/** Below the rows: that more are on their way, or why they are not. */
function End({ more, failed, again }: Pick<RowsProps, "more" | "failed" | "again">): ReactNode {
  if (failed === undefined) {
    if (!more) return null;
    return <p className="py-3 text-center text-ink-3 text-xs">{LIST_WORDS.loadingMore}…</p>;
  }
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-3 text-center text-xs">
      <p className="text-bad">
        {LIST_WORDS.notAll} {failed.message}
      </p>
      <Button look="outline" size="small" onClick={again}>
        {LIST_WORDS.again}
      </Button>
    </div>
  );
}

function useAskingForMore(
  isWanted: boolean,
  { length }: readonly ThreadShape[],
  loadMore: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only coming to want more asks for it.
  useEffect(() => {
    if (isWanted) loadMore();
  }, [isWanted, length]);
}
