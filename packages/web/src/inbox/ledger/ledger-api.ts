import type {
  KeptPostShape,
  LedgerLineShape,
  LedgerMessageShape,
  LedgerMonthShape,
} from "@casement/hub/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { get, type Page, search } from "../live/api.ts";
import { type LedgerSearch, questionIn } from "./ledger-search.ts";

// What the ledger asks the hub. Its numbers move with every message, so they are asked for again
// whenever the page is looked at again.

export function useLedgerMonth(asked: LedgerSearch) {
  const { month = null, account = null } = asked;
  return useQuery({
    queryKey: ["ledger", "month", month, account],
    queryFn: async () => {
      const query = search({ month, account_id: account });
      return (await get<{ data: LedgerMonthShape }>(`/ledger/month?${query}`)).data;
    },
    staleTime: 0,
  });
}

/** Lines of a month, page after page. */
export function useLedgerLines(asked: LedgerSearch) {
  const query = linesQuery(asked);
  return useInfiniteQuery({
    queryKey: ["ledger", "lines", query],
    queryFn: ({ pageParam }) => {
      const after = search({ limit: "50", cursor: pageParam });
      return get<Page<LedgerLineShape>>(`/ledger/lines?${query}&${after}`);
    },
    initialPageParam: START,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 0,
  });
}

/** Where the same lines are as a table for a spreadsheet. */
export function csvAddress(asked: LedgerSearch): string {
  return `/api/v1/ledger.csv?${linesQuery(asked)}`;
}

function linesQuery(asked: LedgerSearch): string {
  const { month = null, account = null } = asked;
  return search({ month, account_id: account, ...questionIn(asked) });
}

export interface MessageAddress {
  readonly numberId: string;
  readonly wamid: string;
  readonly recipient: string;
}

export function useLedgerMessage({ numberId, wamid, recipient }: MessageAddress) {
  return useQuery({
    queryKey: ["ledger", "message", numberId, wamid, recipient],
    queryFn: async () => {
      const path = `/ledger/messages/${numberId}/${encodeURIComponent(wamid)}`;
      const query = search({ recipient });
      return (await get<{ data: LedgerMessageShape }>(`${path}?${query}`)).data;
    },
    staleTime: 0,
  });
}

/** A kept post never changes: it is asked for once. */
export function useKeptPost(address: {
  readonly numberId: string;
  readonly receivedOn: string;
  readonly postId: string;
  readonly factId: string;
}) {
  const { numberId, receivedOn, postId, factId } = address;
  return useQuery({
    queryKey: ["post", numberId, postId, factId],
    queryFn: async () => {
      const path = `/posts/${numberId}/${receivedOn}/${postId}?${search({ fact_id: factId })}`;
      return (await get<{ data: KeptPostShape }>(path)).data;
    },
  });
}

const START: string | null = null;
