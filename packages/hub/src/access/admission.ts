import type { MachineTime } from "@casement/engine/clock";
import type { FastifyRequest } from "fastify";
import type { Pool } from "pg";
import type { ApiKey } from "./api-key.ts";
import { Keyring } from "./keyring.ts";
import {
  isFromOurPages,
  keyInCookie,
  keyInHeader,
  keyInQuery,
  type ShownKey,
} from "./shown-key.ts";
import { Strangers } from "./strangers.ts";

/** Whether a request is let in, and as whom. */
export type Admitted =
  | { readonly kind: "admitted"; readonly key: ApiKey }
  | { readonly kind: "no_key" }
  | { readonly kind: "wrong_key" }
  | { readonly kind: "foreign_page" }
  | { readonly kind: "too_many"; readonly waitSeconds: number };

type Asking = Pick<FastifyRequest, "headers" | "ip" | "method" | "url">;

/**
 * Tells whose key a request carries. One for the whole server, so that it counts all wrong keys.
 */
export class Admission {
  readonly keyring: Keyring;
  readonly #strangers: Strangers;

  constructor(db: Pick<Pool, "query">, machine: MachineTime) {
    this.keyring = new Keyring(db, machine);
    this.#strangers = new Strangers(machine);
  }

  /** Of a request to our own API: by the header, or by the cookie of a page of ours. */
  async toApi(request: Asking): Promise<Admitted> {
    const shown = keyInHeader(request.headers) ?? keyInCookie(request.headers);
    if (shown?.by === "cookie" && !mayUseCookie(request)) return { kind: "foreign_page" };
    return this.admit(shown, request.ip);
  }

  /** Of a request to a Graph path: as Meta's API takes it, and never by the cookie. */
  async toGraph(request: Asking): Promise<Admitted> {
    return this.admit(keyInHeader(request.headers) ?? keyInQuery(request.url), request.ip);
  }

  /** The key of a request to a Graph path, where why there is none does not matter. */
  async keyOf(request: Asking): Promise<ApiKey | undefined> {
    const admitted = await this.toGraph(request);
    return admitted.kind === "admitted" ? admitted.key : undefined;
  }

  /** Of a key that was shown in some other way, such as the link that lets a browser in. */
  async admit(shown: ShownKey | undefined, address: string): Promise<Admitted> {
    if (shown === undefined) return { kind: "no_key" };
    const waitSeconds = this.#strangers.waitSecondsOf(address);
    if (waitSeconds > 0 && !this.keyring.isAcquainted(shown.text)) {
      return { kind: "too_many", waitSeconds };
    }
    const key = await this.keyring.keyOf(shown.text);
    if (key !== undefined) return { kind: "admitted", key };
    this.#strangers.failed(address);
    return { kind: "wrong_key" };
  }
}

/** A cookie may read. To change something it must come from our page, and bring no form's body. */
function mayUseCookie({ method, headers }: Asking): boolean {
  if (method === "GET" || method === "HEAD") return headers["sec-fetch-site"] !== "cross-site";
  const hasBody =
    headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  const isJson = /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
  return (isJson || !hasBody) && isFromOurPages(headers);
}
