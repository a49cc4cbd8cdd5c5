import type { DraftShape, TemplateShape, ThreadShape } from "@casement/hub/api";
import { useRef, useState } from "react";
import type { Trouble } from "../live/attempts.ts";
import { threadKey } from "../live/screen.ts";
import { SEND_WORDS } from "./composer-words.ts";
import { useKeptText } from "./kept-text.ts";
import { useSend } from "./use-send.ts";
import type { Doing } from "./writer.tsx";

interface Place {
  readonly thread: ThreadShape;
  readonly forgetReply: () => void;
}

/**
 * What is being done, what was typed, and how it is sent. Words and files leave the box at once:
 * the thread shows what becomes of them. A form stays until its message went, for there is more in
 * it than could be taken back; an answer that comes when it was left closes no other.
 */
export function useDoing({ thread, forgetReply }: Place) {
  const [doing, setDoing] = useState<Doing>("writing");
  const [kept, keepText] = useKeptText(threadKey(thread));
  const { send, keyFor } = useSend(threadKey(thread));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  /** Another for each form that is begun. */
  const visit = useRef<Visit>({});
  const sendForm = async (draft: DraftShape, template?: TemplateShape): Promise<boolean> => {
    const here = visit.current;
    const idempotencyKey = keyOfVisit(here, draft, keyFor);
    setBusy(true);
    setTrouble(undefined);
    const told = await send(draft, { template, idempotencyKey });
    if (told?.kind !== "unanswered") here.unanswered = undefined;
    if (here !== visit.current) return told === undefined;
    setBusy(false);
    setTrouble(told);
    if (told !== undefined) return false;
    if (draft.kind === "buttons" || draft.kind === "list") keepText("");
    if (draft.kind !== "template") forgetReply();
    setDoing("writing");
    return true;
  };
  const begin = (next: Doing): void => {
    visit.current = {};
    setBusy(false);
    setTrouble(undefined);
    setDoing(next);
  };
  const problem = trouble && troubleWords(trouble);
  return { doing, setDoing: begin, kept, keepText, send, sendForm, busy, problem };
}

/** A form from its beginning until it is left. */
interface Visit {
  /** What it asked for without an answer: asked for again, it is the same wish. */
  unanswered?: { readonly text: string; readonly idempotencyKey: string } | undefined;
}

/**
 * The key of what a form sends. It stays while the form has no answer, also if the message was sent
 * again from the thread and went: the form says that it goes out once.
 */
function keyOfVisit(
  visit: Visit,
  draft: DraftShape,
  keyFor: (draft: DraftShape) => string,
): string {
  const text = JSON.stringify(draft);
  if (visit.unanswered?.text !== text) {
    visit.unanswered = { text, idempotencyKey: keyFor(draft) };
  }
  return visit.unanswered.idempotencyKey;
}

function troubleWords({ kind, why }: Trouble): string {
  return kind === "refused" ? `${SEND_WORDS.notSent}${why}` : `${why} ${SEND_WORDS.pressAgain}`;
}
