import type { NoteShape } from "@casement/hub/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { CUSTOMER_WORDS } from "./customer-words.ts";
import { Section } from "./section.tsx";

interface NotesProps {
  /** Of the customer, in the API. */
  readonly path: string;
  readonly notes: readonly NoteShape[];
  readonly may: boolean;
}

/** What people of the business tell each other of a customer, who never sees it. */
export function Notes({ path, notes, may }: NotesProps): ReactNode {
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const id = useId();
  const again = () => queries.invalidateQueries({ queryKey: ["customer", path] });
  const writing = useMutation({
    mutationFn: (written: string) => ask("POST", `${path}/notes`, { text: written }),
    onSuccess: (_, written) => {
      // What was typed while the hub kept it is another note.
      setText((now) => (now === written ? "" : now));
      return again();
    },
  });
  const write = (event: FormEvent): void => {
    event.preventDefault();
    writing.mutate(text);
  };
  return (
    <Section title={CUSTOMER_WORDS.notes}>
      <ul className="flex flex-col gap-2 text-xs">
        {notes.map((note) => (
          <Note key={note.note_id} path={path} note={note} may={may} changed={again} />
        ))}
      </ul>
      {may && (
        <form onSubmit={write} className="flex flex-col gap-2">
          <label htmlFor={id} className="sr-only">
            {CUSTOMER_WORDS.newNote}
          </label>
          <NoteBox id={id} text={text} setText={setText} />
          <FormProblem>{writing.error?.message}</FormProblem>
          {text.trim() !== "" && (
            <Button type="submit" size="small" className="self-start" disabled={writing.isPending}>
              {CUSTOMER_WORDS.write}
            </Button>
          )}
        </form>
      )}
    </Section>
  );
}

interface NoteProps extends Pick<NotesProps, "path" | "may"> {
  readonly note: NoteShape;
  readonly changed: () => Promise<void>;
}

function Note({ path, note, may, changed }: NoteProps): ReactNode {
  const [text, setText] = useState<string>();
  const now = useNow();
  const id = useId();
  const one = `${path}/notes/${note.note_id}`;
  const changing = useMutation({
    mutationFn: (to: string | null) =>
      to === null ? ask("DELETE", one) : ask("PATCH", one, { text: to }),
    onSuccess: () => {
      setText(undefined);
      return changed();
    },
  });
  const when = shortMoment(momentFromIso(note.edited_at ?? note.written_at), now, ZONE);
  return (
    <li className="flex flex-col gap-1 rounded-xl bg-hover px-3 py-2.5">
      {text === undefined ? (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {note.text}
        </p>
      ) : (
        <>
          <label htmlFor={id} className="sr-only">
            {CUSTOMER_WORDS.note}
          </label>
          <NoteBox id={id} text={text} setText={setText} />
        </>
      )}
      <p className="text-ink-3">{CUSTOMER_WORDS.by(note.who, when, note.edited_at !== null)}</p>
      <FormProblem>{changing.error?.message}</FormProblem>
      {may && text === undefined && (
        <p className="flex gap-1">
          <Button look="quiet" size="small" onClick={() => setText(note.text)}>
            {CUSTOMER_WORDS.edit}
          </Button>
          <Button look="quiet" size="small" onClick={() => changing.mutate(null)}>
            {CUSTOMER_WORDS.remove}
          </Button>
        </p>
      )}
      {text !== undefined && (
        <p className="flex gap-1">
          <Button
            size="small"
            disabled={changing.isPending || text.trim() === ""}
            onClick={() => changing.mutate(text)}
          >
            {CUSTOMER_WORDS.keep}
          </Button>
          <Button look="quiet" size="small" onClick={() => setText(undefined)}>
            {CUSTOMER_WORDS.leave}
          </Button>
        </p>
      )}
    </li>
  );
}

interface NoteBoxProps {
  readonly id: string;
  readonly text: string;
  readonly setText: (text: string) => void;
}

function NoteBox({ id, text, setText }: NoteBoxProps): ReactNode {
  return (
    <textarea
      dir="auto"
      id={id}
      value={text}
      rows={2}
      maxLength={4_000}
      placeholder={CUSTOMER_WORDS.newNote}
      onChange={(event) => setText(event.target.value)}
      className="w-full resize-y rounded-lg border border-line-strong bg-panel px-3 py-2 text-xs
        placeholder:text-ink-3 hover:border-ink-3"
    />
  );
}
