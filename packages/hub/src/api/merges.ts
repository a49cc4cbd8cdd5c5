import { z } from "zod";
import { selectErasedAt } from "../erasing/erase-store.ts";
import { isGroup } from "../erasing/erase-thread.ts";
import { readThreads } from "../inbox/read-threads.ts";
import { selectAliasesOf } from "../threads/alias-store.ts";
import { askRegrouping, type Regrouping } from "../threads/ask-regrouping.ts";
import { selectMergesOf } from "../threads/thread-merge-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";
import { reachedThread } from "./reach.ts";
import { NO_BODY, NO_FIELDS, oneOf, type Route, route, ThreadParams } from "./route.ts";
import { ThreadShape } from "./shapes.ts";

/** Saying that two threads of a number are one customer, and taking that back. */
export function mergeRoutes(api: ApiSurroundings): Route[] {
  return [merge(api), unmerge(api)];
}

function merge(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/threads/{number_id}/{thread_id}/merges",
    summary: "Merges another thread of the number into this one: they are one customer",
    scope: "threads:write",
    params: ThreadParams,
    query: NO_FIELDS,
    body: z.strictObject({ thread_id: z.guid() }),
    answer: oneOf(z.object({ merge_id: z.string(), thread: ThreadShape })),
    async run({ key, params, body }) {
      const { numberId, threadId } = await reachedThread(api, key, params);
      const address = { number_id: numberId, thread_id: body.thread_id };
      const { threadId: other } = await reachedThread(api, key, address);
      if (other === threadId) throw new ApiProblem("conflict", "It is the same thread.");
      for (const one of [threadId, other]) {
        if ((await selectAliasesOf(api.db, numberId, one)).some(isGroup)) {
          throw new ApiProblem("conflict", "One of them is a group's thread, and no customer's.");
        }
        if ((await selectErasedAt(api.db, numberId, one)) !== undefined) {
          const why =
            "The customer of one of them was erased: a merge would mix them with another.";
          throw new ApiProblem("conflict", why);
        }
      }
      const who = { id: key.keyId, name: key.name };
      const about = await regrouped(api, numberId, {
        what: "threads_merged",
        threadId,
        other,
        who,
      });
      const [thread] = await shapesOf(api, numberId, [threadId]);
      return { body: { data: { merge_id: String(about["merge_id"]), thread } } };
    },
  });
}

function unmerge(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/threads/{number_id}/{thread_id}/merges/{merge_id}",
    summary: "Undoes a merge: the two threads are as if there had been none",
    scope: "threads:write",
    params: ThreadParams.extend({ merge_id: z.guid() }),
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(z.object({ threads: z.array(ThreadShape) })),
    async run({ key, params }) {
      const { numberId, threadId } = await reachedThread(api, key, params);
      const { merge_id: other } = params;
      const merges = await selectMergesOf(api.db, numberId, threadId);
      const undone = merges.find(({ mergeId }) => mergeId === other);
      if (undone === undefined) {
        throw new ApiProblem("not_found", "There is no such merge.");
      }
      if (undone.isFinal) {
        const why = "Facts by which the two could be told apart are not kept any more.";
        throw new ApiProblem("conflict", why);
      }
      const who = { id: key.keyId, name: key.name };
      const asked = { what: "threads_unmerged" as const, threadId, other, who };
      const about = await regrouped(api, numberId, asked);
      const both = new Set([String(about["thread_id"]), String(about["other_thread_id"])]);
      return { body: { data: { threads: await shapesOf(api, numberId, [...both]) } } };
    },
  });
}

async function regrouped(
  api: ApiSurroundings,
  numberId: bigint,
  asked: Regrouping,
): Promise<Readonly<Record<string, string | number>>> {
  const entry = await askRegrouping(api, numberId, asked);
  if (entry === "late") {
    const why = "It takes longer than you should wait. The audit log says when it is done.";
    throw new ApiProblem("unavailable", why, { retrySeconds: 5 });
  }
  if (entry === "nothing") {
    throw new ApiProblem("conflict", "The threads have changed meanwhile. Look at them again.");
  }
  return entry.about;
}

async function shapesOf(
  api: ApiSurroundings,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<[ThreadShape, ...ThreadShape[]]> {
  const threads = await readThreads(api, { numberId, threadIds });
  const [first, ...others] = threadIds.flatMap((id) => threads.get(id) ?? []);
  if (first === undefined) throw new ApiProblem("not_found", "There is no such thread.");
  return [first, ...others];
}
