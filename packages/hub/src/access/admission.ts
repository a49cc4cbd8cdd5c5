import type { Clock, MachineTime } from "@casement/engine/clock";
import type { FastifyRequest } from "fastify";
import type { Pool } from "pg";
import type { ApiKey } from "./api-key.ts";
import { Keyring } from "./keyring.ts";
import type { People } from "./people.ts";
import { sessionIn } from "./session-cookie.ts";
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
  | { readonly kind: "session_over" }
  | { readonly kind: "foreign_page" }
  | { readonly kind: "too_many"; readonly waitSeconds: number };

type Asking = Pick<FastifyRequest, "headers" | "ip" | "method" | "url">;

/**
 * Tells who asks: whose key a request carries, or who is signed in. One for the whole server, so
 * that it counts all wrong keys.
 */
export class Admission {
  readonly keyring: Keyring;
  readonly #strangers: Strangers;
  readonly #people: Pick<People, "keyOf" | "forget"> | undefined;

  constructor(
    db: Pick<Pool, "query">,
    machine: MachineTime,
    more: { readonly people?: Pick<People, "keyOf" | "forget">; readonly clock?: Clock } = {},
  ) {
    this.keyring = new Keyring(db, machine, more.clock);
    this.#strangers = new Strangers(machine);
    this.#people = more.people;
  }

  /** Of a request to our own API: by the header, or by a cookie of a page of ours. */
  async toApi(request: Asking): Promise<Admitted> {
    const { headers, ip } = request;
    const inHeader = keyInHeader(headers);
    if (inHeader !== undefined) return this.admit(inHeader, ip);
    const session = sessionIn(headers);
    const inCookie = keyInCookie(headers);
    if (session === undefined && inCookie === undefined) return { kind: "no_key" };
    if (!mayUseCookie(request)) return { kind: "foreign_page" };
    const person = session === undefined ? undefined : await this.#people?.keyOf(session);
    if (person !== undefined) return { kind: "admitted", key: person };
    return inCookie === undefined ? { kind: "session_over" } : this.admit(inCookie, ip);
  }

  /** Who asked, as they are now: `undefined` once a key is revoked or somebody signed out. */
  async again({ headers }: Pick<Asking, "headers">): Promise<ApiKey | undefined> {
    const inHeader = keyInHeader(headers);
    if (inHeader !== undefined) return this.keyring.keyOf(inHeader.text);
    const session = sessionIn(headers);
    const person = session === undefined ? undefined : await this.#people?.keyOf(session);
    const inCookie = keyInCookie(headers);
    return person ?? (inCookie && (await this.keyring.keyOf(inCookie.text)));
  }

  /** Asks again for everybody: a key was revoked, somebody left, or a number was connected. */
  forget(): void {
    this.keyring.forget();
    this.#people?.forget();
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

/**
 * Whether a page of ours sent this, with a body that no form can make. A cookie comes by itself, so
 * what it may change asks for that; and so does a sign-in, or another site could sign a browser in
 * as somebody else.
 */
export function isFromOurOwnPage({ headers }: Pick<Asking, "headers">): boolean {
  const hasBody =
    headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  const isNoForm = /^application\/(json|octet-stream)\s*(;|$)/i.test(headers["content-type"] ?? "");
  return (isNoForm || !hasBody) && isFromOurPages(headers);
}

/** A cookie may read. To change something it must come from our page, and bring no form's body. */
function mayUseCookie({ method, headers }: Asking): boolean {
  if (method === "GET" || method === "HEAD") return headers["sec-fetch-site"] !== "cross-site";
  return isFromOurOwnPage({ headers });
}
