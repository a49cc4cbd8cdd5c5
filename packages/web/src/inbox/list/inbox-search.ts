import { QUEUES, type Queue } from "./queues.ts";

/** Which threads the list shows: what stands in the address of the inbox, and of an open thread. */
export interface InboxSearch {
  /** Absent: all of them. */
  readonly queue?: Exclude<Queue, "all">;
  readonly q?: string;
}

/** As much as the API takes. */
export const SEARCH_LENGTH_MAX = 200;

/** Takes from an address what the list knows, and leaves out what it does not. */
export function inboxSearchFrom(search: Record<string, unknown>): InboxSearch {
  const { queue, q } = search;
  const known = QUEUES.find((one) => one === queue);
  // The router reads `1042` in an address as a number.
  const words = typeof q === "string" || typeof q === "number" ? String(q).trim() : "";
  return {
    ...(known === undefined || known === "all" ? {} : { queue: known }),
    ...(words === "" ? {} : { q: words.slice(0, SEARCH_LENGTH_MAX) }),
  };
}
