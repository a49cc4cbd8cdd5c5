import type { IncomingHttpHeaders } from "node:http";

/** How a request shows its key. A cookie comes by itself, so what it may do asks for more. */
export interface ShownKey {
  readonly by: "header" | "cookie" | "query";
  readonly text: string;
}

export const COOKIE = "casement_key";

/** The key in the `Authorization` header; SDKs of Meta's API write `Bearer` or `OAuth`. */
export function keyInHeader(headers: IncomingHttpHeaders): ShownKey | undefined {
  const text = /^(?:Bearer|OAuth) +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
  return text === undefined ? undefined : { by: "header", text };
}

/** The key in the cookie that `/enter` sets. */
export function keyInCookie(headers: IncomingHttpHeaders): ShownKey | undefined {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [name, text] = pair.trim().split("=", 2);
    if (name === COOKIE && text !== undefined && text !== "") return { by: "cookie", text };
  }
  return undefined;
}

/**
 * The key in `?access_token=`, which Meta's own API allows. Never on our paths: addresses get
 * about.
 */
export function keyInQuery(url: string): ShownKey | undefined {
  const text = new URLSearchParams(url.slice(url.indexOf("?") + 1)).get("access_token");
  return text === null ? undefined : { by: "query", text };
}

/** Takes the key out of this browser. */
export const NO_KEY_COOKIE = `${COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;

/** The cookie that lets a browser in: no script can read it, and no other site can use it. */
export function cookieOf(text: string, secure: boolean): string {
  const year = 365 * 24 * 3_600;
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${year}`;
  return `${COOKIE}=${text}; ${attributes}${secure ? "; Secure" : ""}`;
}

/**
 * Whether the browser that sent these headers did so from a page of ours.
 *
 * `SameSite=Strict` already keeps the cookie from other sites; this also keeps it from another port
 * or subdomain, which is the same site. A program without a browser has no reason to use a cookie.
 */
export function isFromOurPages(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
