import { type GraphError, graphError } from "../graph-error.ts";
import { isRecord, requestBody } from "./request-body.ts";
import { requestError, requiredText } from "./request-error.ts";
import { ReceiptRequest, SendHead, SendRequest } from "./send-request.ts";

export type SendReading =
  | { readonly ok: true; readonly request: SendRequest }
  | { readonly ok: false; readonly error: GraphError };

export type ReceiptReading =
  | { readonly ok: true; readonly request: ReceiptRequest }
  | { readonly ok: false; readonly error: GraphError };

/**
 * What a body asks to be sent, or the error Meta answers such a body with. Never throws.
 *
 * Checked is what can be judged from the body alone. Whether the number, the recipient and the
 * template exist, and whether the window is open, is for others.
 */
export function readSendRequest(body: unknown): SendReading {
  const plain = requestBody(body);
  const head = SendHead.safeParse(plain);
  if (!head.success) return { ok: false, error: requestError(head.error, plain) };
  if (head.data.to === undefined && head.data.recipient === undefined) {
    return { ok: false, error: graphError(100, { message: `(#100) ${requiredText("to")}` }) };
  }
  const typed = { ...plain, type: head.data.type };
  const request = SendRequest.safeParse(typed);
  return request.success
    ? { ok: true, request: request.data }
    : { ok: false, error: requestError(request.error, typed) };
}

/**
 * Whether a body to `/messages` is no message but a read receipt, with or without a typing sign.
 * Then it is for `readReceiptRequest`.
 */
export function isReceiptRequest(body: unknown): boolean {
  if (!isRecord(body)) return false;
  // `null` is as good as nothing here, too.
  return (body["status"] ?? null) !== null && (body["type"] ?? null) === null;
}

/** What a receipt says, or Meta's error for it. Never throws. */
export function readReceiptRequest(body: unknown): ReceiptReading {
  const plain = requestBody(body);
  const request = ReceiptRequest.safeParse(plain);
  return request.success
    ? { ok: true, request: request.data }
    : { ok: false, error: requestError(request.error, plain) };
}
