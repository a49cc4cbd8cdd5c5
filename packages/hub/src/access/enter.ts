import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Admission } from "./admission.ts";
import { NO_SESSION_COOKIE } from "./session-cookie.ts";
import { cookieOf } from "./shown-key.ts";

/**
 * `GET /enter?key=csm_…`: the link that a demo prints, which lets a browser in without a password.
 * A hub at work has no such address: there, people sign in.
 *
 * The key moves from the address into a cookie that no script can read, and the browser goes on to
 * `/`. The address is then no longer on screen, in a `Referer`, or in any page's history of ours.
 * A browser with a wrong link, or after too many, gets the page that says so, and takes the key out
 * of its address.
 */
export function serveEnter(
  app: FastifyInstance,
  { admission, screens }: { readonly admission: Admission; readonly screens: string | undefined },
): void {
  app.get("/enter", async (request, reply) => {
    reply.header("cache-control", "no-store").type("text/plain; charset=utf-8");
    const text = Query.safeParse(request.query).data?.key;
    const shown = text === undefined ? undefined : { by: "query" as const, text };
    const outcome = await admission.admit(shown, request.ip);
    if (outcome.kind === "admitted" && text !== undefined) {
      reply.header("set-cookie", [cookieOf(text, request.protocol === "https"), NO_SESSION_COOKIE]);
      return reply.redirect("/", 303);
    }
    const isTooOften = outcome.kind === "too_many";
    reply.code(isTooOften ? 429 : 401);
    if (isTooOften) reply.header("retry-after", String(outcome.waitSeconds));
    const isRead = (request.headers.accept ?? "").includes("text/html");
    if (isRead && screens !== undefined) {
      return reply.type("text/html; charset=utf-8").sendFile("index.html");
    }
    return isTooOften ? TOO_OFTEN : WRONG;
  });
}

const TOO_OFTEN = "Too many wrong keys came from here. Wait a little, and try again.\n";
const WRONG = "This link lets nobody in: its key is not one of this hub's, or is no longer one.\n";

const Query = z.object({ key: z.string() });
