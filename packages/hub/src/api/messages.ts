import { assert, explain, instantFromMs } from "@casement/engine";
import { z } from "zod";
import { readMessagePage, readMessages } from "../inbox/read-messages.ts";
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey } from "../sending/idempotency-key.ts";
import type { SendOutcome } from "../sending/sender.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { decisionShape } from "./decision-shape.ts";
import { draftBody } from "./draft-body.ts";
import { ApiProblem } from "./problems.ts";
import { reachedThread } from "./reach.ts";
import {
  type Answer,
  limitOf,
  NO_BODY,
  NO_FIELDS,
  pageOf,
  parsed,
  type Route,
  route,
  ThreadParams,
} from "./route.ts";
import { DraftShape, MessageShape, ProblemShape, SentShape } from "./shapes.ts";

export function messageRoutes(api: ApiSurroundings): Route[] {
  return [list(api), post(api)];
}

const Place = z
  .tuple([z.int(), z.enum(["in", "out"]), z.string().max(500)])
  .transform(([at, direction, id]) => ({ at: instantFromMs(at), direction, id }));

function list(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/threads/{number_id}/{thread_id}/messages",
    summary: "A page of a thread, oldest first; next_cursor leads to what is older",
    scope: "threads:read",
    params: ThreadParams,
    query: z.object({ before: cursorOf(Place).optional(), limit: limitOf(50, 200) }),
    body: NO_BODY,
    answer: pageOf(MessageShape),
    async run({ key, params, query }) {
      const { numberId, threadId } = await reachedThread(api, key, params);
      const { before, limit } = query;
      const page = await readMessagePage(api, { numberId, threadId, before, limit });
      const next = page.next && cursorFrom([page.next.at, page.next.direction, page.next.id]);
      return { body: { data: page.messages, next_cursor: next ?? null } };
    },
  });
}

/** Of 422 it is a problem and, beside it, what became of the draft. */
const Told = z.object({ data: SentShape, error: ProblemShape.shape.error.optional() });

function post(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/threads/{number_id}/{thread_id}/messages",
    summary:
      "Sends a draft, or says why not (422); the header Idempotency-Key makes it safe to repeat",
    scope: "messages:send",
    params: ThreadParams,
    query: NO_FIELDS,
    headers: Headers,
    body: DraftShape,
    answer: Told,
    async run({ key, params, body: draft, headers }) {
      const { "idempotency-key": idempotencyKey } = parsed(Headers, headers, "headers");
      const { numberId, threadId } = await reachedThread(api, key, params);
      const outcome = await api.sender.send({
        numberId,
        to: { threadId },
        keyId: key.keyId,
        body: await draftBody(api, { key, numberId, draft }),
        ...(key.accountId === undefined ? {} : { accountId: key.accountId }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      return answerFrom(api, outcome);
    },
  });
}

const Headers = z.object({
  "idempotency-key": z
    .string()
    .refine(isIdempotencyKey, IDEMPOTENCY_KEY_RULE)
    .optional()
    .meta({ description: "The same key with the same draft is that draft, and not another." }),
});

async function answerFrom(
  api: ApiSurroundings,
  outcome: SendOutcome,
): Promise<Answer<z.input<typeof Told>>> {
  const { numberId, draftId, decision, state } = outcome;
  if (state === "withdrawn") {
    const why =
      "The draft got no turn in time and was withdrawn: the number sends as fast as it may.";
    throw new ApiProblem("too_many_requests", why, { retrySeconds: 20 });
  }
  const message = (await readMessages(api, { numberId, ids: [draftId] })).get(draftId);
  assert(message !== undefined, "a draft that was sent can be read");
  const data = { message, decision: decisionShape(decision) };
  if (state === "accepted" || state === "unknown") return { body: { data } };
  const why = state === "refused" ? explain(decision) : (message.error?.title ?? "Not sent.");
  return { status: 422, body: { error: { code: state, message: why }, data } };
}
