import { graphError } from "@casement/cloud-api";
import { type Decision, explain } from "@casement/engine";
import { type Answer, answerFrom, type CallEnd, unknownEnd } from "./call-meta.ts";
import type { DraftRow } from "./draft-store.ts";
import type { SendOutcome } from "./sender.ts";

/** What a client is told of a draft that was settled before, or refused. */
export function outcomeFrom(numberId: bigint, draft: DraftRow): SendOutcome {
  const head = headOf(numberId, draft);
  switch (draft.state) {
    case "accepted":
      return { ...head, state: "accepted", wamid: draft.wamid, answer: acceptedAnswer(draft) };
    case "refused":
      return { ...head, state: "refused", wamid: null, answer: refusal(draft.decision) };
    case "failed":
    case "withdrawn":
      return {
        ...head,
        state: draft.state,
        wamid: null,
        answer: { status: draft.answerStatus ?? 500, body: draft.answer },
      };
    case "scheduled":
    case "canceled":
      return { ...head, state: draft.state, wamid: null, answer: { status: 202, body: {} } };
    default:
      return { ...head, wamid: null, ...unknownEnd(draft.draftId), state: "unknown" };
  }
}

/** What a client is told of a draft whose call has just ended. */
export function outcomeOf(numberId: bigint, draft: DraftRow, end: CallEnd): SendOutcome {
  const wamid = end.state === "accepted" ? end.wamid : null;
  return { ...headOf(numberId, draft), state: end.state, wamid, answer: end.answer };
}

/** Meta's own answer; or, where a status was the answer, the one Meta would have given. */
function acceptedAnswer({ answer, answerStatus, wamid, body }: DraftRow): Answer {
  if (answerStatus !== null) return { status: answerStatus, body: answer };
  const input = String(body["to"] ?? body["recipient"] ?? "");
  return {
    status: 200,
    body: { messaging_product: "whatsapp", contacts: [{ input }], messages: [{ id: wamid }] },
  };
}

/**
 * The gate's no, as Meta would have said it: an SDK knows what to do with 131047 (decision 0007).
 */
function refusal(decision: Decision): Answer {
  if (decision.allowed) return answerFrom(graphError(131000));
  return answerFrom(graphError(decision.code, { details: explain(decision) }));
}

function headOf(
  numberId: bigint,
  draft: Pick<DraftRow, "threadId" | "draftId" | "decision" | "insteadOf">,
): Pick<SendOutcome, "numberId" | "threadId" | "draftId" | "decision" | "insteadOf"> {
  const { threadId, draftId, decision } = draft;
  return { numberId, threadId, draftId, decision, insteadOf: draft.insteadOf?.decision ?? null };
}
