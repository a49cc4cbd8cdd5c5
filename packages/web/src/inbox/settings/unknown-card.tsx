import type { NumberSettingsShape, NumberShape } from "@casement/hub/api";
import { X } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { Select } from "../../design/select.tsx";
import { Sign } from "../../design/sign.tsx";
import { ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { textIn } from "../frame/refused.ts";
import { mayDo, useSession } from "../frame/session.ts";
import { Card } from "../ledger/card.tsx";
import { Figure, Figures } from "./figures.tsx";
import { Loading } from "./loading.tsx";
import { useDoing, useNumberSettings } from "./settings-api.ts";
import { TemplateChoice } from "./template-choice.tsx";
import {
  choiceWords,
  UNKNOWN_POLICIES,
  type Unknown,
  type UnknownPolicy,
  unknownWords,
} from "./unknown-words.ts";

/** Messages of which nobody knows whether they were sent, and what becomes of such. */
export function UnknownCard({ number }: { number: NumberShape }): ReactNode {
  const query = useNumberSettings(number.number_id);
  const told = unknownWords(number.health, ZONE);
  return (
    <Card
      title="Sent or not?"
      hint="Messages that Meta did not answer for. They are not sent again by themselves."
    >
      <Loading what="What was chosen" query={query}>
        {({ unknown_drafts: chosen }) => (
          <>
            <Figures>
              <Figure name="Waiting for Meta’s report">
                <Sign kind={told.kind}>{told.words}</Sign>
              </Figure>
              <Figure name="What becomes of them">{choiceWords(chosen)}</Figure>
            </Figures>
            <Choices numberId={number.number_id} chosen={chosen} />
          </>
        )}
      </Loading>
    </Card>
  );
}

interface ChoicesProps {
  readonly numberId: string;
  readonly chosen: Unknown;
}

function Choices({ numberId, chosen }: ChoicesProps): ReactNode {
  const session = useSession();
  const [changing, setChanging] = useState<"number" | "template">();
  const doing = useDoing((wanted: Unknown) =>
    ask<NumberSettingsShape>("PATCH", `/numbers/${numberId}/settings`, { unknown_drafts: wanted }),
  );
  const { templates } = chosen;
  const choose = (wanted: Unknown): void =>
    doing.mutate(wanted, { onSuccess: () => setChanging(undefined) });
  const without = (name: string): Unknown["templates"] =>
    templates.filter((one) => one.name !== name);
  const mayChange = mayDo(session, "numbers:write");
  return (
    <>
      <Exceptions
        templates={templates}
        remove={mayChange ? (name) => choose({ ...chosen, templates: without(name) }) : undefined}
      />
      <FormProblem>{doing.error?.message}</FormProblem>
      {changing !== undefined && (
        <ChoiceForm
          template={
            changing === "template" && (
              <TemplateChoice numberId={numberId} without={templates.map((one) => one.name)} />
            )
          }
          before={changing === "number" ? chosen.policy : "hold"}
          close={() => setChanging(undefined)}
          choose={({ name, ...choice }) =>
            changing === "number"
              ? choose({ ...choice, templates })
              : choose({ ...chosen, templates: [...without(name), { name, ...choice }] })
          }
        />
      )}
      {changing === undefined && mayChange && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="outline" size="small" onClick={() => setChanging("number")}>
            Change what becomes of them
          </Button>
          <Button look="outline" size="small" onClick={() => setChanging("template")}>
            Add an exception for a template
          </Button>
        </div>
      )}
    </>
  );
}

interface ExceptionsProps {
  readonly templates: Unknown["templates"];
  /** Undefined: it is not for who looks. */
  readonly remove: ((name: string) => void) | undefined;
}

function Exceptions({ templates, remove }: ExceptionsProps): ReactNode {
  if (templates.length === 0) return null;
  return (
    <>
      <p className="mt-3 font-semibold text-xs">Except of templates</p>
      <ul aria-label="Exceptions" className="mt-1 flex flex-col gap-1">
        {templates.map((one) => (
          <li key={one.name} className="flex items-center justify-between gap-3">
            <span className="min-w-0 break-words">
              <span className="font-medium">{one.name}</span>{" "}
              <span className="text-ink-2">{choiceWords(one)}</span>
            </span>
            {remove !== undefined && (
              <IconButton
                label={`Treat ${one.name} as all others`}
                onClick={() => remove(one.name)}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChoiceFormProps {
  /** Asks which template it is about; nothing, if it is about all the others. */
  readonly template: ReactNode;
  readonly before: UnknownPolicy;
  choose(chosen: { name: string; policy: UnknownPolicy; after_hours: number | null }): void;
  close(): void;
}

function ChoiceForm({ template, before, choose, close }: ChoiceFormProps): ReactNode {
  const id = useId();
  const [policy, setPolicy] = useState<UnknownPolicy>(before);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const hours = policy === "hold" ? null : Number(textIn(form, "after_hours"));
    choose({ name: textIn(form, "name"), policy, after_hours: hours });
  };
  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
      {template}
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-semibold text-xs">
          What becomes of them
        </label>
        <Select
          id={id}
          value={policy}
          aria-describedby={`${id}-more`}
          onChange={(event) => {
            const wanted = UNKNOWN_POLICIES.find((one) => one.policy === event.target.value);
            if (wanted !== undefined) setPolicy(wanted.policy);
          }}
        >
          {UNKNOWN_POLICIES.map((one) => (
            <option key={one.policy} value={one.policy}>
              {one.words}
            </option>
          ))}
        </Select>
        <p id={`${id}-more`} className="text-ink-2 text-xs">
          {UNKNOWN_POLICIES.find((one) => one.policy === policy)?.meaning}
        </p>
      </div>
      {policy !== "hold" && (
        <Field
          label="After how many hours"
          name="after_hours"
          type="number"
          min={1}
          max={720}
          defaultValue={24}
          required
          hint="Meta goes on reporting for up to seven days what it could not before."
        />
      )}
      <div className="flex gap-2">
        <Button type="submit">Save</Button>
        <Button look="quiet" onClick={close}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
