import {
  type GraphError,
  graphError,
  graphJson,
  isReceiptRequest,
  missingObjectError,
  parseJson,
  readReceiptRequest,
  readSendRequest,
} from "@casement/cloud-api";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Admission } from "../access/admission.ts";
import { type ApiKey, mayDo, mayReach } from "../access/api-key.ts";
import { type Answer, answerFrom } from "./call-meta.ts";
import type { Receipts } from "./receipt.ts";
import { NoSuchNumber, type Sender, type SendOutcome } from "./sender.ts";

export interface GraphSurroundings {
  readonly admission: Admission;
  readonly sender: Sender;
  readonly receipts: Receipts;
}

/** 1,000 characters of an emoji are 12 kB escaped; templates with cards are the longest. */
const BODY_BYTES_MAX = 1024 * 1024;

/**
 * The hub as a Cloud API: an SDK changes its base URL and its token, and nothing else.
 *
 * Errors are Meta's, in Meta's envelope. What is not carried yet answers 501, so that nobody takes
 * silence for success.
 */
export function graphRoutes(surroundings: GraphSurroundings): FastifyPluginAsync {
  return async (server) => {
    server.setErrorHandler((error, _request, reply) => {
      const isTheirs = isBadRequest(error);
      const details = isTheirs ? "The body is not valid JSON." : "Something went wrong in the hub.";
      return give(reply, answerFrom(graphError(isTheirs ? 100 : 131000, { details })));
    });
    for (const path of ["/:version(^v\\d+\\.\\d+$)/:id(^\\d{1,18}$)", "/:id(^\\d{1,18}$)"]) {
      server.route({
        method: "POST",
        url: `${path}/messages`,
        bodyLimit: BODY_BYTES_MAX,
        handler: (request, reply) => postMessage(surroundings, request, reply),
      });
      server.all(`${path}`, notCarried);
      server.all(`${path}/*`, notCarried);
    }
  };
}

async function notCarried(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [path = ""] = request.url.split("?");
  const message = `(#3) The hub does not carry ${request.method} ${path} yet. Ask Meta directly.`;
  return give(reply, answerFrom(graphError(3, { message, status: 501 })));
}

async function postMessage(
  surroundings: GraphSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const numberId = BigInt(paramOf(request, "id"));
  const key = await admitted(surroundings, request, numberId);
  if ("status" in key) return give(reply, answerFrom(key));
  if (isReceiptRequest(request.body)) return postReceipt(surroundings, numberId, request, reply);

  const read = readSendRequest(request.body);
  if (!read.ok) return give(reply, answerFrom(read.error));
  const { biz_opaque_callback_data: callbackData, ...body } = plainObject(request.body);
  const { to, recipient = "", recipient_type } = read.request;
  try {
    const outcome = await surroundings.sender.send({
      numberId,
      to: { address: to ?? recipient, isGroup: recipient_type === "group" },
      accountId: key.accountId,
      keyId: key.keyId,
      body,
      idempotencyKey: headerOf(request, "idempotency-key"),
      callbackData: typeof callbackData === "string" ? callbackData : undefined,
    });
    return give(withOutcome(reply, outcome), outcome.answer);
  } catch (error) {
    if (!(error instanceof NoSuchNumber)) throw error;
    return give(reply, answerFrom(missingObjectError(String(numberId))));
  }
}

async function postReceipt(
  surroundings: GraphSurroundings,
  numberId: bigint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = readReceiptRequest(request.body);
  if (!read.ok) return give(reply, answerFrom(read.error));
  return give(reply, await surroundings.receipts.post(numberId, plainObject(request.body)));
}

/** The key of a request that may send from this number; or Meta's error. */
async function admitted(
  { admission }: GraphSurroundings,
  request: FastifyRequest,
  numberId: bigint,
): Promise<ApiKey | GraphError> {
  const admittance = await admission.toGraph(request);
  switch (admittance.kind) {
    case "admitted":
      if (!mayReach(admittance.key, numberId)) return missingObjectError(String(numberId));
      return mayDo(admittance.key, "messages:send") ? admittance.key : graphError(10);
    case "no_key":
      return graphError(104);
    case "too_many":
      return graphError(4);
    default:
      return graphError(190, { message: "Invalid OAuth access token - Cannot parse access token" });
  }
}

/** Says beside Meta's answer which draft it was, and of a refusal why. */
function withOutcome(reply: FastifyReply, outcome: SendOutcome): FastifyReply {
  const { decision, draftId, state } = outcome;
  void reply.header("x-casement-draft", draftId);
  if (state !== "refused" || decision.allowed) return reply;
  const { reason, reasons, window, rule } = decision;
  return reply.header("x-casement-decision", JSON.stringify({ reason, reasons, window, rule }));
}

function give(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply
    .code(answer.status)
    .header("content-type", "application/json; charset=UTF-8")
    .header("cache-control", "private, no-cache, no-store, must-revalidate")
    .send(graphJson(answer.body));
}

function paramOf(request: FastifyRequest, name: string): string {
  const value: unknown = Reflect.get(Object(request.params), name);
  return typeof value === "string" ? value : "0";
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" && value.length <= 255 ? value : undefined;
}

function plainObject(body: unknown): Record<string, unknown> {
  const plain = parseJson(JSON.stringify(body ?? {}));
  return typeof plain === "object" && plain !== null && !Array.isArray(plain)
    ? Object.fromEntries(Object.entries(plain))
    : {};
}

function isBadRequest(error: unknown): boolean {
  const status: unknown = Reflect.get(Object(error), "statusCode");
  return typeof status === "number" && status >= 400 && status < 500;
}
