import type { SessionShape } from "@casement/hub/api";
import { LogOut } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { type Scheme, useScheme } from "../../design/scheme.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOf, problemOfForm } from "../frame/refused.ts";
import { signOut, useSession } from "../frame/session.ts";
import { Card } from "../ledger/card.tsx";
import { Figure, Figures } from "./figures.tsx";
import { PartHead } from "./part-head.tsx";
import { useDoing } from "./settings-api.ts";

/** Who is signed in here, their password, and the way out. */
export function YouPage(): ReactNode {
  const session = useSession();
  const leaving = useDoing(signOut);
  return (
    <>
      <PartHead
        title="You"
        lead="Who you are here, and how this browser shows things."
        actions={
          <Button look="outline" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
            <LogOut aria-hidden className="size-4" />
            Sign out
          </Button>
        }
      />
      <FormProblem>{leaving.error?.message}</FormProblem>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {session !== undefined && <Who session={session} />}
        <Looks />
        {session?.kind === "person" && <ChangePassword />}
      </div>
    </>
  );
}

function Who({ session }: { session: SessionShape }): ReactNode {
  if (session.kind === "key") {
    return (
      <Card title="A key" hint="This browser came in by a link with a key in it, as in a demo.">
        <Figures>
          <Figure name="Name of the key">{session.name}</Figure>
        </Figures>
      </Card>
    );
  }
  return (
    <Card title="Your account">
      <Figures>
        <Figure name="Name">{session.name}</Figure>
        <Figure name="E-mail">{session.email}</Figure>
        <Figure name="Role">{session.role === "owner" ? "Owner" : "Agent"}</Figure>
      </Figures>
    </Card>
  );
}

const SCHEMES: readonly { readonly scheme: Scheme; readonly name: string }[] = [
  { scheme: "system", name: "As the system" },
  { scheme: "light", name: "Light" },
  { scheme: "dark", name: "Dark" },
];

function Looks(): ReactNode {
  const { scheme, choose } = useScheme();
  return (
    <Card title="Colours" hint="Of this browser alone.">
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="sr-only">Colours</legend>
        {SCHEMES.map((one) => (
          <label key={one.scheme} className="flex cursor-pointer items-center gap-2">
            <input
              type="radio"
              name="scheme"
              checked={scheme === one.scheme}
              onChange={() => choose(one.scheme)}
              className="accent-accent"
            />
            {one.name}
          </label>
        ))}
      </fieldset>
    </Card>
  );
}

function ChangePassword(): ReactNode {
  const changing = useDoing((body: object) => ask("POST", "/session/password", body));
  // A form that is drawn anew is empty.
  const [times, setTimes] = useState(0);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    changing.mutate(
      { current: form.get("current"), next: form.get("next") },
      { onSuccess: () => setTimes(times + 1) },
    );
  };
  const { error, isPending, isSuccess } = changing;
  return (
    <Card title="Password" hint="Every other browser of yours is signed out by a new one.">
      <form key={times} onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Current password"
          name="current"
          type="password"
          required
          autoComplete="current-password"
          problem={problemOf(error, "current")}
        />
        <Field
          label="New password"
          name="next"
          type="password"
          required
          minLength={10}
          maxLength={128}
          autoComplete="new-password"
          hint="Ten characters or more."
          problem={problemOf(error, "next")}
        />
        <FormProblem>{problemOfForm(error, ["current", "next"])}</FormProblem>
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={isPending}>
            Change it
          </Button>
          <span role="status" className="text-service text-xs">
            {isSuccess && "Changed."}
          </span>
        </div>
      </form>
    </Card>
  );
}
