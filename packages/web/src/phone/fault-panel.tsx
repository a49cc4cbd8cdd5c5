import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../design/button.tsx";
import { useAway } from "./away.ts";
import { control } from "./control.ts";
import {
  type CountedFault,
  countOthers,
  FAULT_SWITCHES,
  type FaultRule,
  type FaultSwitch,
  faultOf,
  faultsAfter,
  faultsWords,
  struckWords,
} from "./faults.ts";
import { Switch } from "./switch.tsx";

/** What goes wrong between the platform and the business, a switch each. */
export function FaultPanel(): ReactNode {
  const { faults, set, problem } = useFaults();
  const others = countOthers(faults);
  const isAway = useAway();
  return (
    <section
      aria-label="Faults"
      className="flex max-h-[45%] shrink-0 flex-col overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
    >
      <details className="group flex min-h-0 flex-col overflow-y-auto">
        <summary className="flex items-center gap-2 px-4 py-3 marker:content-none hover:bg-hover focus-visible:-outline-offset-2">
          <ChevronRight
            aria-hidden
            className="size-3.5 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
          />
          <h2 className="flex-1 font-semibold">Faults</h2>
          <span className={`text-xs ${faults.length === 0 ? "text-ink-3" : "text-warn"}`}>
            {faultsWords(faults)}
          </span>
        </summary>
        <div className="flex flex-col gap-3 border-line border-t px-4 py-3">
          {FAULT_SWITCHES.map((one) => (
            <OneFault
              key={one.label}
              one={one}
              fault={faultOf(faults, one)}
              turn={(on) => set((known) => faultsAfter(known, one, on))}
            />
          ))}
          {others > 0 && (
            <p className="text-ink-2 text-xs">
              And {others} that the control API has set: GET /emulator/faults tells them.
            </p>
          )}
          {faults.length > 0 && (
            <Button
              look="outline"
              size="small"
              className="self-start"
              disabled={isAway}
              onClick={() => set(() => [])}
            >
              Let nothing go wrong
            </Button>
          )}
          {problem !== undefined && (
            <p role="alert" className="text-bad text-xs">
              {problem}
            </p>
          )}
        </div>
      </details>
    </section>
  );
}

interface OneFaultProps {
  readonly one: FaultSwitch;
  /** The rule there is, while it is on. */
  readonly fault: CountedFault | undefined;
  readonly turn: (on: boolean) => void;
}

function OneFault({ one, fault, turn }: OneFaultProps): ReactNode {
  const hint = fault === undefined ? one.hint : struckWords(fault);
  const props = { label: one.label, hint, on: fault !== undefined, turn };
  return <Switch {...props} disabled={useAway()} />;
}

/** The faults there are, and how to change them: what was set meanwhile is not undone. */
function useFaults() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const { data: faults = [] } = useQuery({
    queryKey: ["faults"],
    queryFn: async () => (await control.faults()).data,
  });
  const set = (after: (known: readonly CountedFault[]) => readonly FaultRule[]): void => {
    setProblem(undefined);
    control
      .faults()
      .then(({ data }) => control.setFaults(after(data)))
      .then(({ data }) => queries.setQueryData(["faults"], data))
      .catch((error: Error) => setProblem(error.message));
  };
  return { faults, set, problem };
}
