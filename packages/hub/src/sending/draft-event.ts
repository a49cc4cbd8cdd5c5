import { cloudApiErrorFromAnswer, ERRORS, remedyOf } from "@casement/cloud-api";
import { explain, type Instant } from "@casement/engine";
import type { NativeEvent } from "../events/native-event.ts";
import type { NewDraft } from "./draft-store.ts";

type Ended = Pick<
  NewDraft,
  "draftId" | "threadId" | "state" | "decision" | "answerStatus" | "answer"
>;

/**
 * What programs are told of a draft that did not become a message, or of which nobody knows;
 * `undefined`: it did, or is on its way.
 */
export function draftEvent(draft: Ended, at: Instant): NativeEvent | undefined {
  const { draftId, threadId, state, decision } = draft;
  const event = { at, threadId, subject: draftId };
  const said = { draft_id: draftId };
  switch (state) {
    case "refused": {
      if (decision.allowed) return undefined;
      const { code, reasons } = decision;
      const why = explain(decision);
      return { ...event, kind: "draft.refused", said: { ...said, code, reasons, why } };
    }
    case "failed":
    case "withdrawn": {
      const { code } = cloudApiErrorFromAnswer(draft.answerStatus ?? 500, draft.answer);
      const error = { code, title: ERRORS[code]?.title ?? null, remedy: remedyOf(code) };
      return { ...event, kind: "draft.failed", said: { ...said, ...error } };
    }
    case "unknown":
      return { ...event, kind: "draft.unknown", said };
    default:
      return undefined;
  }
}

type Named = Pick<NewDraft, "draftId" | "threadId">;

/** What programs are told of a draft whose call nobody can know the end of: its node has died. */
export function unknownEvent({ draftId, threadId }: Named, at: Instant): NativeEvent {
  return { kind: "draft.unknown", at, threadId, subject: draftId, said: { draft_id: draftId } };
}

/** The same of one that was given up: as far as anybody knows it has failed (SPEC S11). */
export function givenUpEvent({ draftId, threadId }: Named, at: Instant): NativeEvent {
  const title = "Whether it was sent was never known, and it was given up.";
  const said = { draft_id: draftId, code: 131000, title, remedy: "give_up" };
  return { kind: "draft.failed", at, threadId, subject: draftId, said };
}
