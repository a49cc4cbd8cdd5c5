import { assert, explain, instantFromMs } from "@casement/engine";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import { isDatabaseAway } from "../database/index.ts";
import { readMessagePage, readMessages } from "../inbox/read-messages.ts";
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey } from "../sending/idempotency-key.ts";
import type { Recipient } from "../sending/recipient.ts";
import { MaybeSent, type SendOutcome } from "../sending/sender.ts";
import { isTag, TAG_RULE } from "../sending/tag.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { decisionShape } from "./decision-shape.ts";
import { draftBody } from "./draft-body.ts";
import { ApiProblem } from "./problems.ts";
import { reachedNumbers, reachedThread } from "./reach.ts";
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
import { refuseTooFar, SendBody } from "./send-body.ts";
import { DraftShape, MessageShape, Origin, ProblemShape, SentShape } from "./shapes.ts";

export function messageRoutes(api: ApiSurroundings): Route[] {
  return [list(api), post(api), send(api)];
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
    query: z.object({
      before: cursorOf(Place).optional(),
      limit: limitOf(50, 200),
      origin: Origin.optional().meta({ description: "`unknown`: not ours, another tool sent it." }),
    }),
    body: NO_BODY,
    answer: pageOf(MessageShape),
    async run({ key, params, query }) {
      const { numberId, threadId } = await reachedThread(api, key, params);
      const { before, limit, origin } = query;
      const page = await readMessagePage(api, { numberId, threadId, before, limit, origin });
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
      const said = parsed(Headers, headers, "headers");
      const { "idempotency-key": idempotencyKey, "x-casement-tag": tag } = said;
      const { numberId, threadId } = await reachedThread(api, key, params);
      const { keyId, accountId } = key;
      const body = await draftBody(api, { key, numberId, draft });
      const command = { numberId, to: { threadId }, keyId, accountId, body, idempotencyKey, tag };
      return answerFrom(api, await api.sender.send(command));
    },
  });
}

function send(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/messages",
    summary:
      "Sends a draft to a thread or an address, now or at send_at, or its fallback if the window has closed",
    scope: "messages:send",
    params: NO_FIELDS,
    query: NO_FIELDS,
    headers: Headers,
    body: SendBody,
    answer: Told,
    async run({ key, body: asked, headers }) {
      const said = parsed(Headers, headers, "headers");
      const { "idempotency-key": idempotencyKey, "x-casement-tag": tag } = said;
      const { number_id: numberId, draft, fallback, send_at: sendAt } = asked;
      refuseTooFar(api, sendAt);
      const { keyId, accountId } = key;
      const outcome = await api.sender.send({
        ...{ numberId, keyId, accountId, idempotencyKey, tag, sendAt },
        to: await recipientFrom(api, key, asked),
        body: await draftBody(api, { key, numberId, draft }),
        fallback: fallback && (await draftBody(api, { key, numberId, draft: fallback })),
      });
      return answerFrom(api, outcome);
    },
  });
}

async function recipientFrom(
  api: ApiSurroundings,
  key: ApiKey,
  { number_id: numberId, thread_id, to }: z.output<typeof SendBody>,
): Promise<Recipient> {
  if (thread_id === undefined) {
    reachedNumbers(key, numberId);
    return { address: to ?? "" };
  }
  const { threadId } = await reachedThread(api, key, { number_id: numberId, thread_id });
  return { threadId };
}

const Headers = z.object({
  "idempotency-key": z
    .string()
    .refine(isIdempotencyKey, IDEMPOTENCY_KEY_RULE)
    .optional()
    .meta({ description: "The same key with the same draft is that draft, and not another." }),
  "x-casement-tag": z.string().refine(isTag, TAG_RULE).optional().meta({
    description: "What it is sent for, such as a campaign: the ledger can be asked by it.",
  }),
});

async function answerFrom(
  api: ApiSurroundings,
  outcome: SendOutcome,
): Promise<Answer<z.input<typeof Told>>> {
  const { numberId, draftId, decision, insteadOf, state } = outcome;
  if (state === "withdrawn") {
    const why =
      "The draft got no turn in time and was withdrawn: the number sends as fast as it may.";
    throw new ApiProblem("too_many_requests", why, { retrySeconds: 20 });
  }
  const messages = await readMessages(api, { numberId, ids: [draftId] }).catch((error: unknown) => {
    // "Ask again" would be wrong now: it is written down, and may have been sent.
    throw isDatabaseAway(error) ? new MaybeSent("it cannot be read", { cause: error }) : error;
  });
  const message = messages.get(draftId);
  assert(message !== undefined, "a draft that was sent can be read");
  // Its row is as it was before the call: on its way, which is more than anybody knows.
  if (state === "unknown" && message.status === "sending") {
    throw new MaybeSent("its end is not written down");
  }
  const data = { message, decision: decisionShape(decision, insteadOf) };
  if (state !== "refused" && state !== "failed") return { body: { data } };
  const why = state === "refused" ? explain(decision) : (message.error?.title ?? "Not sent.");
  return { status: 422, body: { error: { code: state, message: why }, data } };
}
