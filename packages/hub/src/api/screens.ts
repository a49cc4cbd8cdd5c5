import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiProblem } from "./problems.ts";

/**
 * Paths that programs ask for. A mistake in one of them is told to the program, not shown as a
 * page.
 */
const OF_PROGRAMS = /^\/(api|webhooks|v\d+(\.\d+)?|health|ready|metrics|enter)(\/|\?|$)/;

/**
 * The built screens: files as they are, and `index.html` for every address that is a page of the
 * app, so that a reload in the middle of a thread finds its way.
 */
export async function serveScreens(
  app: FastifyInstance,
  folder: string | undefined,
): Promise<void> {
  if (folder !== undefined) {
    await app.register(fastifyStatic, {
      root: folder,
      dotfiles: "ignore",
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header("cache-control", path.includes("/assets/") ? FOR_EVER : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (folder !== undefined && isPage(request)) return reply.sendFile("index.html");
    return sendProblem(reply, new ApiProblem("not_found", "There is nothing at this address."));
  });
}

/** Somebody who looks at a page asks for HTML; a missing script must not be answered with one. */
function isPage(request: FastifyRequest): boolean {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const wantsHtml = (request.headers.accept ?? "").includes("text/html");
  return isRead && wantsHtml && !OF_PROGRAMS.test(request.url);
}

export function sendProblem(reply: FastifyReply, problem: ApiProblem): FastifyReply {
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  const { retrySeconds } = problem;
  if (retrySeconds !== undefined) reply.header("retry-after", String(retrySeconds));
  return reply
    .code(problem.status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(problem.shape);
}

/** The names of these files change with what is in them. */
const FOR_EVER = "public, max-age=31536000, immutable";
