import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { ask } from "./ask.ts";
import { Door } from "./door.tsx";
import { FormProblem } from "./form-problem.tsx";
import { problemOf, problemOfForm } from "./refused.ts";

/** Shown to whoever is not signed in, instead of every page: how to get in. */
export function SignedOut(): ReactNode {
  const [email, setEmail] = useState("");
  const signingIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => ask("POST", "/session", body),
    // Begins the page anew, where one wanted to go.
    onSuccess: () => window.location.reload(),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    signingIn.mutate({
      email: email.trim(),
      password: typeof password === "string" ? password : "",
    });
  };
  const { error, isPending, isSuccess } = signingIn;
  return (
    <Door
      title="Sign in"
      lead="What your customers wrote is behind this door."
      foot={<NoAccount />}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          problem={problemOf(error, "email")}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          required
          autoComplete="current-password"
          problem={problemOf(error, "password")}
        />
        <FormProblem>{problemOfForm(error, ["email", "password"])}</FormProblem>
        <Button type="submit" disabled={isPending || isSuccess} className="h-10">
          {isPending || isSuccess ? "Signing in …" : "Sign in"}
        </Button>
      </form>
    </Door>
  );
}

function NoAccount(): ReactNode {
  return (
    <>
      <p>No account yet? Ask an owner of this hub for a link.</p>
      <p>
        The very first one is printed where Casement was started. A demo (
        <code className="whitespace-nowrap">npm start</code>) has no passwords: open the link that
        it printed.
      </p>
    </>
  );
}
