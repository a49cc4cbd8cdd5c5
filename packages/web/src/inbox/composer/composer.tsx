import type { MessageShape, ThreadDetailShape, ThreadShape } from "@casement/hub/api";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { useNow } from "../../time/use-now.ts";
import { ClosedNote, OpenNote } from "./composer-notes.tsx";
import { COMPOSER_WORDS } from "./composer-words.ts";
import type { ComposerFormsProps } from "./question-form.tsx";
import { FREE_FORM, type Sending, sendingFromShape, verdictOn } from "./sending.ts";
import { TemplatePicker } from "./template-picker.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useDoing } from "./use-doing.ts";
import { Writer } from "./writer.tsx";

/** Seldom used, and no part of the first screen. */
const FORMS = {
  asking: lazy(async () => ({ default: (await import("./question-form.tsx")).QuestionForm })),
  placing: lazy(async () => ({ default: (await import("./place-form.tsx")).PlaceForm })),
  introducing: lazy(async () => ({ default: (await import("./person-form.tsx")).PersonForm })),
} as const;

interface ComposerProps {
  readonly thread: ThreadShape;
  readonly detail: ThreadDetailShape | undefined;
  /** The message that is answered, if one was chosen. */
  readonly replyTo: MessageShape | undefined;
  readonly forgetReply: () => void;
}

/**
 * Where an answer is written. It asks the engine at every tick what the hub's gate would say, so it
 * never offers what would be refused: when the window closes, the box becomes the template picker
 * and says why. What was typed is kept for when it opens again.
 */
export function Composer(props: ComposerProps): ReactNode {
  const { detail } = props;
  const sending = useMemo(() => detail && sendingFromShape(detail.sending), [detail]);
  if (detail === undefined) return <ComposerToCome />;
  return sending === undefined ? <OldPage /> : <Composing {...props} sending={sending} />;
}

function Composing(props: ComposerProps & { readonly sending: Sending }): ReactNode {
  const { thread, sending, replyTo, forgetReply } = props;
  const now = useNow();
  const attachments = useAttachments(thread.number_id);
  const { doing, setDoing, kept, keepText, send, sendForm, busy, problem } = useDoing(props);
  const { text } = kept;
  const verdict = verdictOn(sending, FREE_FORM, now);
  const open = verdict.decision.allowed;
  const write = (): void => setDoing("writing");
  return (
    <section
      aria-label={COMPOSER_WORDS.composer}
      className="shrink-0 border-line border-t bg-panel pb-[env(safe-area-inset-bottom)]"
    >
      <div className="mx-auto flex max-w-4xl flex-col gap-2.5 px-3 pt-2.5 pb-3 md:px-5">
        {open && doing !== "picking" && <OpenNote thread={thread} verdict={verdict} />}
        {!open && <ClosedNote thread={thread} verdict={verdict} textKept={text.trim() !== ""} />}
        {problem !== undefined && <Problem words={problem} />}
        {open && doing === "writing" && (
          <Writer
            thread={thread}
            text={text}
            change={keepText}
            attachments={attachments}
            replyTo={replyTo}
            forgetReply={forgetReply}
            handed={kept.handed}
            send={(draft) => void send(draft)}
            begin={setDoing}
          />
        )}
        {doing !== "writing" && doing !== "picking" && (
          <div hidden={!open}>
            <FormFor
              {...{ doing, text, busy }}
              numberId={thread.number_id}
              replyTo={replyTo?.id}
              send={(draft) => void sendForm(draft)}
              back={write}
            />
          </div>
        )}
        {(!open || doing === "picking") && (
          <TemplatePicker
            thread={thread}
            sending={sending}
            busy={busy}
            send={sendForm}
            chosen={(isChosen) => setDoing(open || isChosen ? "picking" : "writing")}
            leave={open ? write : undefined}
          />
        )}
      </div>
    </section>
  );
}

interface FormForProps extends ComposerFormsProps {
  readonly doing: keyof typeof FORMS;
}

function FormFor({ doing, ...props }: FormForProps): ReactNode {
  const Form = FORMS[doing];
  return (
    <Suspense fallback={<div className="waits h-40 rounded-xl bg-selected" />}>
      <Form {...props} />
    </Suspense>
  );
}

function Problem({ words }: { words: string }): ReactNode {
  return (
    <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
      {words}
    </p>
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
