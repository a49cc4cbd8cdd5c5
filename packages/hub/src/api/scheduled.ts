import { assert, instantFromMs } from "@casement/engine";
import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import { readMessages } from "../inbox/read-messages.ts";
import { selectScheduled, selectScheduledPage } from "../sending/scheduled-draft-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { draftBody } from "./draft-body.ts";
import { ScheduledShape } from "./management-shapes.ts";
import { pageOfNumbers } from "./number-pages.ts";
import { ApiProblem } from "./problems.ts";
import { reachedNumbers } from "./reach.ts";
import {
  limitOf,
  NO_BODY,
  NO_FIELDS,
  NumberId,
  oneOf,
  pageOf,
  type Route,
  route,
} from "./route.ts";
import { refuseTooFar, SendAt } from "./send-body.ts";
import { DraftShape, TemplateDraftShape } from "./shapes.ts";

/** Messages that wait for their moment. They are made by `POST /messages` with `send_at`. */
export function scheduledRoutes(api: ApiSurroundings): Route[] {
  return [list(api), change(api), cancel(api)];
}

const Place = z.tuple([NumberId, z.int(), z.guid()]).transform(([numberId, at, draftId]) => ({
  numberId,
  after: { sendAt: instantFromMs(at), draftId },
}));

function list(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/scheduled",
    summary: "Messages that wait for their moment, number by number, earliest first",
    scope: "threads:read",
    params: NO_FIELDS,
    query: z.object({
      number_id: NumberId.optional(),
      thread_id: z.guid().optional(),
      cursor: cursorOf(Place).optional(),
      limit: limitOf(50, 200),
    }),
    body: NO_BODY,
    answer: pageOf(ScheduledShape),
    async run({ key, query }) {
      const { thread_id: threadId, limit, cursor } = query;
      const numberIds = reachedNumbers(key, query.number_id);
      const page = { place: cursor, limit };
      const { rows, last } = await pageOfNumbers(numberIds, page, (numberId, part) =>
        selectScheduledPage(api.db, numberId, { threadId, ...part }),
      );
      const next = last && cursorFrom([String(last.numberId), last.sendAt, last.draftId]);
      const data = await Promise.all(rows.map((row) => shapeOf(api, row)));
      return { body: { data, next_cursor: next ?? null } };
    },
  });
}

const Params = z.object({ number_id: NumberId, draft_id: z.guid() });

function change(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: "/scheduled/{number_id}/{draft_id}",
    summary: "Changes a scheduled message: its moment, what it says, its fallback",
    scope: "messages:send",
    params: Params,
    query: NO_FIELDS,
    body: z.strictObject({
      send_at: SendAt.optional(),
      draft: DraftShape.optional(),
      fallback: TemplateDraftShape.nullable().optional(),
    }),
    answer: oneOf(ScheduledShape),
    async run({ key, params, body }) {
      const found = await reachedScheduled(api, key, params);
      const { numberId, draftId } = found;
      const { draft, fallback, send_at: sendAt } = body;
      refuseTooFar(api, sendAt);
      const isDone = await api.sender.change({
        ...{ numberId, draftId, sendAt },
        body: draft && (await draftBody(api, { key, numberId, draft })),
        fallback: fallback && (await draftBody(api, { key, numberId, draft: fallback })),
      });
      if (!isDone) throw noLonger();
      return { body: { data: await shapeOf(api, found) } };
    },
  });
}

function cancel(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/scheduled/{number_id}/{draft_id}",
    summary: "Takes a scheduled message back: it is never sent",
    scope: "messages:send",
    params: Params,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(ScheduledShape),
    async run({ key, params }) {
      const found = await reachedScheduled(api, key, params);
      if (!(await api.sender.cancel(found))) throw noLonger();
      return { body: { data: await shapeOf(api, found) } };
    },
  });
}

interface Found {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly draftId: string;
}

/** The scheduled message, if the key reaches it; a key of one account sees no other's. */
async function reachedScheduled(
  { db }: ApiSurroundings,
  key: ApiKey,
  { number_id: numberId, draft_id: draftId }: z.output<typeof Params>,
): Promise<Found> {
  const draft = mayReach(key, numberId) ? await selectScheduled(db, numberId, draftId) : undefined;
  if (draft === undefined || (key.accountId ?? draft.accountId) !== draft.accountId) {
    throw new ApiProblem("not_found", "No such message is scheduled: it was sent or taken back.");
  }
  return draft;
}

function noLonger(): ApiProblem {
  return new ApiProblem("conflict", "It has just been sent, taken back or changed.");
}

async function shapeOf(
  api: ApiSurroundings,
  { numberId, threadId, draftId }: Found,
): Promise<ScheduledShape> {
  const message = (await readMessages(api, { numberId, ids: [draftId] })).get(draftId);
  assert(message !== undefined, "a draft that is there can be read");
  return { number_id: String(numberId), thread_id: threadId, message };
}
