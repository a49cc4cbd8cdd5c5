import type { DraftShape, TemplateShape } from "@casement/hub/api";
import { ArrowLeft, SendHorizontal } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Why, withoutRule } from "../../design/why.tsx";
import { useNow, ZONE } from "../../time/use-now.ts";
import { answerWords } from "./answer-words.ts";
import { Field } from "./field.tsx";
import { draftFromTemplate, type Sending, shapeFromTemplate, verdictOn } from "./sending.ts";
import { TemplatePreview } from "./template-preview.tsx";
import { firstMissing, labelOf } from "./template-text.ts";
import { costWords, effectSentence, rulesOf } from "./verdict-words.ts";

interface TemplateFormProps {
  readonly template: TemplateShape;
  readonly sending: Sending;
  readonly busy: boolean;
  readonly send: (draft: DraftShape) => void;
  readonly back: () => void;
}

/** A chosen template: its parameters, beside it how it will look, below it what it will do. */
export function TemplateForm(props: TemplateFormProps): ReactNode {
  const { template, sending, busy, send, back } = props;
  const [values, setValues] = useState<readonly string[]>(() => template.parameters.map(() => ""));
  const missing = firstMissing(template, values);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing === undefined && !busy) send(shapeFromTemplate(template, values));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex h-8 items-center gap-2">
        <IconButton label="Choose another template" onClick={back} className="-ml-2">
          <ArrowLeft aria-hidden className="size-4.5" />
        </IconButton>
        <h3 className="truncate font-semibold">{template.name}</h3>
        <CategoryChip category={template.category} />
        <span className="text-ink-3 text-xs">{template.language}</span>
      </div>
      <div className="-m-1 grid max-h-[min(20rem,42dvh)] gap-x-5 p-1 gap-y-3 overflow-y-auto sm:grid-cols-2">
        <div className="flex flex-col gap-2.5">
          {template.parameters.length === 0 && (
            <p className="text-ink-2">Nothing to fill in: it goes as it is.</p>
          )}
          {template.parameters.map((parameter, index) => (
            <Field
              key={`${parameter.component} ${parameter.name} ${parameter.index}`}
              label={labelOf(parameter, template)}
              example={template.examples[index] ?? ""}
              link={parameter.format !== "text"}
              lengthMax={1024}
              first={index === 0}
              value={values[index] ?? ""}
              change={(value) => setValues(values.with(index, value))}
            />
          ))}
        </div>
        <TemplatePreview template={template} values={values} />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <Effect template={template} sending={sending} />
        <Button
          type="submit"
          disabled={missing !== undefined || busy}
          title={missing && `${missing} is empty`}
        >
          {busy ? "Sending…" : "Send template"}
          <SendHorizontal aria-hidden className="size-4" />
        </Button>
      </div>
    </form>
  );
}

/** What sending it now would open and cost, before it is sent. */
function Effect({ template, sending }: { template: TemplateShape; sending: Sending }): ReactNode {
  const now = useNow();
  const verdict = verdictOn(sending, draftFromTemplate(template), now);
  const { decision, why } = verdict;
  if (!decision.allowed) {
    const { window } = sending.thread.state;
    const answer = answerWords(verdict, { window, now, zone: ZONE });
    return <p className="text-bad text-xs">{withoutRule(answer)}</p>;
  }
  const cost = costWords(decision);
  return (
    <p className="mr-auto text-ink-2 text-xs">
      It {effectSentence(decision)},{" "}
      <Why question={`Why ${cost}?`} answer={why} {...rulesOf(decision)}>
        <span className="figures font-semibold text-ink">{cost}</span>
      </Why>
    </p>
  );
}
