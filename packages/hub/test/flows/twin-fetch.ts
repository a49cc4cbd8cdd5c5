import assert from "node:assert/strict";
import type { Business } from "./begin.ts";

/** A call that an SDK made, and what the hub and Meta each answered. */
export interface Twin {
  readonly call: string;
  readonly hub: string;
  readonly meta: string;
}

/**
 * A `fetch` for an SDK that asks the hub with a key of ours, and the same of the emulator with its
 * token: through the hub an SDK must get what Meta would say. It gives the hub's answer back.
 */
export function twinFetch(business: Business, apiUrl: string, twins: Twin[]): typeof fetch {
  return async (input, init = {}) => {
    const url = String(input).replace("https://graph.facebook.com", business.hub.url);
    const answer = await fetch(url, init);
    if (init.method === "DELETE" || !url.startsWith(business.hub.url)) return answer;
    const text = await answer.clone().text();
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${business.emulator.credentials.token}`);
    const other = await fetch(url.replace(business.hub.url, apiUrl), { ...init, headers });
    twins.push({
      call: `${init.method ?? "GET"} ${new URL(url).pathname}`,
      hub: `${answer.status} ${masked(text)}`,
      meta: `${other.status} ${masked(await other.text())}`,
    });
    return answer;
  };
}

/** What is new with every call, and whose address a file has, does not matter. */
function masked(text: string): string {
  return text
    .replaceAll(/wamid\.[\w=+/\\-]+/g, "wamid")
    .replaceAll(/"fbtrace_id":"[\w-]+"/g, '"fbtrace_id":""')
    .replaceAll(/"url":"[^"]+"/g, '"url":""')
    .replaceAll(/^\{"id":"\d+"\}$/g, '{"id":""}');
}

export function assertTwins(twins: readonly Twin[], countMin: number): void {
  assert.ok(twins.length >= countMin, `${twins.length} calls`);
  for (const { call, hub, meta } of twins) assert.equal(hub, meta, call);
}
