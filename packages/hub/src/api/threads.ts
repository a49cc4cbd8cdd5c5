import { instantFromMs } from "@casement/engine";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import { conversationShape } from "../inbox/conversation-shape.ts";
import { selectConversations } from "../inbox/conversation-store.ts";
import { markRead } from "../inbox/mark-read.ts";
import { readThreadPage, readThreads } from "../inbox/read-threads.ts";
import { sendingShape } from "../inbox/sending-shape.ts";
import { threadForGate, usageOf } from "../sending/gate.ts";
import { selectThreads } from "../threads/thread-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { ApiProblem } from "./problems.ts";
import { accountFor, reachedNumbers, reachedThread } from "./reach.ts";
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
import { type SendingShape, ThreadDetailShape, ThreadShape } from "./shapes.ts";

export function threadRoutes(api: ApiSurroundings): Route[] {
  return [list(api), detail(api), read(api)];
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
      q: Search.optional().meta({ description: "Part of a name, or first digits of a phone." }),
      number_id: NumberId.optional(),
    }),
    body: NO_BODY,
    answer: pageOf(ThreadShape),
    async run({ key, query }) {
      const { threads, next } = await readThreadPage(api, {
        numberIds: reachedNumbers(key, query.number_id),
        after: query.cursor,
        search: query.q,
        limit: query.limit,
      });
      const place = next && [next.at, String(next.numberId), next.threadId];
      return { body: { data: threads, next_cursor: place ? cursorFrom(place) : null } };
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
      const conversations = await selectConversations(api.db, thread);
      return {
        body: {
          data: {
            thread: thread.shape,
            conversations: conversations.map(conversationShape),
            sending: await sendingOf(api, key, thread),
          },
        },
      };
    },
  });
}

async function sendingOf(
  { db, clock, gate }: ApiSurroundings,
  key: ApiKey,
  { numberId, threadId }: { numberId: bigint; threadId: string },
): Promise<SendingShape> {
  const [row] = await selectThreads(db, numberId, [threadId]);
  const account = accountFor(gate.directory, key, numberId);
  if (row === undefined) throw new ApiProblem("not_found", "There is no such thread.");
  const thread = threadForGate(gate, numberId, row);
  if (account === undefined) {
    // A number that nobody connected is shown as the fold takes it; a draft is refused when sent.
    const assumed = gate.directory.bookOf(numberId).of(undefined);
    return sendingShape(thread, { account: assumed, usage: UNUSED, now: clock.now() });
  }
  const usage = await usageOf(gate, numberId, account);
  return sendingShape(thread, { account: account.rules, usage, now: clock.now() });
}

const UNUSED = { freeUnitsUsed: 0 };

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
