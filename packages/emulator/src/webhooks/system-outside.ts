import { Agent, type Dispatcher, interceptors, request } from "undici";
import type { Download, Outside } from "./outside.ts";

/**
 * The way out over the machine's network: kept-alive connections, and no proxy from the
 * environment. Redirects are followed for files only. What is answered to a webhook with 200 means
 * nothing and is thrown away.
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
      if (answer.statusCode !== 200) {
        return { status: answer.statusCode, text: await beginningOf(answer.body) };
      }
      await answer.body.dump();
      return { status: 200 };
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
    download: downloadBy(dispatcher),
    close: () => dispatcher.destroy(),
  };
}

function downloadBy(agent: Agent): Download {
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: REDIRECTIONS_MAX }));
  return async (url, { timeoutMs, bytesMax }) => {
    const answer = await request(url, {
      dispatcher,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const bytes = await bytesOf(answer.body, bytesMax);
    const type = answer.headers["content-type"];
    const mimeType = typeof type === "string" ? type : undefined;
    return { status: answer.statusCode, mimeType, bytes };
  };
}

/** The first piece of a body; one that stays out was no answer worth waiting for. */
async function beginningOf(body: Dispatcher.ResponseData["body"]): Promise<string> {
  for await (const chunk of body) return Buffer.from(chunk).toString("utf8");
  return "";
}

async function bytesOf(
  body: Dispatcher.ResponseData["body"],
  bytesMax: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > bytesMax) throw new Error(`more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const CONNECTIONS_MAX = 64;
const REDIRECTIONS_MAX = 3;
