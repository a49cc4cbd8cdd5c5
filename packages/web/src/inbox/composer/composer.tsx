import type {
  DraftShape,
  MessageShape,
  TemplateShape,
  ThreadDetailShape,
  ThreadShape,
} from "@casement/hub/api";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useNow } from "../../time/use-now.ts";
import type { Trouble } from "../live/attempts.ts";
import { threadKey } from "../live/screen.ts";
import { ClosedNote, OpenNote } from "./composer-notes.tsx";
import { COMPOSER_WORDS, SEND_WORDS } from "./composer-words.ts";
import { useKeptText } from "./kept-text.ts";
import type { ComposerFormsProps } from "./question-form.tsx";
import { FREE_FORM, type Sending, sendingFromShape, verdictOn } from "./sending.ts";
import { TemplatePicker } from "./template-picker.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useSend } from "./use-send.ts";
import { type Doing, Writer } from "./writer.tsx";

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
        {open && doing !== "writing" && doing !== "picking" && (
          <FormFor
            {...{ doing, text, busy }}
            numberId={thread.number_id}
            replyTo={replyTo?.id}
            send={(draft) => void sendForm(draft)}
            back={write}
          />
        )}
        {(!open || doing === "picking") && (
          <TemplatePicker
            thread={thread}
            sending={sending}
            busy={busy}
            send={sendForm}
            leave={open ? write : undefined}
          />
        )}
      </div>
    </section>
  );
}

/**
 * What is being done, what was typed, and how it is sent. Words and files leave the box at once:
 * the thread shows what becomes of them. A form stays until its message went, for there is more in
 * it than could be taken back.
 */
function useDoing({ thread, forgetReply }: ComposerProps) {
  const [doing, setDoing] = useState<Doing>("writing");
  const [kept, keepText] = useKeptText(threadKey(thread));
  const { send } = useSend(threadKey(thread));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const sendForm = async (draft: DraftShape, template?: TemplateShape): Promise<boolean> => {
    setBusy(true);
    setTrouble(undefined);
    const told = await send(draft, template);
    setBusy(false);
    setTrouble(told);
    if (told !== undefined) return false;
    if (draft.kind === "buttons" || draft.kind === "list") keepText("");
    if (draft.kind !== "template") forgetReply();
    setDoing("writing");
    return true;
  };
  const begin = (next: Doing): void => {
    setTrouble(undefined);
    setDoing(next);
  };
  const problem = trouble && troubleWords(trouble);
  return { doing, setDoing: begin, kept, keepText, send, sendForm, busy, problem };
}

function troubleWords({ kind, why }: Trouble): string {
  return kind === "refused" ? `${SEND_WORDS.notSent}${why}` : `${why} ${SEND_WORDS.pressAgain}`;
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
