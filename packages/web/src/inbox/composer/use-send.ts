import type { DraftShape } from "@casement/hub/api";
import { useContext, useRef, useState } from "react";
import { api, Problem } from "../live/api.ts";
import type { ThreadKey } from "../live/screen.ts";
import { ScreenStoreContext } from "../live/screen-store.ts";
import { newId } from "../live/system-ids.ts";
import { type Attempt, attemptFor } from "./attempt.ts";

export interface Send {
  /** Whether it went; if not, `problem` says why, and what was written is still there. */
  readonly send: (draft: DraftShape) => Promise<boolean>;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly forget: () => void;
}

/** Sends drafts to one thread, one at a time. What the hub answers goes into the fold. */
export function useSend(key: ThreadKey): Send {
  const store = useContext(ScreenStoreContext);
  const unanswered = useRef<Attempt>(undefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const send = async (draft: DraftShape): Promise<boolean> => {
    const attempt = attemptFor(unanswered.current, draft, newId);
    unanswered.current = attempt;
    setBusy(true);
    setProblem(undefined);
    try {
      const { sent, refusedBecause } = await api.send(key, draft, attempt.idempotencyKey);
      unanswered.current = undefined;
      const [number_id = "", thread_id = ""] = key.split("/");
      store.tell({ kind: "message", number_id, thread_id, message: sent.message });
      setProblem(refusedBecause && `Not sent: ${refusedBecause}`);
      return refusedBecause === undefined;
    } catch (error) {
      if (error instanceof Problem) unanswered.current = undefined;
      setProblem(problemWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, forget: () => setProblem(undefined) };
}

function problemWords(error: unknown): string {
  if (error instanceof Problem) return `Not sent: ${error.message}`;
  return (
    "The hub did not answer, so nobody knows yet whether it was sent. " +
    "Press Send again: it will go out once."
  );
}
