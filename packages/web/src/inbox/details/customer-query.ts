import type { CustomerShape, ThreadShape } from "@casement/hub/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../frame/ask.ts";

/** Where the customer of a thread is in the API. */
export function customerPath({ number_id, thread_id }: ThreadShape): string {
  return `/threads/${number_id}/${thread_id}/customer`;
}

/**
 * The customer of a thread. Asked again with each change of the thread: a note of somebody else's
 * is one.
 */
export function useCustomer(thread: ThreadShape, position: number) {
  const path = customerPath(thread);
  return useQuery({
    queryKey: ["customer", path, position],
    queryFn: () => ask<CustomerShape>("GET", path),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
