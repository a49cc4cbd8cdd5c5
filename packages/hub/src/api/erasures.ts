import { z } from "zod";
import { selectAuditEntries } from "../access/audit-store.ts";
import { askErasure } from "../erasing/ask-erasure.ts";
import { isGroup } from "../erasing/erase-thread.ts";
import { selectAliasesOf } from "../threads/alias-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { AuditEntryShape, ErasureShape } from "./erasure-shapes.ts";
import { isoOf } from "./instants.ts";
import { ApiProblem } from "./problems.ts";
import { reachedThread } from "./reach.ts";
import {
  limitOf,
  NO_BODY,
  NO_FIELDS,
  oneOf,
  pageOf,
  type Route,
  route,
  ThreadParams,
} from "./route.ts";

/** Forgetting customers, and who did. */
export function erasureRoutes(api: ApiSurroundings): Route[] {
  return [erase(api), log(api)];
}

function erase(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/threads/{number_id}/{thread_id}/erasure",
    summary: "Forgets a customer for good: words, files, names. What it cost stays",
    scope: "threads:erase",
    params: ThreadParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(ErasureShape),
    async run({ key, params }) {
      const { numberId, threadId } = await reachedThread(api, key, params);
      if ((await selectAliasesOf(api.db, numberId, threadId)).some(isGroup)) {
        throw new ApiProblem("conflict", "It is a group's thread, and not one customer's.");
      }
      const who = { id: key.keyId, name: key.name };
      const entry = await askErasure(api, { numberId, threadId, who });
      if (entry === undefined) {
        const why = "It takes longer than you should wait. The audit log says when it is done.";
        throw new ApiProblem("unavailable", why, { retrySeconds: 60 });
      }
      return { body: { data: ErasureShape.parse(entry.about) } };
    },
  });
}

function log({ db }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/audit-log",
    summary: "What was done to what is known of customers, the newest first",
    scope: "audit:read",
    params: NO_FIELDS,
    query: z.object({ cursor: cursorOf(z.tuple([z.guid()])).optional(), limit: limitOf(100, 500) }),
    body: NO_BODY,
    answer: pageOf(AuditEntryShape),
    async run({ key, query }) {
      if (!key.everywhere) {
        throw new ApiProblem("forbidden", "The audit log is the installation's.");
      }
      const { limit } = query;
      const page = { before: query.cursor?.[0], limit: limit + 1 };
      const found = await selectAuditEntries(db, page);
      const data = found.slice(0, limit).map(
        (one): AuditEntryShape => ({
          entry_id: one.entryId,
          at: isoOf(one.at),
          who: one.who,
          who_id: one.whoId,
          what: one.what,
          about: { ...one.about },
        }),
      );
      const last = found.length > limit ? data.at(-1) : undefined;
      return {
        body: { data, next_cursor: last === undefined ? null : cursorFrom([last.entry_id]) },
      };
    },
  });
}
