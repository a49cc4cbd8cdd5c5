import type { ProblemShape, SetUpShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { CopyField } from "../../design/copy-field.tsx";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOfForm, Refused, textIn } from "../frame/refused.ts";
import { Card } from "../ledger/card.tsx";
import { Checks } from "./checks.tsx";
import { ConnectFields } from "./connect-fields.tsx";
import { Loading } from "./loading.tsx";
import { PartHead } from "./part-head.tsx";
import { useDoing, useOfferedWebhook } from "./settings-api.ts";
import { reachWords } from "./webhook-card.tsx";

/** Connects a number by its account's token, and says of each thing whether it will work. */
export function ConnectPage(): ReactNode {
  const connecting = useDoing(connect);
  const webhook = useOfferedWebhook();
  return (
    <>
      <Link
        to="/settings/numbers"
        className="inline-flex items-center gap-1.5 self-start text-ink-2 text-xs hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        All numbers
      </Link>
      <PartHead title="Connect a number" lead={LEAD} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Loading what="The webhook" query={webhook}>
            {({ path, verify_token: verifyToken }) => (
              <>
                <AtMeta path={path} verifyToken={verifyToken ?? ""} />
                <ConnectForm connecting={connecting} verifyToken={verifyToken ?? ""} />
              </>
            )}
          </Loading>
        </div>
        <Checks
          running={connecting.isPending}
          told={connecting.data?.checks}
          connected={connecting.data?.connected ?? false}
        />
      </div>
    </>
  );
}

function AtMeta({ path, verifyToken }: { path: string; verifyToken: string }): ReactNode {
  return (
    <Card title="1. At Meta" hint={AT_META}>
      <div className="flex flex-col gap-4">
        <CopyField
          label="Callback URL"
          value={new URL(path, window.location.href).href}
          hint={reachWords()}
        />
        <CopyField
          label="Verify token"
          value={verifyToken}
          hint="This hub knows it already, and it stays the same: you may come back later."
        />
      </div>
    </Card>
  );
}

const AT_META =
  "Your app, WhatsApp, Configuration: enter these two, press Verify and save, and subscribe to " +
  "the field messages. Which others it needs is checked with the connection.";

const LEAD =
  "Everything is looked at before anything is written down. What is already right stays as it " +
  "is, so you can try as often as you like.";

const FIELDS = [
  ...["access_token", "account_id", "number_id", "app_id", "app_secret", "verify_token"],
  ...["api_url", "graph_version", "free_units_used"],
] as const;

interface ConnectFormProps {
  readonly connecting: {
    readonly mutate: (body: object) => void;
    readonly error: Error | null;
    readonly isPending: boolean;
  };
  readonly verifyToken: string;
}

function ConnectForm({ connecting, verifyToken }: ConnectFormProps): ReactNode {
  const { error, isPending } = connecting;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = FIELDS.map((name) => [name, textIn(form, name)]).filter(
      ([, text]) => text !== "",
    );
    const freeUnits = textIn(form, "free_units_used");
    connecting.mutate({
      ...Object.fromEntries(given),
      ...(freeUnits === "" ? {} : { free_units_used: Number(freeUnits) }),
      verify_token: verifyToken,
    });
  };
  return (
    <Card
      title="2. Here"
      hint="Then tell this hub of your account. Ids are numbers; Meta shows them beside the names."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <ConnectFields error={error} />
        <FormProblem>{problemOfForm(error, FIELDS)}</FormProblem>
        <Button type="submit" disabled={isPending} className="self-start">
          {isPending ? "Checking …" : "Check and connect"}
        </Button>
      </form>
    </Card>
  );
}

/** A check that fails is an answer, and not an error: it says what to do. */
async function connect(body: object): Promise<SetUpShape> {
  const response = await fetch("/api/v1/numbers", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const told: { data?: SetUpShape } & Partial<ProblemShape> = await response
    .json()
    .catch(() => ({}));
  if (told.data !== undefined) return told.data;
  throw new Refused(response.status, told.error ?? NO_REASON);
}

const NO_REASON = { code: "unknown", message: "The hub answered with an error and no reason." };
