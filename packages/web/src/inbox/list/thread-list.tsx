import { useVirtualizer } from "@tanstack/react-virtual";
import { MessagesSquare, Search, SearchX, Unplug } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { SignedOut } from "../frame/signed-out.tsx";
import { isSignedOut } from "../live/api.ts";
import { useThreads } from "../live/queries.ts";
import { threadKey, threadsInOrder } from "../live/screen.ts";
import { useScreen } from "../live/screen-store.ts";
import { ListHead } from "./list-head.tsx";
import { ThreadRow } from "./thread-row.tsx";
import { isAbout } from "./thread-words.ts";

/** The threads, newest activity first, with the box that filters them. */
export function ThreadList(): ReactNode {
  const [q, setQ] = useState("");
  const wanted = useDeferredValue(q.trim());
  const loading = useThreads(wanted);
  const known = useScreen((screen) => screen.threads);
  const found = useMemo(
    () => new Set(loading.data?.pages.flatMap((page) => page.keys.map(threadKey))),
    [loading.data],
  );
  const threads = useMemo(() => {
    const all = threadsInOrder(known);
    if (wanted === "") return all;
    return all.filter((thread) => found.has(threadKey(thread)) || isAbout(thread, wanted));
  }, [known, found, wanted]);

  return (
    <>
      <ListHead />
      <FilterBox value={q} change={setQ} />
      {threads.length > 0 ? (
        <Rows threads={threads} atEnd={() => loading.hasNextPage && void loading.fetchNextPage()} />
      ) : (
        <NoRows loading={loading} q={wanted} clear={() => setQ("")} />
      )}
    </>
  );
}

function FilterBox({ value, change }: { value: string; change: (q: string) => void }): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusOnSlash = (event: globalThis.KeyboardEvent): void => {
      const target = event.target;
      const typing = target instanceof HTMLElement && target.matches("input, textarea, select");
      if (event.key !== "/" || typing || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);
  return (
    <label className="relative mx-3 mb-2.5 flex items-center">
      <span className="sr-only">Filter conversations</span>
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-ink-3" />
      <input
        ref={box}
        type="search"
        value={value}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.preventDefault();
          change("");
        }}
        placeholder="Name, number or message"
        className="h-9 w-full rounded-lg border border-line bg-ground pr-9 pl-8.5 transition-colors placeholder:text-ink-3 hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd className="absolute right-2.5 hidden rounded border border-line px-1.5 font-sans text-2xs text-ink-3 md:block">
        /
      </kbd>
    </label>
  );
}

const ROW_HEIGHT = 84;

interface RowsProps {
  readonly threads: ReturnType<typeof threadsInOrder>;
  readonly atEnd: () => void;
}

function Rows({ threads, atEnd }: RowsProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => {
      const thread = threads[index];
      return thread === undefined ? index : threadKey(thread);
    },
  });
  const items = rows.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only reaching the end asks for more.
  useEffect(() => {
    if (lastIndex >= threads.length - 5) atEnd();
  }, [lastIndex, threads.length]);
  const moved = useArrowKeys(threads.length, (index) => rows.scrollToIndex(index));

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto border-line border-t">
      <ul
        aria-label="Conversations"
        className="relative"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={moved}
      >
        {items.map((item) => {
          const thread = threads[item.index];
          if (thread === undefined) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              aria-setsize={threads.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <ThreadRow thread={thread} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Up and down go from row to row; the row that is not drawn yet is scrolled to first. */
function useArrowKeys(
  count: number,
  show: (index: number) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const list = event.currentTarget;
    const from = document.activeElement?.closest("li")?.dataset["index"];
    if (step === 0 || from === undefined) return;
    event.preventDefault();
    const index = Math.min(count - 1, Math.max(0, Number(from) + step));
    show(index);
    requestAnimationFrame(() =>
      list.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus(),
    );
  };
}

interface NoRowsProps {
  readonly loading: ReturnType<typeof useThreads>;
  readonly q: string;
  readonly clear: () => void;
}

function NoRows({ loading, q, clear }: NoRowsProps): ReactNode {
  if (isSignedOut(loading.error)) return <SignedOut />;
  if (loading.isError) {
    return (
      <Notice icon={Unplug} title="The conversations could not be loaded" role="alert">
        <p>{loading.error.message}</p>
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  if (loading.isPending) return <RowsToCome />;
  if (q !== "") {
    return (
      <Notice icon={SearchX} title={`Nothing found for “${q}”`} role="status">
        <Button look="outline" size="small" onClick={clear}>
          Show all conversations
        </Button>
      </Notice>
    );
  }
  return (
    <Notice icon={MessagesSquare} title="No conversations yet">
      <p>
        The first message a customer writes to your number shows up here. With the emulator, be that
        customer yourself:
      </p>
      <a
        href={`http://${location.hostname}:2425/phone/`}
        target="_blank"
        rel="noreferrer"
        className="font-semibold text-utility underline underline-offset-3"
      >
        open the phone page
      </a>
    </Notice>
  );
}

function RowsToCome(): ReactNode {
  return (
    <div
      role="status"
      className="shown-after-a-moment min-h-0 flex-1 overflow-hidden border-line border-t"
    >
      <span className="sr-only">Loading conversations</span>
      {[52, 40, 64, 46, 58, 36].map((width) => (
        <div key={width} className="waits flex h-21 items-center gap-3 border-line border-b px-4">
          <span className="size-10 rounded-full bg-selected" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-3 rounded bg-selected" style={{ width: `${width}%` }} />
            <span className="h-3 w-4/5 rounded bg-selected" />
          </span>
        </div>
      ))}
    </div>
  );
}
