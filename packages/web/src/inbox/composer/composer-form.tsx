import { ArrowLeft, SendHorizontal } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { COMPOSER_WORDS } from "./composer-words.ts";

interface ComposerFormProps {
  readonly title: string;
  readonly sendWords: string;
  /** Why it cannot be sent yet, or `undefined`. */
  readonly fault: string | undefined;
  readonly busy: boolean;
  readonly send: () => void;
  readonly back: () => void;
  /** What is filled in, and beside it how it will look. */
  readonly fields: ReactNode;
  readonly preview: ReactNode;
}

/** What every form in the composer is like: Enter sends, Escape goes back to the box. */
export function ComposerForm(props: ComposerFormProps): ReactNode {
  const { title, sendWords, fault, busy, send, back, fields, preview } = props;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === undefined && !busy) send();
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        back();
      }}
      className="arrives flex flex-col gap-3"
    >
      <div className="flex h-8 items-center gap-2">
        <IconButton label={COMPOSER_WORDS.back} onClick={back} className="-ml-2">
          <ArrowLeft aria-hidden className="size-4.5" />
        </IconButton>
        <h3 className="truncate font-semibold">{title}</h3>
      </div>
      <div className="-m-1 grid max-h-[min(24rem,46dvh)] gap-x-5 gap-y-3 overflow-y-auto p-1 sm:grid-cols-2">
        <div className="flex flex-col gap-2.5">{fields}</div>
        <figure
          aria-label={COMPOSER_WORDS.preview}
          className="h-fit rounded-2xl rounded-br-md bg-bubble-out px-3 py-2"
        >
          {preview}
        </figure>
      </div>
      <div className="flex items-center justify-end gap-3">
        {fault !== undefined && <p className="text-ink-3 text-xs">{fault}</p>}
        <Button type="submit" disabled={fault !== undefined || busy}>
          {busy ? COMPOSER_WORDS.sending : sendWords}
          <SendHorizontal aria-hidden className="size-4" />
        </Button>
      </div>
    </form>
  );
}
