import { type Instant, MINUTE_MS } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useContext, useEffect, useRef } from "react";
import { useNowWhen } from "../../time/use-now.ts";
import { inOrderOfUse } from "../composer/template-order.ts";
import type { Queue } from "../list/queues.ts";
import { api, isRefusal } from "./api.ts";
import { newerThanDetail, type Screen, type ThreadKey } from "./screen.ts";
import { ScreenStoreContext } from "./screen-store.ts";

// What is loaded, and when. Answers go through the fold like everything else; the query cache only
// remembers that they came, and asks again after an error.

export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The event stream says what changed; asking again on a whim would only cost.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
    },
  });
}

/**
 * Threads for the list, page after page; `q` searches. Gives them as they came, the fold has them
 * as they are.
 */
export function useThreads(queue: Queue, q: string) {
  const store = useContext(ScreenStoreContext);
  return useInfiniteQuery({
    queryKey: ["threads", queue, q],
    queryFn: async ({ pageParam }) => {
      const asked = { q, queue: queue === "all" ? null : queue, cursor: pageParam };
      const page = await api.threads(asked);
      store.tell({ kind: "threads_loaded", threads: page.data });
      return { keys: page.data, found: page.found, next: page.next_cursor };
    },
    initialPageParam: START,
    getNextPageParam: (last) => last.next,
    // What was said since is not in the cache.
    ...(q === "" ? {} : { staleTime: 0 }),
  });
}

/**
 * How many threads each queue has. Asked again when a thread changes, though not for every message
 * of a busy hour, and when the minute does: windows close by themselves.
 */
export function useQueueCounts() {
  const store = useContext(ScreenStoreContext);
  const queries = useQueryClient();
  const minute = minuteOf(useNowWhen(minuteOf));
  useEffect(() => {
    let callOff: (() => void) | undefined;
    let isAsking = false;
    let isPassed = false;
    // To ask once more calls the last asking off, and where there is always news none would end.
    const ask = async (): Promise<void> => {
      callOff = undefined;
      isAsking = true;
      await queries.invalidateQueries({ queryKey: ["queue counts"] });
      isAsking = false;
      if (isPassed) askSoon();
    };
    const askSoon = (): void => {
      isPassed = isAsking;
      if (!isAsking) callOff ??= machineTime.after(COUNTS_WAIT_MS, () => void ask());
    };
    const leave = store.subscribe((screen, before) => {
      if (screen.threads !== before.threads) askSoon();
    });
    return () => {
      leave();
      callOff?.();
    };
  }, [store, queries]);
  return useQuery({
    queryKey: ["queue counts", minute],
    queryFn: async () => (await api.queueCounts()).data,
    placeholderData: keepPreviousData,
  });
}

const COUNTS_WAIT_MS = 400;

function minuteOf(now: Instant): number {
  return Math.floor(now / MINUTE_MS);
}

/**
 * The detail of a thread: asked again when the stream tells of a change to it. What is told before
 * the first answer may be younger than that, so the two are compared once it is here.
 */
export function useThreadDetail(key: ThreadKey) {
  const store = useContext(ScreenStoreContext);
  const queries = useQueryClient();
  const detail = useQuery({
    queryKey: ["thread", key],
    queryFn: async () => {
      const { data } = await api.thread(key);
      store.tell({ kind: "thread_loaded", detail: data });
      return data.thread.position;
    },
    // A thread seen before may have changed while it was not on screen.
    refetchOnMount: "always",
  });
  const { isSuccess } = detail;
  const askedFor = useRef<number>(undefined);
  useEffect(() => {
    if (!isSuccess) return;
    const askAgain = (screen: Screen): void => {
      const position = newerThanDetail(screen, key);
      if (position === undefined || position === askedFor.current) return;
      askedFor.current = position;
      void queries.invalidateQueries({ queryKey: ["thread", key] }, { cancelRefetch: true });
    };
    askAgain(store.screen);
    return store.subscribe(askAgain);
  }, [store, queries, key, isSuccess]);
  return detail;
}

/** The newest messages of a thread, and a function that loads older ones. */
export function useMessages(key: ThreadKey) {
  const store = useContext(ScreenStoreContext);
  const newest = useQuery({
    queryKey: ["messages", key],
    queryFn: async () => {
      store.tell({ kind: "thread_opened", key });
      const page = await api.messages(key, { before: null, limit: PAGE });
      const told = { messages: page.data, older: page.next_cursor };
      store.tell({ kind: "messages_loaded", key, page: "newest", ...told });
      return page.data.length;
    },
    refetchOnMount: "always",
  });
  const loadOlder = async (before: string, limit = PAGE): Promise<void> => {
    const page = await api.messages(key, { before, limit });
    const told = { messages: page.data, older: page.next_cursor };
    store.tell({ kind: "messages_loaded", key, page: "older", before, ...told });
  };
  return { ...newest, loadOlder };
}

export function useTemplates(numberId: string) {
  return useQuery({
    queryKey: ["templates", numberId],
    queryFn: async () => {
      const page = await api.templates(numberId);
      return inOrderOfUse(page.data, page.last_used);
    },
    staleTime: TEMPLATES_STALE_MS,
  });
}

export function useNumbers() {
  return useQuery({ queryKey: ["numbers"], queryFn: async () => (await api.numbers()).data });
}

const TEMPLATES_STALE_MS = 60_000;
const START: string | null = null;
/** How many messages a thread loads at once. */
const PAGE = 50;
