import { instantFromMs } from "@casement/engine";
import { z } from "zod";
import { markRead } from "../inbox/mark-read.ts";
import { readQueueCounts } from "../inbox/read-queue-counts.ts";
import { readThreadPage, readThreads } from "../inbox/read-threads.ts";
import { THREAD_QUEUES } from "../inbox/thread-queue.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { reachedNumbers, reachedThread } from "./reach.ts";
import {
  limitOf,
  NO_BODY,
  NO_FIELDS,
  NumberId,
  oneOf,
  pageOf,
  type Route,
  route,
  ThreadParams,
} from "./route.ts";
import { FoundShape, QueueCountsShape, ThreadDetailShape, ThreadShape } from "./shapes.ts";
import { threadDetail } from "./thread-detail.ts";

export function threadRoutes(api: ApiSurroundings): Route[] {
  return [list(api), counts(api), detail(api), read(api)];
}

const Place = z
  .tuple([z.int().nullable(), NumberId, z.guid()])
  .transform(([at, numberId, threadId]) => ({
    at: at === null ? null : instantFromMs(at),
    numberId,
    threadId,
  }));

/** PostgreSQL takes every character in a text but this one. */
const Search = z
  .string()
  .max(200)
  .refine((text) => !text.includes("\0"), "may hold no NUL")
  .transform((text) => text.trim() || undefined);

function list(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/threads",
    summary: "Threads, newest activity first",
    scope: "threads:read",
    params: NO_FIELDS,
    query: z.object({
      cursor: cursorOf(Place).optional(),
      limit: limitOf(50, 200),
      q: Search.optional().meta({
        description: "Part of a name, first digits of a phone, or words of a message.",
      }),
      queue: z
        .enum(THREAD_QUEUES)
        .optional()
        .meta({
          description:
            "Only those whose window is open, closes within two hours or has closed; that are " +
            "unread; in which the customer waits for an answer; or in which an answer would open " +
            "a free entry point. Those that wait come by who waits longest, the urgent by what " +
            "is lost first.",
        }),
      number_id: NumberId.optional(),
    }),
    body: NO_BODY,
    answer: pageOf(ThreadShape).extend({ found: z.array(FoundShape) }),
    async run({ key, query }) {
      const { threads, found, next } = await readThreadPage(api, {
        numberIds: reachedNumbers(key, query.number_id),
        after: query.cursor,
        queue: query.queue,
        search: query.q,
        limit: query.limit,
      });
      const place = next && [next.at, String(next.numberId), next.threadId];
      return { body: { data: threads, found, next_cursor: place ? cursorFrom(place) : null } };
    },
  });
}

function counts(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/threads/counts",
    summary: "How many threads each queue has now",
    scope: "threads:read",
    params: NO_FIELDS,
    query: z.object({ number_id: NumberId.optional() }),
    body: NO_BODY,
    answer: oneOf(QueueCountsShape),
    async run({ key, query }) {
      const numberIds = reachedNumbers(key, query.number_id);
      return { body: { data: await readQueueCounts(api, numberIds) } };
    },
  });
}

function detail(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/threads/{number_id}/{thread_id}",
    summary: "A thread, its conversations, and all that decides what may be sent in it",
    scope: "threads:read",
    params: ThreadParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(ThreadDetailShape),
    async run({ key, params }) {
      const thread = await reachedThread(api, key, params);
      return { body: { data: await threadDetail(api, key, thread) } };
    },
  });
}

function read(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/threads/{number_id}/{thread_id}/read",
    summary: "Somebody has seen what the customer wrote",
    scope: "threads:write",
    params: ThreadParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(ThreadShape),
    async run({ key, params }) {
      const { numberId, threadId, shape } = await reachedThread(api, key, params);
      await markRead(api, { numberId, threadId });
      const threads = await readThreads(api, { numberId, threadIds: [threadId] });
      return { body: { data: threads.get(threadId) ?? shape } };
    },
  });
}
