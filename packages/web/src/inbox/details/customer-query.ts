import type { CustomerShape, ThreadShape } from "@casement/hub/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { ask } from "../frame/ask.ts";

/** Where the customer of a thread is in the API. */
export function customerPath({ number_id, thread_id }: ThreadShape): string {
  return `/threads/${number_id}/${thread_id}/customer`;
}

/**
 * The customer of a thread. Asked again with each change of the thread: a note of somebody else's
 * is one. Where that fails what was known stays, and with it what somebody is writing there.
 */
export function useCustomer(thread: ThreadShape, position: number) {
  const path = customerPath(thread);
  const { data, error, refetch } = useQuery({
    queryKey: ["customer", path, position],
    queryFn: () => ask<CustomerShape>("GET", path),
    placeholderData: keepPreviousData,
  });
  const last = useRef<CustomerShape>(undefined);
  if (data !== undefined) last.current = data;
  return { data: data ?? last.current, error, refetch };
}
