import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Button } from "../design/button.tsx";
import { control } from "./control.ts";
import { TextField } from "./form-parts.tsx";
import { usePeople } from "./phone-live.ts";
import type { Customer } from "./phone-shapes.ts";
import { Switch } from "./switch.tsx";
import { PEOPLE } from "./who.ts";

interface CustomerPanelProps {
  readonly phone: string;
  readonly reads: boolean;
  readonly setReads: (reads: boolean) => void;
}

/** How the customer behaves: their name, and what they do with what arrives. */
export function CustomerPanel({ phone, reads, setReads }: CustomerPanelProps): ReactNode {
  const customer = usePeople().data?.find((one) => one.phone === phone);
  const { change, problem } = useChanging();
  const isOffline = customer?.behaviour.offline ?? false;
  const isBlocking = customer?.blocked ?? false;
  return (
    <section
      aria-label="This customer"
      className="flex flex-col gap-3 rounded-2xl border border-line bg-panel p-4 shadow-card"
    >
      <Name
        key={`${phone} ${customer?.name}`}
        name={customer?.name ?? PEOPLE.find((one) => one.phone === phone)?.name ?? ""}
        rename={(name) => change(() => control.change(phone, { name }))}
      />
      <Switch label="Reads what arrives" on={reads} turn={setReads} />
      <Switch
        label="Phone is offline"
        on={isOffline}
        turn={(offline) => change(() => control.change(phone, { behaviour: { offline } }))}
      />
      <Switch
        label="Blocks the business"
        on={isBlocking}
        turn={(blocked) => change(() => control.block(phone, blocked))}
      />
      <Switch
        label="Stopped marketing"
        on={customer?.marketingStopped ?? false}
        turn={(stopped) => change(() => control.stopMarketing(phone, stopped))}
      />
      <Switch
        label="Answers calls"
        on={(customer?.calls ?? "accept") === "accept"}
        turn={(accepts) =>
          change(() => control.change(phone, { calls: accepts ? "accept" : "ignore" }))
        }
      />
      {problem !== undefined && (
        <p role="alert" className="text-bad text-xs">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Changes a customer; what the page shows of them is asked for again. */
function useChanging() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const change = (make: () => Promise<Customer>): void => {
    setProblem(undefined);
    make()
      .then(() => queries.invalidateQueries({ queryKey: ["people"] }))
      .catch((error: Error) => setProblem(error.message));
  };
  return { change, problem };
}

function Name({ name, rename }: { name: string; rename: (name: string) => void }): ReactNode {
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== "") rename(text.trim());
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <TextField label="Name" value={text} change={setText} />
      {text.trim() !== name && text.trim() !== "" && (
        <Button type="submit" look="outline">
          Rename
        </Button>
      )}
    </form>
  );
}
