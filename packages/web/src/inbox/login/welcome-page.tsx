import type { RoleShape } from "@casement/hub/api";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Link2Off } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { ask } from "../frame/ask.ts";
import { Door } from "../frame/door.tsx";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOf, problemOfForm, Refused, textIn } from "../frame/refused.ts";
import { WaitALittle } from "./wait-a-little.tsx";

interface Invited {
  readonly role: RoleShape;
  readonly made_by: string;
}

/** Where a one-time link leads: who one is, and a password, and one is in. */
export function WelcomePage(): ReactNode {
  const { code: inAddress = "" } = useSearch({ from: "/welcome" });
  const [code] = useState(inAddress);
  // Out of the address at once: it must not stay in the history, or on a screen that is shared.
  useEffect(() => window.history.replaceState(null, "", "/welcome"), []);
  const looking = useQuery({
    queryKey: ["welcome", code],
    queryFn: () => ask<Invited>("POST", "/welcome/look", { code }),
    retry: (failures, error) => failures < 2 && !(error instanceof Refused),
  });
  if (looking.isPending) {
    return (
      <Door title="Welcome" lead="Looking at your link …">
        <div className="waits h-40 rounded-xl bg-selected" />
      </Door>
    );
  }
  if (looking.isError) return <NoLink why={looking.error} retry={() => void looking.refetch()} />;
  return <Newcomer code={code} invited={looking.data} />;
}

function NoLink({ why, retry }: { why: Error; retry: () => void }): ReactNode {
  if (why instanceof Refused && why.status === 429) return <WaitALittle retry={retry} />;
  if (!(why instanceof Refused) || why.status >= 500) return <NotLookedAt retry={retry} />;
  const words =
    why.status === 404
      ? why.message
      : "This is not a whole link. Copy all of it, and open it again.";
  return (
    <Door title="This link lets nobody in" lead={words}>
      <div className="flex items-center gap-3 rounded-xl bg-selected p-4 text-ink-2">
        <Link2Off aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />
        <p>
          A link works once. If you have used it already,{" "}
          <a href="/" className="text-utility underline underline-offset-3">
            sign in
          </a>
          .
        </p>
      </div>
    </Door>
  );
}

/** It failed before anybody looked; by now the link stands nowhere but in this page. */
function NotLookedAt({ retry }: { retry: () => void }): ReactNode {
  return (
    <Door
      title="The hub does not answer"
      lead="Your link was not looked at, so it may well be right."
    >
      <Button onClick={retry} className="h-10">
        Try again
      </Button>
    </Door>
  );
}

const FIELDS = ["name", "email", "password"] as const;

function Newcomer({ code, invited }: { code: string; invited: Invited }): ReactNode {
  const coming = useMutation({
    mutationFn: (body: object) => ask("POST", "/welcome", body),
    onSuccess: () => window.location.assign("/"),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    coming.mutate({ code, name: textIn(form, "name"), email: textIn(form, "email"), password });
  };
  const { error, isPending, isSuccess } = coming;
  const isOwner = invited.role === "owner";
  return (
    <Door
      title={isOwner ? "Welcome to Casement" : `${invited.made_by} lets you in`}
      lead={
        isOwner
          ? "You will be an owner of this hub: you connect numbers, make keys and invite others."
          : "You will answer customers here. Say who you are, and choose a password."
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Your name"
          name="name"
          required
          maxLength={100}
          autoComplete="name"
          problem={problemOf(error, "name")}
        />
        <Field
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="username"
          hint="You sign in with it. Nothing is ever sent to it."
          problem={problemOf(error, "email")}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          required
          minLength={10}
          maxLength={128}
          autoComplete="new-password"
          hint="Ten characters or more; a few words that do not belong together make a good one."
          problem={problemOf(error, "password")}
        />
        <FormProblem>{problemOfForm(error, FIELDS)}</FormProblem>
        <Button type="submit" disabled={isPending || isSuccess} className="h-10">
          {isPending || isSuccess ? "One moment …" : "Go in"}
        </Button>
      </form>
    </Door>
  );
}
