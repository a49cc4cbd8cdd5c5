import { Agent, request } from "undici";

/** A URL that the hub does not call. */
export class NotDialled extends Error {
  override readonly name = "NotDialled";
}

/** How a call ended: an answer, surely nothing, or nobody knows. */
export type Outcome =
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  /** Refused before a byte of it left. */
  | { readonly kind: "not_sent" }
  /** It left, and no answer came. */
  | { readonly kind: "unknown" };

export interface Call {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly timeoutMs: number;
}

export type Dial = (call: Call) => Promise<Outcome>;

export interface Dialer {
  readonly dial: Dial;
  close(): Promise<void>;
}

/** Meta's own hosts. Others are called only if an operator named them as an API's address. */
const HOSTS = [/(^|\.)facebook\.com$/, /(^|\.)fbsbx\.com$/, /(^|\.)fbcdn\.net$/];

/**
 * The one way out of the hub. Calls Meta's hosts over https, and the origins that the operator's
 * configuration names (`WHATSAPP_API_URL`: the emulator); follows no redirect, which could lead a
 * token to a stranger.
 */
export function createDialer(ownOrigins: ReadonlySet<string>): Dialer {
  const agent = new Agent({ keepAliveTimeout: 10_000 });
  const dial: Dial = async ({ url, method, headers, body, timeoutMs }) => {
    const target = new URL(url);
    const isMeta = target.protocol === "https:" && HOSTS.some((host) => host.test(target.hostname));
    if (!isMeta && !ownOrigins.has(target.origin)) {
      throw new NotDialled(`${target.origin} is neither Meta's nor named in the configuration`);
    }
    try {
      const answer = await request(target, {
        dispatcher: agent,
        method,
        headers,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return { kind: "answered", status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      return { kind: isBeforeSending(error) ? "not_sent" : "unknown" };
    }
  };
  return { dial, close: () => agent.close() };
}

/** Failures to connect at all: the only ones after which nothing can have been done. */
function isBeforeSending(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && BEFORE_SENDING.has(code);
}

const BEFORE_SENDING: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
