import type { IncomingHttpHeaders } from "node:http";

/** The name that better-auth gives its cookie under our prefix. */
export const SESSION_COOKIE = "casement.session_token";

/** The cookie of somebody who signed in: a token, and a signature of it by our own secret. */
export function sessionIn(headers: IncomingHttpHeaders): string | undefined {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === SESSION_COOKIE && value !== undefined && value !== "") return value;
  }
  return undefined;
}

/**
 * A cookie of better-auth's as we set it. Whether it may go over plain HTTP is for how the browser
 * came to say: a hub does not know its own address.
 */
export function sessionCookieOf(setCookie: string, secure: boolean): string {
  return secure ? `${setCookie}; Secure` : setCookie;
}

/** Ends the session in this browser. */
export const NO_SESSION_COOKIE = `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
