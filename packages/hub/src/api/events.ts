import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiKey } from "../access/api-key.ts";
import { mayDo } from "../access/api-key.ts";
import { placeFromId } from "../events/event-place.ts";
import { streamEvents } from "../events/event-stream.ts";
import type { ApiSurroundings } from "./api.ts";

/**
 * `GET /events`: what changes, as Server-Sent Events. It is not made of a `Route`, for it has no
 * answer that ends. A stream ends when the reader leaves, when the key is revoked or the session
 * over, or when the server closes.
 */
export function serveEvents(app: FastifyInstance, api: ApiSurroundings): void {
  const open = new Set<AbortController>();
  app.addHook("preClose", async () => {
    for (const leaving of open) leaving.abort();
  });

  app.get("/events", (request, reply) => {
    const leaving = new AbortController();
    open.add(leaving);
    reply.raw.once("close", () => {
      leaving.abort();
      open.delete(leaving);
    });
    const events = streamEvents(api, {
      key: () => keyAgain(api, request),
      place: placeIn(request),
      leaving: leaving.signal,
    });
    return reply
      .header("content-type", "text/event-stream; charset=utf-8")
      .header("cache-control", "no-store")
      .header("x-accel-buffering", "no")
      .send(Readable.from(events, { highWaterMark: EVENTS_AHEAD }));
  });
}

/** The key as it is now, and only while it may still read. */
async function keyAgain(
  { admission }: ApiSurroundings,
  request: FastifyRequest,
): Promise<ApiKey | undefined> {
  const key = await admission.again(request);
  return key !== undefined && mayDo(key, "threads:read") ? key : undefined;
}

function placeIn(request: FastifyRequest): ReturnType<typeof placeFromId> {
  const id = request.headers["last-event-id"];
  return typeof id === "string" ? placeFromId(id) : undefined;
}

/** How many events are made before the line has taken the one before. */
const EVENTS_AHEAD = 16;
