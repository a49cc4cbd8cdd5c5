import type { DraftShape } from "@casement/hub/api";
import { Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Asked } from "../thread/asked.tsx";
import { ComposerForm } from "./composer-form.tsx";
import { ASK_WORDS } from "./composer-words.ts";
import { Field } from "./field.tsx";
import {
  type Choice,
  choicesOf,
  draftFromQuestion,
  EMPTY_CHOICE,
  faultOf,
  LIMITS,
  type Question,
} from "./question.ts";

export interface ComposerFormsProps {
  /** What was in the box: most questions begin as a text. */
  readonly text: string;
  readonly numberId: string;
  readonly replyTo: string | undefined;
  readonly busy: boolean;
  readonly send: (draft: DraftShape) => void;
  readonly back: () => void;
}

/** A question with buttons or a list: what it asks, what can be chosen, and how it will look. */
export function QuestionForm(props: ComposerFormsProps): ReactNode {
  const { text, numberId, replyTo, busy, send, back } = props;
  const [question, setQuestion] = useState<Question>({
    style: "buttons",
    text,
    header: "",
    footer: "",
    opens: "",
    choices: [EMPTY_CHOICE, EMPTY_CHOICE],
  });
  const change = (parts: Partial<Question>): void => setQuestion({ ...question, ...parts });
  return (
    <ComposerForm
      title={ASK_WORDS.title}
      sendWords={ASK_WORDS.send}
      fault={faultOf(question)}
      busy={busy}
      send={() => send(draftFromQuestion(question, replyTo))}
      back={back}
      fields={
        <>
          <Styles question={question} change={change} />
          <Words question={question} change={change} />
          <Choices question={question} change={change} />
        </>
      }
      preview={<Preview question={question} numberId={numberId} />}
    />
  );
}

interface PartProps {
  readonly question: Question;
  readonly change: (parts: Partial<Question>) => void;
}

function Styles({ question, change }: PartProps): ReactNode {
  return (
    <fieldset className="flex gap-1 rounded-lg bg-selected p-1">
      <legend className="sr-only">{ASK_WORDS.style}</legend>
      {(["buttons", "list"] as const).map((style) => (
        <label
          key={style}
          className="flex-1 rounded-md px-2 py-1 text-center font-medium text-xs has-checked:bg-panel has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="style"
            className="sr-only"
            checked={question.style === style}
            onChange={() => change({ style })}
          />
          {ASK_WORDS[style]}
        </label>
      ))}
    </fieldset>
  );
}

function Words({ question, change }: PartProps): ReactNode {
  return (
    <>
      <Field
        label={ASK_WORDS.text}
        first
        lengthMax={LIMITS[question.style].text}
        value={question.text}
        change={(text) => change({ text })}
      />
      {question.style === "list" && (
        <Field
          label={ASK_WORDS.opens}
          lengthMax={LIMITS.opens}
          value={question.opens}
          change={(opens) => change({ opens })}
        />
      )}
      <div className="grid grid-cols-2 gap-2">
        <Field
          label={ASK_WORDS.header}
          optional
          lengthMax={LIMITS.header}
          value={question.header}
          change={(header) => change({ header })}
        />
        <Field
          label={ASK_WORDS.footer}
          optional
          lengthMax={LIMITS.footer}
          value={question.footer}
          change={(footer) => change({ footer })}
        />
      </div>
    </>
  );
}

function Choices({ question, change }: PartProps): ReactNode {
  const { style, choices } = question;
  const shown = choicesOf(question);
  const set = (at: number, parts: Partial<Choice>): void =>
    change({ choices: choices.map((one, i) => (i === at ? { ...one, ...parts } : one)) });
  return (
    <>
      {shown.map((choice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place.
        <div key={at} className="flex items-end gap-1.5">
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <Field
              label={ASK_WORDS.choice(at + 1)}
              lengthMax={LIMITS[style].title}
              value={choice.title}
              change={(title) => set(at, { title })}
            />
            {style === "list" && (
              <Field
                label={ASK_WORDS.description(at + 1)}
                optional
                lengthMax={LIMITS.description}
                value={choice.description}
                change={(description) => set(at, { description })}
              />
            )}
          </div>
          {shown.length > 1 && (
            <IconButton
              label={ASK_WORDS.remove(at + 1)}
              onClick={() => change({ choices: choices.filter((_, i) => i !== at) })}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          )}
        </div>
      ))}
      {shown.length < LIMITS[style].choices && (
        <Button
          look="outline"
          size="small"
          onClick={() => change({ choices: [...choices, EMPTY_CHOICE] })}
        >
          <Plus aria-hidden className="size-4" />
          {ASK_WORDS.add}
        </Button>
      )}
    </>
  );
}

function Preview({ question, numberId }: { question: Question; numberId: string }): ReactNode {
  const titles = choicesOf(question).map((one, at) => one.title || ASK_WORDS.choice(at + 1));
  return (
    <Asked
      header={question.header.trim() || null}
      text={question.text || ASK_WORDS.text}
      footer={question.footer.trim() || null}
      buttons={titles}
      style={question.style}
      button={question.style === "list" ? question.opens || ASK_WORDS.opens : null}
      numberId={numberId}
    />
  );
}
