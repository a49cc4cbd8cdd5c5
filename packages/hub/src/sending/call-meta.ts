import { ERRORS, type GraphError, graphError, parseJson, SendAnswer } from "@casement/cloud-api";
import { type Instant, isoFromInstant } from "@casement/engine";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { DRAFT_MARK } from "../webhook/status-translation.ts";

/** How long Meta may take to answer a send, in the machine's time. */
const ANSWER_TIMEOUT_MS = 20_000;

/** What became of the call of a draft. */
export type CallEnd =
  | {
      readonly state: "accepted";
      readonly answer: Answer;
      readonly wamid: string;
      readonly waId: string | undefined;
      readonly userId: string | undefined;
    }
  /** Meta said no, or was never reached: surely not sent. */
  | { readonly state: "failed"; readonly answer: Answer }
  /** It was never its turn to be called. */
  | { readonly state: "withdrawn"; readonly answer: Answer }
  /** Nobody knows. A status with our id may still say; the draft is not sent again. */
  | { readonly state: "unknown"; readonly answer: Answer };

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Posts a draft to Meta, once, with our id in `biz_opaque_callback_data` (SPEC S1, S2).
 *
 * An answer of 500 or more is unknown like no answer: a server that broke may have sent first. So
 * is a no that is not Meta's: what stands between us may lose patience after Meta has sent.
 */
export async function callMeta(
  dial: Dial,
  account: AccountRow,
  token: string,
  draft: { numberId: bigint; draftId: string; body: Readonly<Record<string, unknown>> },
): Promise<CallEnd> {
  const outcome = await dial({
    url: `${account.apiUrl}/${account.graphVersion}/${draft.numberId}/messages`,
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...draft.body,
      biz_opaque_callback_data: `${DRAFT_MARK}${draft.draftId}`,
    }),
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind === "not_sent") {
    return { state: "failed", answer: answerFrom(graphError(131016, { isTransient: true })) };
  }
  if (outcome.kind === "unknown" || outcome.status >= 500) return unknownEnd(draft.draftId);
  return endFrom({ status: outcome.status, body: jsonFrom(outcome.text) }, draft.draftId);
}

function endFrom(answer: Answer, draftId: string): CallEnd {
  if (answer.status !== 200) {
    return isRefusal(answer.body) ? { state: "failed", answer } : unknownEnd(draftId);
  }
  const read = SendAnswer.safeParse(answer.body);
  const wamid = read.success ? read.data.messages[0]?.id : undefined;
  if (!read.success || wamid === undefined) return unknownEnd(draftId);
  const [person] = read.data.contacts;
  return { state: "accepted", answer, wamid, waId: person?.wa_id, userId: person?.user_id };
}

/** Whether Meta says why it sent nothing. A fault of its own says nothing of what came before. */
function isRefusal(body: unknown): boolean {
  const code = fieldIn(fieldIn(body, "error"), "code");
  if (typeof code !== "number") return false;
  const known = ERRORS[code];
  return known === undefined || known.status < 500 || known.remedy !== "wait";
}

/** Unknown to us is not transient to an SDK: one that tried again on its own would send twice. */
export function unknownEnd(draftId: string): CallEnd {
  const details =
    `Whether draft ${draftId} was sent is not known. It will not be sent again; a status webhook ` +
    "settles it.";
  return {
    state: "unknown",
    answer: answerFrom(graphError(131000, { details, isTransient: false })),
  };
}

/**
 * What waited too long for its turn was surely not sent; the same later may go through. Of a
 * scheduled message its moment is told.
 */
export function withdrawal(sendAt?: Instant): Extract<CallEnd, { state: "withdrawn" }> {
  const details =
    sendAt === undefined
      ? "The number sends as fast as it may, and the message got no turn in 20 seconds. " +
        "It was not sent."
      : `It was to be sent at ${isoFromInstant(sendAt)}, and could not be for an hour. ` +
        "It was not sent.";
  return { state: "withdrawn", answer: answerFrom(graphError(130429, { details, status: 429 })) };
}

export function answerFrom(error: GraphError): Answer {
  return { status: error.status, body: error.body };
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
