import type { AccountShape, NewEndpointShape } from "@casement/hub/api";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { ChoiceCards } from "../../design/choice-cards.tsx";
import { Dialog, DialogFoot } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Select } from "../../design/select.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOf, problemOfForm, textIn } from "../frame/refused.ts";
import { EVENT_LIST } from "./endpoint-words.ts";
import { useAccounts, useDoing } from "./settings-api.ts";

interface MakeEndpointProps {
  readonly close: () => void;
  readonly made: (endpoint: NewEndpointShape) => void;
}

/** Where a program is, what it gets, and of whose numbers. */
export function MakeEndpoint({ close, made }: MakeEndpointProps): ReactNode {
  const accounts = useAccounts().data ?? [];
  const [what, setWhat] = useState(POSTS);
  const isNative = what === EVENTS;
  const making = useDoing((body: object) => ask<NewEndpointShape>("POST", "/endpoints", body));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const account = textIn(form, "account_id");
    const body = {
      name: textIn(form, "name"),
      url: textIn(form, "url"),
      ...(isNative ? { events: form.getAll("event") } : {}),
      ...(account === "" ? {} : { account_id: account }),
    };
    making.mutate(body, { onSuccess: made });
  };
  const { error, isPending } = making;
  return (
    <Dialog title="Add an endpoint" close={close}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <Field
          label="Name"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder="CRM"
          problem={problemOf(error, "name")}
        />
        <Field
          label="Address"
          name="url"
          type="url"
          required
          autoComplete="off"
          placeholder="https://crm.example/casement"
          hint="https and public. A demo also posts to this machine, such as http://localhost:3000/hook."
          problem={problemOf(error, "url")}
        />
        <ChoiceCards {...WHAT} chosen={what} choose={setWhat} />
        {isNative && <Events problem={problemOf(error, "events")} />}
        {accounts.length > 1 && <Reach accounts={accounts} />}
        <FormProblem>{problemOfForm(error, ["name", "url", "events"])}</FormProblem>
        <DialogFoot>
          <Button look="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={isPending}>
            Add it
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const POSTS = "Meta’s posts";
const EVENTS = "Events of this hub";

const WHAT = {
  legend: "What does it get?",
  name: "what",
  choices: [
    {
      name: POSTS,
      meaning:
        "For an app that used to get them from Meta: the same bytes, signed with its secret.",
    },
    { name: EVENTS, meaning: "In plain words and in order, as Standard Webhooks." },
  ],
};

function Events({ problem }: { problem: string | undefined }): ReactNode {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold text-xs">Which events?</legend>
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
        {EVENT_LIST.map(({ kind, words }) => (
          <label key={kind} className="flex cursor-pointer items-start gap-2.5">
            <input
              type="checkbox"
              name="event"
              value={kind}
              defaultChecked
              className="mt-1 accent-accent"
            />
            <span>
              <code className="block text-xs">{kind}</code>
              <span className="block text-ink-2 text-xs">{words}</span>
            </span>
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
        Of whose numbers?
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
