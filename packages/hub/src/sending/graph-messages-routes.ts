import type { Readable } from "node:stream";
import {
  type GraphError,
  graphError,
  isReceiptRequest,
  missingObjectError,
  parseJson,
  readReceiptRequest,
  readSendRequest,
} from "@casement/cloud-api";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admission } from "../access/admission.ts";
import { type ApiKey, mayDo, mayReach } from "../access/api-key.ts";
import { bytesOf } from "../dialing/measured.ts";
import { textIn } from "../json/unknown-value.ts";
import { doorOf, give, showsKey } from "./graph-door.ts";
import { lacksScope } from "./graph-exchange.ts";
import { bodyFromBytes, isForm } from "./graph-request.ts";
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey } from "./idempotency-key.ts";
import type { Receipts } from "./receipt.ts";
import { IdempotencyConflict, NoSuchNumber, type Sender, type SendOutcome } from "./sender.ts";
import { isTag, TAG_RULE } from "./tag.ts";

export interface MessageSurroundings {
  readonly admission: Admission;
  readonly sender: Sender;
  readonly receipts: Receipts;
}

/** 1,000 characters of an emoji are 12 kB escaped; templates with cards are the longest. */
const BODY_BYTES_MAX = 1024 * 1024;

/** `POST /{number}/messages`: a message for the gate, or a read receipt. As JSON or as a form. */
export async function postMessage(
  surroundings: MessageSurroundings,
  numberId: bigint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const isKeyOutside = showsKey(request) || !isForm(typeOf(request));
  const before = isKeyOutside ? await admitted(surroundings, request, { numberId }) : undefined;
  if (before !== undefined && "status" in before) return give(reply, before);
  const read = await bodyOf(request);
  if ("status" in read) return give(reply, read);
  const { access_token: inForm, ...said } = read.body;
  const key =
    before ??
    (await admitted(surroundings, request, {
      numberId,
      inForm: typeof inForm === "string" ? inForm : undefined,
    }));
  if ("status" in key) return give(reply, key);
  if (isReceiptRequest(said)) return postReceipt(surroundings, numberId, said, reply);
  return send(surroundings, { numberId, key, said, request }, reply);
}

interface Asked {
  readonly numberId: bigint;
  readonly key: ApiKey;
  readonly said: Readonly<Record<string, unknown>>;
  readonly request: FastifyRequest;
}

async function send(
  { sender }: MessageSurroundings,
  { numberId, key, said, request }: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = readSendRequest(said);
  if (!read.ok) return give(reply, read.error);
  const idempotencyKey = request.headers["idempotency-key"];
  if (idempotencyKey !== undefined && !isIdempotencyKey(String(idempotencyKey))) {
    return give(reply, WRONG_IDEMPOTENCY_KEY);
  }
  const tag = request.headers["x-casement-tag"];
  if (tag !== undefined && !isTag(String(tag))) return give(reply, WRONG_TAG);
  const callbackData = textIn(said, "biz_opaque_callback_data") ?? undefined;
  const { biz_opaque_callback_data: _, ...body } = said;
  const { to, recipient = "", recipient_type } = read.request;
  try {
    const outcome = await sender.send({
      numberId,
      to: { address: to ?? recipient, isGroup: recipient_type === "group" },
      accountId: key.accountId,
      keyId: key.keyId,
      body,
      idempotencyKey: idempotencyKey === undefined ? undefined : String(idempotencyKey),
      callbackData,
      tag: tag === undefined ? callbackData : String(tag),
    });
    return give(withOutcome(reply, outcome), outcome.answer);
  } catch (error) {
    if (error instanceof IdempotencyConflict) return give(reply, OTHER_BODY);
    if (!(error instanceof NoSuchNumber)) throw error;
    return give(reply, missingObjectError(String(numberId)));
  }
}

async function postReceipt(
  { receipts }: MessageSurroundings,
  numberId: bigint,
  said: Readonly<Record<string, unknown>>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = readReceiptRequest(said);
  if (!read.ok) return give(reply, read.error);
  return give(reply, await receipts.post(numberId, said));
}

/** The key of a request that may send from this number; or Meta's error. */
async function admitted(
  { admission }: MessageSurroundings,
  request: FastifyRequest,
  { numberId, inForm }: { numberId: bigint; inForm?: string | undefined },
): Promise<ApiKey | GraphError> {
  const door = await doorOf(admission, request, inForm);
  if (door.kind === "shut") return door.error;
  if (!mayReach(door.key, numberId)) return missingObjectError(String(numberId));
  return mayDo(door.key, "messages:send") ? door.key : lacksScope("messages:send");
}

/** The body as an object without surprises, or Meta's error for one that is none. */
async function bodyOf(
  request: FastifyRequest,
): Promise<{ body: Readonly<Record<string, unknown>> } | GraphError> {
  const stream: Readable | undefined = request.body === undefined ? undefined : request.raw;
  const read = bodyFromBytes(await bytesOf(stream, BODY_BYTES_MAX), typeOf(request));
  if (!read.ok) return graphError(100, { details: read.what });
  return { body: plainObject(read.body) };
}

/** Says beside Meta's answer which draft it was, and of a refusal why. */
function withOutcome(reply: FastifyReply, outcome: SendOutcome): FastifyReply {
  const { decision, draftId, state } = outcome;
  void reply.header("x-casement-draft", draftId);
  if (state !== "refused" || decision.allowed) return reply;
  const { reason, reasons, window, rule } = decision;
  return reply.header("x-casement-decision", JSON.stringify({ reason, reasons, window, rule }));
}

function typeOf(request: FastifyRequest): string {
  return request.headers["content-type"] ?? "";
}

const OTHER_BODY: GraphError = graphError(100, {
  status: 422,
  details: "Idempotency-Key: it stands for another body, for seven days. Take a new key.",
});

const WRONG_IDEMPOTENCY_KEY: GraphError = graphError(100, {
  details: `Idempotency-Key ${IDEMPOTENCY_KEY_RULE}.`,
});

const WRONG_TAG: GraphError = graphError(100, { details: `X-Casement-Tag ${TAG_RULE}.` });

function plainObject(body: unknown): Record<string, unknown> {
  const plain = parseJson(JSON.stringify(body ?? {}).replace(ESCAPE, storableEscape));
  return typeof plain === "object" && plain !== null && !Array.isArray(plain)
    ? Object.fromEntries(Object.entries(plain))
    : {};
}

const ESCAPE = /\\(?:u[\da-f]{4}|.)/g;

/**
 * NUL and half a surrogate pair, which stand in JSON as escapes, as the character that stands for
 * what is not known: the draft could not be kept with them.
 */
function storableEscape(written: string): string {
  return /^\\u(?:0000|d[89a-f])/.test(written) ? "\ufffd" : written;
}
