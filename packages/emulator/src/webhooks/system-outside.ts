import { Agent, request } from "undici";
import type { Outside } from "./outside.ts";

/**
 * The way out over the machine's network: kept-alive connections, no redirects followed, and no
 * proxy from the environment. The body of a webhook's answer means nothing and is thrown away.
 */
export function systemOutside(): Outside {
  const dispatcher = new Agent({ connections: CONNECTIONS_MAX, pipelining: 1 });
  return {
    async post(url, { headers, body, timeoutMs }) {
      const answer = await request(url, {
        dispatcher,
        method: "POST",
        headers,
        body,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump();
      return { status: answer.statusCode };
    },
    async get(url, { timeoutMs }) {
      const answer = await request(url, {
        dispatcher,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.statusCode, body: await answer.body.text() };
    },
    close: () => dispatcher.destroy(),
  };
}

const CONNECTIONS_MAX = 64;
