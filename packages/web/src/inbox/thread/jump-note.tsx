import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { MESSAGE_WORDS } from "./message-words.ts";
import type { JumpState } from "./use-jump.ts";

/** That what a jump leads to is being loaded; or why it led nowhere, and what can be done. */
export function JumpNote({ kind, again, forget }: JumpState): ReactNode {
  if (kind === "there") return null;
  return (
    <div
      role={kind === "looking" ? "status" : "alert"}
      className="absolute inset-x-0 top-3 mx-auto flex min-h-7 w-fit max-w-[90%] items-center gap-2 rounded-full bg-raised px-3 text-ink-2 text-xs shadow-float"
    >
      {WORDS[kind]}
      {kind !== "looking" && (
        <Button look="quiet" size="small" onClick={kind === "failed" ? again : forget}>
          {kind === "failed" ? MESSAGE_WORDS.again : MESSAGE_WORDS.understood}
        </Button>
      )}
    </div>
  );
}

const WORDS = {
  looking: MESSAGE_WORDS.jumping,
  failed: MESSAGE_WORDS.jumpFailed,
  "not there": MESSAGE_WORDS.jumpedNowhere,
};
