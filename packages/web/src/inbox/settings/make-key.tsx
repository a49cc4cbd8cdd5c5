import type { AccountShape, NewKeyShape } from "@casement/hub/api";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { ChoiceCards } from "../../design/choice-cards.tsx";
import { Dialog, DialogFoot } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Select } from "../../design/select.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOf, problemOfForm, textIn } from "../frame/refused.ts";
import { PRESETS, SCOPE_LIST } from "./scope-words.ts";
import { useAccounts, useDoing } from "./settings-api.ts";

interface MakeKeyProps {
  readonly close: () => void;
  readonly made: (key: NewKeyShape) => void;
}

/** What a new key is for: a name, what it may do, and whose numbers it reaches. */
export function MakeKey({ close, made }: MakeKeyProps): ReactNode {
  const accounts = useAccounts().data ?? [];
  const [preset, setPreset] = useState<string>(PRESETS[0]?.name ?? "");
  const making = useDoing((body: object) => ask<NewKeyShape>("POST", "/keys", body));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const scopes = PRESETS.find((one) => one.name === preset)?.scopes ?? form.getAll("scope");
    const account = textIn(form, "account_id");
    const reach = account === "" ? {} : { account_id: account };
    making.mutate({ name: textIn(form, "name"), scopes, ...reach }, { onSuccess: made });
  };
  const { error, isPending } = making;
  return (
    <Dialog title="Make a key" close={close}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <Field
          label="Name"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder="Web shop"
          hint="For you, to know it by later."
          problem={problemOf(error, "name")}
        />
        <Purpose preset={preset} choose={setPreset} />
        {preset === CHOSEN && <Scopes problem={problemOf(error, "scopes")} />}
        {accounts.length > 0 && <Reach accounts={accounts} />}
        <FormProblem>{problemOfForm(error, ["name", "scopes"])}</FormProblem>
        <DialogFoot>
          <Button look="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={isPending}>
            Make the key
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const CHOSEN = "Chosen one by one";

interface PurposeProps {
  readonly preset: string;
  readonly choose: (name: string) => void;
}

function Purpose({ preset, choose }: PurposeProps): ReactNode {
  const choices = [...PRESETS, { name: CHOSEN, meaning: "Whatever you tick below." }];
  return (
    <ChoiceCards
      legend="What is it for?"
      name="preset"
      choices={choices}
      chosen={preset}
      choose={choose}
    />
  );
}

function Scopes({ problem }: { problem: string | undefined }): ReactNode {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold text-xs">It may</legend>
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
        {SCOPE_LIST.map(({ scope, words }) => (
          <label key={scope} title={scope} className="flex cursor-pointer items-center gap-2.5">
            <input type="checkbox" name="scope" value={scope} className="accent-accent" />
            {words}
          </label>
        ))}
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-bad text-xs">
          Tick one at least.
        </p>
      )}
    </fieldset>
  );
}

function Reach({ accounts }: { accounts: readonly AccountShape[] }): ReactNode {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold text-xs">
        Whose numbers does it reach?
      </label>
      <Select id={id} name="account_id" height="tall">
        <option value="">Every number of this hub</option>
        {accounts.map((account) => (
          <option key={account.account_id} value={account.account_id}>
            Those of {account.name ?? `account ${account.account_id}`}
          </option>
        ))}
      </Select>
    </div>
  );
}
