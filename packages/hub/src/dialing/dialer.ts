import { Readable } from "node:stream";
import { HOUR_MS } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import { Agent, request } from "undici";
import { type Target, targetOf } from "./call-target.ts";
import { guardedLookup, type Resolve } from "./guarded-lookup.ts";

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

/** The same, with an answer whose body is still to be read: whoever opens it reads or ends it. */
export type Opened =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      readonly body: Readable;
    }
  | Exclude<Outcome, { kind: "answered" }>;

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Call {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable | undefined;
  /**
   * How long may pass until the answer begins, then between two pieces of its body; and what `dial`
   * waits for the whole of the body. What is opened has longer for the whole: `BODY_MS_MAX`.
   */
  readonly timeoutMs: number;
}

export type Dial = (call: Call) => Promise<Outcome>;
export type Open = (call: Call) => Promise<Opened>;

export interface Dialer {
  readonly dial: Dial;
  readonly open: Open;
  /** Where a URL leads and whether a token may go there; `undefined`: the hub does not call it. */
  targetOf(url: string): Target | undefined;
  /** Breaks off what is still under way, or opened and not read: that would never end. */
  close(): Promise<void>;
}

export interface DialerOptions {
  /** What the operator's configuration names beside Meta's hosts. */
  readonly ownOrigins: ReadonlySet<string>;
  readonly machine: MachineTime;
  /** How names are resolved; left out: the system's way. */
  readonly resolve?: Resolve;
}

/** More than Meta ever answers in JSON; an answer beyond it was not meant for us. */
const TEXT_BYTES_MAX: number = 32 * 1024 * 1024;

/**
 * How long the body of an answer that was opened may take in all. Meta's largest file has 100 MB:
 * in an hour it comes over 230 kbit/s. Who sends a byte before each silence is too long would else
 * hold a file's place in the line, and a connection, for years.
 */
export const BODY_MS_MAX: number = HOUR_MS;

/**
 * The one way out of the hub.
 *
 * Calls Meta's hosts and the origins that the operator's configuration names; follows no redirect,
 * which could lead a token to a stranger; and connects to no private address but of the latter
 * (SPEC S4).
 */
export function createDialer({ ownOrigins, machine, resolve }: DialerOptions): Dialer {
  const own = new Agent({ keepAliveTimeout: 10_000 });
  const outer = new Agent({
    keepAliveTimeout: 10_000,
    connect: { lookup: guardedLookup(resolve) },
  });
  const find = (url: string): Target | undefined => targetOf(url, ownOrigins);

  const begin: Open = async ({ url, method, headers, body, timeoutMs }) => {
    const target = allowed(find(url), headers);
    try {
      const answer = await request(target.url, {
        dispatcher: target.isOwn ? own : outer,
        method,
        headers,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return {
        kind: "answered",
        status: answer.statusCode,
        headers: answer.headers,
        body: answer.body,
      };
    } catch (error) {
      if (body instanceof Readable) body.destroy();
      return { kind: isBeforeSending(error) ? "not_sent" : "unknown" };
    }
  };

  return {
    targetOf: find,
    async open(call) {
      const opened = await begin(call);
      if (opened.kind === "answered") giveUpLater(machine, opened.body);
      return opened;
    },
    async dial(call) {
      const opened = await begin(call);
      if (opened.kind !== "answered") return opened;
      // One who answers a byte a minute is never silent, and would hold up a thread for years.
      const callOff = machine.after(call.timeoutMs, () => opened.body.destroy());
      const text = await textOf(opened.body);
      callOff();
      return text === undefined
        ? { kind: "unknown" }
        : { kind: "answered", status: opened.status, text };
    },
    async close() {
      await Promise.all([own.destroy(), outer.destroy()]);
    },
  };
}

/** Whoever reads it finds that it broke off; nobody else is told. */
function giveUpLater(machine: MachineTime, body: Readable): void {
  const callOff = machine.after(BODY_MS_MAX, () => {
    body.on("error", () => {});
    body.destroy();
  });
  body.once("close", callOff);
}

function allowed(target: Target | undefined, headers: Call["headers"]): Target {
  if (target === undefined) {
    throw new NotDialled("the address is neither Meta's nor named in the configuration");
  }
  const hasToken = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  if (hasToken && !target.takesToken) {
    throw new NotDialled(`no token goes to ${target.url.origin}`);
  }
  return target;
}

/** The whole of a body as text; `undefined` if it broke off or is beyond measure. */
async function textOf(body: Readable): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > TEXT_BYTES_MAX) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
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
  "PRIVATE_ADDRESS",
  "UND_ERR_CONNECT_TIMEOUT",
]);
