import type { Instant } from "@casement/engine";
import type { FoundShape } from "@casement/hub/api";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useDeferredValue, useMemo, useRef } from "react";
import { useNowWhen } from "../../time/use-now.ts";
import { useQueueCounts, useThreads } from "../live/queries.ts";
import { type ThreadKey, threadKey, threadsInOrder } from "../live/screen.ts";
import { useScreen } from "../live/screen-store.ts";
import { ListHead } from "./list-head.tsx";
import { NoRows } from "./no-rows.tsx";
import { QueueTabs } from "./queue-tabs.tsx";
import { frontierOf, isOfTime, type Queue, threadsIn } from "./queues.ts";
import { Rows } from "./rows.tsx";
import { SearchBox } from "./search-box.tsx";
import { isAbout } from "./thread-words.ts";
import { useListSearch } from "./use-list-search.ts";

/** The threads of a queue, with the box that searches all that was said in them. */
export function ThreadList(): ReactNode {
  const { queue, choose, q, setQ } = useListSearch();
  const wanted = useDeferredValue(q.trim());
  const loading = useThreads(queue, wanted);
  const counts = useQueueCounts();
  const threads = useShown(queue, wanted, loading);
  const found = useMemo(() => foundIn(loading.data?.pages ?? []), [loading.data]);
  const list = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const openFirst = (): void => {
    const first = threads[0];
    if (first === undefined) return;
    const { number_id: numberId, thread_id: threadId } = first;
    void navigate({
      to: "/threads/$numberId/$threadId",
      params: { numberId, threadId },
      search: true,
      hash: found.get(threadKey(first))?.message_id ?? "",
    });
  };
  const goDown = (): void => list.current?.querySelector<HTMLElement>("li a")?.focus();

  return (
    <>
      <ListHead />
      <SearchBox value={q} change={setQ} openFirst={openFirst} goDown={goDown} />
      <QueueTabs chosen={queue} counts={counts.data} choose={choose} />
      {threads.length > 0 || loading.hasNextPage ? (
        <Rows
          key={queue}
          ref={list}
          threads={threads}
          found={found}
          words={wanted}
          more={loading.hasNextPage}
          isLoading={loading.isFetching}
          loadMore={() => void loading.fetchNextPage()}
          failed={loading.error ?? undefined}
          again={() => void askAgain(loading)}
        />
      ) : (
        <NoRows loading={loading} queue={queue} q={wanted} clear={() => setQ("")} />
      )}
    </>
  );
}

type Loading = ReturnType<typeof useThreads>;

/** A page that failed is asked for by itself: those before it are here. */
function askAgain(loading: Loading): Promise<unknown> {
  return loading.isFetchNextPageError ? loading.fetchNextPage() : loading.refetch();
}

/** What of all that is known belongs into this queue, and to what was looked for, now. */
function useShown(queue: Queue, wanted: string, loading: Loading) {
  const known = useScreen((screen) => screen.threads);
  const inOrder = useMemo(() => threadsInOrder(known), [known]);
  const pages = loading.data?.pages;
  // A queue that time does not change is not gone through anew with every second.
  const at = (time: Instant): number => (isOfTime(queue) ? time : 0);
  const now = useNowWhen(at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of `now` only `at(now)` matters.
  return useMemo(() => {
    const frontier = frontierOf(pages ?? []);
    if (pages === undefined && wanted !== "") {
      return threadsIn(queue, inOrder, { now, frontier }).filter((one) => isAbout(one, wanted));
    }
    if (pages === undefined) return [];
    const shown = threadsIn(queue, inOrder, { now, frontier });
    if (wanted === "") return shown;
    const keys = new Set(pages.flatMap((page) => page.keys.map(threadKey)));
    return shown.filter((one) => keys.has(threadKey(one)) || isAbout(one, wanted));
  }, [inOrder, pages, queue, wanted, at(now)]);
}

function foundIn(pages: readonly { found: readonly FoundShape[] }[]) {
  const found = new Map<ThreadKey, FoundShape>();
  for (const one of pages.flatMap((page) => page.found)) found.set(threadKey(one), one);
  return found;
}
