import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type InboxSearch, inboxSearchFrom } from "./inbox-search.ts";
import type { Queue } from "./queues.ts";

/** Which threads are shown, as the address has it; what is typed goes there key by key. */
export interface ListSearch {
  readonly queue: Queue;
  readonly choose: (queue: Queue) => void;
  readonly q: string;
  readonly setQ: (q: string) => void;
}

/**
 * A queue that is chosen is a step that the browser goes back from; a key that is typed is none.
 * The box keeps its own text, as the address follows a moment later, and takes that of the address
 * only when somebody goes back or forward.
 */
export function useListSearch(): ListSearch {
  const { queue = "all", q: addressed = "" } = useSearch({ from: "/inbox" });
  const { history, options } = useRouter();
  const navigate = useNavigate();
  const [q, type] = useState(addressed);
  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        if (action.type === "PUSH" || action.type === "REPLACE") return;
        type(inboxSearchFrom(options.parseSearch?.(location.search) ?? {}).q ?? "");
      }),
    [history, options],
  );
  const go = (change: { queue?: Queue; q?: string }, replace: boolean): void => {
    const search = (before: InboxSearch): InboxSearch => inboxSearchFrom({ ...before, ...change });
    void navigate({ to: ".", search, hash: true, replace });
  };
  return {
    queue,
    choose: (chosen) => go({ queue: chosen }, false),
    q,
    setQ: (typed) => {
      type(typed);
      go({ q: typed }, true);
    },
  };
}
