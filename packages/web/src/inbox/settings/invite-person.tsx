import type { NewInvitationShape } from "@casement/hub/api";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { useDoing } from "./settings-api.ts";

interface InvitePersonProps {
  readonly close: () => void;
  readonly made: (link: NewInvitationShape) => void;
}

const ROLES = [
  { role: "agent", name: "Agent", meaning: "Answers customers, sees what it costs." },
  { role: "owner", name: "Owner", meaning: "All that, and numbers, keys and people." },
] as const;

/** Makes a link for a colleague. No mail is sent: whoever makes it gives it to them. */
export function InvitePerson({ close, made }: InvitePersonProps): ReactNode {
  const [role, setRole] = useState<string>("agent");
  const inviting = useDoing((body: object) =>
    ask<NewInvitationShape>("POST", "/invitations", body),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    inviting.mutate({ role }, { onSuccess: made });
  };
  return (
    <Dialog title="Invite a colleague" close={close}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-semibold text-xs">As what?</legend>
          {ROLES.map((one) => (
            <label
              key={one.role}
              className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="role"
                value={one.role}
                checked={role === one.role}
                onChange={() => setRole(one.role)}
                className="mt-1 accent-accent"
              />
              <span>
                <span className="block font-medium">{one.name}</span>
                <span className="block text-ink-2 text-xs">{one.meaning}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <FormProblem>{inviting.error?.message}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={inviting.isPending}>
            Make a link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
