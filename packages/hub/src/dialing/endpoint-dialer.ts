import { isIP } from "node:net";
import type { MachineTime } from "@casement/engine/clock";
import { Agent, request } from "undici";
import { guardedLookup, PrivateAddress, type Resolve } from "./guarded-lookup.ts";
import { isPrivateAddress } from "./private-address.ts";

/** How a post to an endpoint ended. */
export type EndpointAnswer =
  | { readonly kind: "answered"; readonly status: number }
  /** The URL is none that the hub calls. */
  | { readonly kind: "not_called" }
  /** The name leads into a private network; nothing was sent. */
  | { readonly kind: "private_address" }
  /** Nothing listens there, or the line broke. */
  | { readonly kind: "not_reached" }
  /** It took too long. */
  | { readonly kind: "timed_out" };

export interface EndpointPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface EndpointDialer {
  post(post: EndpointPost): Promise<EndpointAnswer>;
  /** Whether the hub calls such a URL at all; where its name leads shows with each call. */
  mayCall(url: string): boolean;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface EndpointDialing {
  readonly machine: MachineTime;
  /** Origins that the operator allowed: they may lie in a private network, and need no TLS. */
  readonly privateOrigins: PrivateOrigins;
  /** How names are resolved: the system's way, unless a test has another. */
  readonly resolve?: Resolve | undefined;
}

export type PrivateOrigins = Pick<ReadonlySet<string>, "has">;

/** Those that are named, and with `here` every one on this machine: for a demo, on nobody's. */
export function privateOriginsOf(named: readonly string[], here: boolean): PrivateOrigins {
  const names = new Set(named);
  return { has: (origin) => names.has(origin) || (here && isHere(origin)) };
}

/** By its name alone: what is looked up could lead elsewhere tomorrow. */
function isHere(origin: string): boolean {
  const host = URL.parse(origin)?.hostname ?? "";
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
}

/** From the first byte out to the last one looked at: as long as Meta gives a webhook. */
const TIMEOUT_MS = 10_000;

/** What an endpoint says beside its status is not read; a little of it keeps the line usable. */
const ANSWER_BYTES_MAX: number = 16 * 1024;

/**
 * The way out to addresses that a business gave, and no token of an account's ever goes there.
 *
 * What a key may name is kept from the network that the hub stands in: https only, no private
 * address, judged by the very addresses that are connected to, and no redirect (SPEC H7). The
 * exception is an origin that the operator's configuration names.
 */
export function createEndpointDialer({
  machine,
  privateOrigins,
  resolve,
}: EndpointDialing): EndpointDialer {
  const own = new Agent({ keepAliveTimeout: 10_000 });
  const outer = new Agent({
    keepAliveTimeout: 10_000,
    connect: { lookup: guardedLookup(resolve) },
  });
  return {
    mayCall: (url) => callable(url, privateOrigins) !== undefined,
    async post({ url, headers, body }) {
      const target = callable(url, privateOrigins);
      if (target === undefined) return { kind: "not_called" };
      const giveUp = new AbortController();
      const callOff = machine.after(TIMEOUT_MS, () => giveUp.abort());
      try {
        const answer = await request(target, {
          dispatcher: privateOrigins.has(target.origin) ? own : outer,
          method: "POST",
          headers,
          body,
          signal: giveUp.signal,
        });
        await answer.body.dump({ limit: ANSWER_BYTES_MAX }).catch(() => {});
        return { kind: "answered", status: answer.statusCode };
      } catch (error) {
        if (giveUp.signal.aborted) return { kind: "timed_out" };
        return { kind: error instanceof PrivateAddress ? "private_address" : "not_reached" };
      } finally {
        callOff();
      }
    },
    async close() {
      await Promise.all([own.destroy(), outer.destroy()]);
    },
  };
}

/** An address written as such is connected to without a look-up, so it is judged here. */
function callable(text: string, privateOrigins: PrivateOrigins): URL | undefined {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "" || url.hash !== "") {
    return undefined;
  }
  if (privateOrigins.has(url.origin)) return url;
  if (url.protocol !== "https:") return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isPrivateAddress(host) ? undefined : url;
}
