import type { DraftShape, ThreadDetailShape, ThreadShape } from "@casement/hub/api";
import { LayoutTemplate } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useNow } from "../../time/use-now.ts";
import { nameOf } from "../list/thread-words.ts";
import { threadKey } from "../live/screen.ts";
import { ClosedNote, OpenNote } from "./composer-notes.tsx";
import { useKeptText } from "./kept-text.ts";
import { MessageBox } from "./message-box.tsx";
import { FREE_FORM, sendingFromShape, verdictOn } from "./sending.ts";
import { TemplatePicker } from "./template-picker.tsx";
import { useSend } from "./use-send.ts";

interface ComposerProps {
  readonly thread: ThreadShape;
  readonly detail: ThreadDetailShape | undefined;
}

/**
 * Where an answer is written. It asks the engine at every tick what the hub's gate would say, so it
 * never offers what would be refused: when the window closes, the box becomes the template picker
 * and says why. What was typed is kept for when it opens again.
 */
export function Composer({ thread, detail }: ComposerProps): ReactNode {
  const now = useNow();
  const sending = useMemo(() => detail && sendingFromShape(detail.sending), [detail]);
  const [picking, pick] = useState(false);
  const [text, keepText] = useKeptText(threadKey(thread));
  const { send, busy, problem, forget } = useSend(threadKey(thread));
  if (detail === undefined) return <ComposerToCome />;
  if (sending === undefined) return <OldPage />;

  const verdict = verdictOn(sending, FREE_FORM, now);
  const open = verdict.decision.allowed;
  const name = nameOf(thread);
  const sendAndLeave = async (draft: DraftShape): Promise<boolean> => {
    if (!(await send(draft))) return false;
    if (draft.kind === "text") keepText("");
    pick(false);
    return true;
  };
  return (
    <section aria-label="Composer" className="shrink-0 border-line border-t bg-panel">
      <div className="mx-auto flex max-w-4xl flex-col gap-2.5 px-3 pt-2.5 pb-3 md:px-5">
        {open ? (
          <OpenNote thread={thread} verdict={verdict} />
        ) : (
          <ClosedNote thread={thread} verdict={verdict} textKept={text.trim() !== ""} />
        )}
        {problem !== undefined && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
            {problem}
          </p>
        )}
        {open && !picking ? (
          <MessageBox
            name={name}
            text={text}
            change={(changed) => {
              keepText(changed);
              forget();
            }}
            busy={busy}
            send={() => void sendAndLeave({ kind: "text", text: text.trim() })}
          >
            <Button look="quiet" size="small" onClick={() => pick(true)}>
              <LayoutTemplate aria-hidden className="size-4" />
              Template
            </Button>
          </MessageBox>
        ) : (
          <TemplatePicker
            thread={thread}
            sending={sending}
            busy={busy}
            send={sendAndLeave}
            leave={open ? () => pick(false) : undefined}
          />
        )}
      </div>
    </section>
  );
}

function ComposerToCome(): ReactNode {
  return (
    <div className="shrink-0 border-line border-t bg-panel px-5 py-3">
      <div className="waits mx-auto h-24 max-w-4xl rounded-xl bg-selected" />
    </div>
  );
}

function OldPage(): ReactNode {
  return (
    <p role="alert" className="shrink-0 border-line border-t bg-warn-soft px-5 py-4 text-warn">
      The hub is of another version than this page.{" "}
      <button type="button" className="font-semibold underline" onClick={() => location.reload()}>
        Load the page again
      </button>{" "}
      to write here.
    </p>
  );
}
