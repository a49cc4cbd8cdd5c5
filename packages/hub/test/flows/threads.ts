import assert from "node:assert/strict";
import type { Business } from "./begin.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
export async function threadsOf(business: Business): Promise<any[]> {
  return (await business.ask("GET", "/api/v1/threads")).body.data;
}

/** The one thread there is, as the list shows it. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
export async function onlyThread(business: Business): Promise<any> {
  const threads = await threadsOf(business);
  assert.equal(threads.length, 1, "one thread");
  return threads[0];
}

/** The messages of the one thread there is, oldest first. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
export async function onlyMessages(business: Business): Promise<any[]> {
  const { number_id, thread_id } = await onlyThread(business);
  const path = `/api/v1/threads/${number_id}/${thread_id}/messages`;
  return (await business.ask("GET", path)).body.data;
}
