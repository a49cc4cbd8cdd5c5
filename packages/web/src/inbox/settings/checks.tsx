import type { CheckShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "../ledger/card.tsx";
import { checkName } from "./number-words.ts";

interface ChecksProps {
  readonly running: boolean;
  readonly told: readonly CheckShape[] | undefined;
  readonly connected: boolean;
}

/** What is looked at before a number is connected, in this order; what came of each. */
export function Checks({ running, told, connected }: ChecksProps): ReactNode {
  const shown = running || told === undefined ? EXPECTED.map(untold) : told;
  return (
    <Card title="What is checked" className="xl:sticky xl:top-0">
      <ol aria-label="Checks" aria-busy={running} className="flex flex-col gap-3.5">
        {shown.map((one) => (
          <li key={one.check} className={told === undefined || running ? "" : "arrives"}>
            <Line check={one} state={running ? "running" : told === undefined ? "idle" : "told"} />
          </li>
        ))}
      </ol>
      <div role="status">
        {told !== undefined && !running && (
          <p
            className={`mt-4 rounded-lg px-3 py-2.5 ${
              connected ? "bg-service-soft text-service" : "bg-bad-soft text-bad"
            }`}
          >
            {connected ? (
              <>
                Connected.{" "}
                <Link to="/settings/numbers" className="font-semibold underline underline-offset-3">
                  See the number
                </Link>
              </>
            ) : (
              "Not connected. Nothing was written down."
            )}
          </p>
        )}
      </div>
    </Card>
  );
}

const EXPECTED = [
  ...["app_secret", "token", "permissions", "account", "time_zone", "number"],
  ...["subscription", "callback", "fields"],
];

interface Shown extends Omit<CheckShape, "check"> {
  readonly check: string;
}

function untold(check: string): Shown {
  return { check, ok: null, what: "", remedy: null };
}

type State = "idle" | "running" | "told";

function Line({ check, state }: { check: Shown; state: State }): ReactNode {
  return (
    <div className="flex items-start gap-3">
      <Mark ok={check.ok} state={state} />
      <div className="min-w-0">
        <p className="font-medium">{checkName(check.check)}</p>
        {check.what !== "" && (
          <p className="break-words text-ink-2 text-xs first-letter:uppercase">{check.what}</p>
        )}
        {check.ok === false && check.remedy !== null && (
          <p className="mt-1 break-words text-xs">{check.remedy}</p>
        )}
      </div>
    </div>
  );
}

const MARK = "grid size-5 shrink-0 place-items-center rounded-full";

function Mark({ ok, state }: { ok: boolean | null; state: State }): ReactNode {
  if (state === "idle") {
    return <span aria-hidden className={`${MARK} border-2 border-line-strong border-dotted`} />;
  }
  if (state === "running") {
    return (
      <span role="img" aria-label="Being checked" className={`${MARK} text-ink-2`}>
        <LoaderCircle aria-hidden className="turns size-4" />
      </span>
    );
  }
  if (ok === null) {
    return (
      <span role="img" aria-label="Cannot be told" className={`${MARK} bg-selected text-ink-2`}>
        <CircleHelp aria-hidden className="size-3.5" />
      </span>
    );
  }
  return ok ? (
    <span role="img" aria-label="Right" className={`${MARK} bg-service-soft text-service`}>
      <Check aria-hidden className="size-3.5" strokeWidth={3} />
    </span>
  ) : (
    <span role="img" aria-label="Wrong" className={`${MARK} bg-bad-soft text-bad`}>
      <X aria-hidden className="size-3.5" strokeWidth={3} />
    </span>
  );
}
