import type { Readable } from "node:stream";
import { type GraphError, graphError, graphJson } from "@casement/cloud-api";
import type { ApiKey } from "../access/api-key.ts";

/** A request to a Graph path other than `/messages`, by a key that is in force. */
export interface GraphRequest {
  readonly key: ApiKey;
  /** The key's text, if it came in the query. */
  readonly keyInQuery: string | undefined;
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  /** Where the hub is, as the caller knows it. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Readable | undefined;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

export const JSON_HEADERS = { "content-type": "application/json; charset=UTF-8" };

/** A value as Meta would write it. */
export function jsonAnswer({ status, body }: { status: number; body: unknown }): GraphAnswer {
  return {
    status,
    headers: { ...JSON_HEADERS, "cache-control": "no-store" },
    body: graphJson(body),
  };
}

/** Nobody should take silence for success. */
export function notCarried({ method, url }: Pick<GraphRequest, "method" | "url">): GraphError {
  const [path = ""] = url.split("?");
  const message = `(#3) The hub does not carry ${method} ${path}. Ask Meta directly.`;
  return graphError(3, { message, status: 501 });
}

export const META_AWAY: GraphError = graphError(131016, { isTransient: true });

/** Unknown is not transient: what may have been done is not to be done again unseen. */
export const UNKNOWN: GraphError = graphError(131000, {
  details: "No answer came. Whether it was done is not known.",
  isTransient: false,
});

export const TOO_LARGE: GraphError = graphError(100, {
  status: 413,
  message: "(#100) The body is too large.",
});

export function lacksScope(scope: string): GraphError {
  return graphError(10, { message: `(#10) This key lacks the scope ${scope}.` });
}
