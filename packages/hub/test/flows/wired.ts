import { newKey } from "../../src/access/api-key.ts";
import { insertKey } from "../../src/access/api-key-store.ts";
import type { Scope } from "../../src/access/scope.ts";
import { type Beginning, type Business, begin } from "./begin.ts";
import { openTap, type WireTap } from "./wire-tap.ts";

/** What a test of paths works with: a business behind a wire that remembers. */
export interface Wired extends AsyncDisposable {
  readonly business: Business;
  readonly tap: WireTap;
  readonly account: string;
  readonly number: string;
  /** Since the last look: what the hub asked Meta for, as `METHOD path`. */
  asked(): string[];
  keyWith(more: { scopes: Scope[]; numberIds?: bigint[]; accountId?: bigint }): Promise<string>;
  /** A request to the hub as somebody else would make it. */
  call(path: string, init?: RequestInit & { key?: string }): Promise<Told>;
}

interface Told {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly body: any;
}

export async function beginWired(beginning: Omit<Beginning, "through"> = {}): Promise<Wired> {
  const tap = await openTap();
  const business = await begin({ ...beginning, through: (apiUrl) => tap.lead(apiUrl) });
  const { wabaId, phoneNumberId } = business.emulator.credentials;
  let made = 0;
  tap.tapped.length = 0;
  return {
    business,
    tap,
    account: wabaId,
    number: phoneNumberId,
    asked: () => tap.tapped.splice(0).map(({ method, url }) => `${method} ${url}`),
    async keyWith(more) {
      made += 1;
      const secret = (length: number): Uint8Array => new Uint8Array(length).fill(100 + made);
      const { text, ...kept } = newKey({ uuid: () => "", secret });
      const keyId = `10000000-0000-4000-8000-00000000000${made}`;
      await insertKey(business.db, {
        ...kept,
        ...more,
        keyId,
        name: "test",
        createdAt: business.clock.now(),
      });
      return text;
    },
    async call(path, { key = business.key, ...init } = {}) {
      const answer = await fetch(`${business.hub.url}${path}`, {
        ...init,
        headers: { ...(key === "" ? {} : { authorization: `Bearer ${key}` }), ...init.headers },
      });
      return { status: answer.status, headers: answer.headers, body: await answer.json() };
    },
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await tap[Symbol.asyncDispose]();
    },
  };
}
