import type { InvitationShape, NewInvitationShape, PersonShape } from "@casement/hub/api";
import { Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { CopyField } from "../../design/copy-field.tsx";
import { Notice } from "../../design/notice.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { Confirm } from "./confirm.tsx";
import { InvitePerson } from "./invite-person.tsx";
import { Loading } from "./loading.tsx";
import { PartHead } from "./part-head.tsx";
import { PersonRow } from "./person-row.tsx";
import { useDoing, useInvitations, usePeople } from "./settings-api.ts";

/** Who may sign in, and the links that let somebody in. */
export function PeoplePage(): ReactNode {
  const session = useSession();
  const query = usePeople();
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<NewInvitationShape>();
  const mayWrite = mayDo(session, "people:write");
  return (
    <>
      <PartHead
        title="People"
        lead="An owner runs the hub: numbers, keys, people. An agent answers customers."
        actions={mayWrite && <Button onClick={() => setInviting(true)}>Invite a colleague</Button>}
      />
      {made !== undefined && <NewLink made={made} done={() => setMade(undefined)} />}
      <Loading what="The people" query={query}>
        {(people) => <People people={people} mayWrite={mayWrite} />}
      </Loading>
      <Invitations mayWrite={mayWrite} />
      {inviting && (
        <InvitePerson
          close={() => setInviting(false)}
          made={(link) => {
            setInviting(false);
            setMade(link);
          }}
        />
      )}
    </>
  );
}

function NewLink({ made, done }: { made: NewInvitationShape; done: () => void }): ReactNode {
  return (
    <section
      aria-label="The new link"
      className="arrives flex flex-col gap-4 rounded-2xl border border-accent bg-accent-soft p-4 md:p-5"
    >
      <div>
        <h3 className="font-semibold text-base">
          A link for one {made.role}. Give it to them yourself.
        </h3>
        <p className="text-ink-2">It works once, within seven days, and is not shown again.</p>
      </div>
      <CopyField label="Link" value={new URL(made.path, window.location.href).href} />
      <Button look="outline" onClick={done} className="self-start bg-panel">
        I have it
      </Button>
    </section>
  );
}

interface PeopleProps {
  readonly people: readonly PersonShape[];
  readonly mayWrite: boolean;
}

function People({ people, mayWrite }: PeopleProps): ReactNode {
  const [leaving, setLeaving] = useState<PersonShape>();
  if (people.length === 0) {
    return (
      <Notice icon={Users} title="Nobody has an account yet">
        <p>This browser came in by a key. Invite yourself as an owner to sign in by a password.</p>
      </Notice>
    );
  }
  return (
    <>
      <ul
        aria-label="People"
        className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
      >
        {people.map((one) => (
          <li key={one.person_id} className="border-line border-b last:border-b-0">
            <PersonRow one={one} remove={mayWrite && !one.you ? setLeaving : undefined} />
          </li>
        ))}
      </ul>
      {leaving !== undefined && (
        <Confirm
          title={`Remove ${leaving.name}?`}
          path={`/people/${leaving.person_id}`}
          keep="Keep them"
          remove="Remove"
          close={() => setLeaving(undefined)}
        >
          They are signed out everywhere and cannot sign in again. What they wrote stays.
        </Confirm>
      )}
    </>
  );
}

function Invitations({ mayWrite }: { mayWrite: boolean }): ReactNode {
  const { data = [] } = useInvitations();
  const takingBack = useDoing((id: string) => ask("DELETE", `/invitations/${id}`));
  if (data.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">Links not used yet</h3>
      <FormProblem>{takingBack.error?.message}</FormProblem>
      <ul
        aria-label="Links"
        className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
      >
        {data.map((one: InvitationShape) => (
          <li
            key={one.invitation_id}
            className="flex items-center justify-between gap-4 border-line border-b px-4 py-3 last:border-b-0 md:px-5"
          >
            <span>
              <span className="block font-medium">For one {one.role}</span>
              <span className="block text-ink-2 text-xs">
                By {one.made_by}, good until {UNTIL.format(Date.parse(one.expires_at))}
              </span>
            </span>
            {mayWrite && (
              <Button
                look="outline"
                size="small"
                aria-label={`Take back the link for one ${one.role}`}
                disabled={takingBack.isPending}
                onClick={() => takingBack.mutate(one.invitation_id)}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By the machine's time, which the clock of a demo may have left behind. */
const UNTIL = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
