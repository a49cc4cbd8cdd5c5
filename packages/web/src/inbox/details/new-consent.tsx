import type { ThreadShape } from "@casement/hub/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { Select } from "../../design/select.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { CONSENT_CATEGORIES, categoriesIn } from "./consent-categories.ts";
import { customerPath } from "./customer-query.ts";
import { CONSENT_WORDS } from "./customer-words.ts";

const OPTIONS = [
  ["opt_in", CONSENT_WORDS.optIn],
  ["opt_out", CONSENT_WORDS.optOut],
] as const;

const NOTHING_SAID = { word: "opt_in", category: "marketing", source: "", evidence: "" };

/** What a customer said, with where it is from: written down by whoever heard it. */
export function NewConsent({
  thread,
  close,
}: {
  thread: ThreadShape;
  close: () => void;
}): ReactNode {
  const [said, setSaid] = useState(NOTHING_SAID);
  const recording = useRecording(thread, close);
  const record = (event: FormEvent): void => {
    event.preventDefault();
    recording.mutate(said);
  };
  return (
    <form onSubmit={record} className="flex flex-col gap-2">
      <OneOf
        label={CONSENT_WORDS.word}
        value={said.word}
        choose={(word) => setSaid({ ...said, word })}
        options={OPTIONS}
      />
      <OneOf
        label={CONSENT_WORDS.category}
        value={said.category}
        choose={(category) => setSaid({ ...said, category })}
        options={CONSENT_CATEGORIES.map((one) => [one, categoriesIn([one])])}
      />
      <Field
        label={CONSENT_WORDS.source}
        hint={CONSENT_WORDS.sourceHint}
        value={said.source}
        maxLength={200}
        required
        onChange={(event) => setSaid({ ...said, source: event.target.value })}
      />
      <Field
        label={CONSENT_WORDS.evidence}
        value={said.evidence}
        maxLength={2_000}
        onChange={(event) => setSaid({ ...said, evidence: event.target.value })}
      />
      <FormProblem>{recording.error?.message}</FormProblem>
      <p className="flex gap-1">
        <Button type="submit" size="small" disabled={recording.isPending}>
          {CONSENT_WORDS.record}
        </Button>
        <Button look="quiet" size="small" onClick={close}>
          {CONSENT_WORDS.leave}
        </Button>
      </p>
    </form>
  );
}

/** Writes it down, and has the customer asked for again. */
function useRecording(thread: ThreadShape, close: () => void) {
  const queries = useQueryClient();
  const path = customerPath(thread);
  return useMutation({
    mutationFn: ({ evidence, ...said }: typeof NOTHING_SAID) =>
      ask("POST", `${path}/consents`, evidence === "" ? said : { ...said, evidence }),
    onSuccess: () => {
      close();
      return queries.invalidateQueries({ queryKey: ["customer", path] });
    },
  });
}

interface OneOfProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly options: readonly (readonly [value: string, words: string])[];
}

function OneOf({ label, value, choose, options }: OneOfProps): ReactNode {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </Select>
    </>
  );
}
