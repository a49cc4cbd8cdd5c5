import type { EndpointShape } from "@casement/hub/api";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Sign } from "../../design/sign.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { getsWords, standingOf } from "./endpoint-words.ts";
import { useDoing } from "./settings-api.ts";

interface EndpointRowProps {
  readonly one: EndpointShape;
  /** Undefined: who looks may change nothing. */
  readonly remove: ((one: EndpointShape) => void) | undefined;
}

/** An endpoint: what it gets, how it stands, and what became of each thing that went there. */
export function EndpointRow({ one, remove }: EndpointRowProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const pausing = useDoing((paused: boolean) =>
    ask("PATCH", `/endpoints/${one.endpoint_id}`, { paused }),
  );
  const isPaused = one.paused_at !== null;
  const { kind, words } = standingOf(one);
  return (
    <div className="flex flex-col gap-3 px-4 py-3.5 md:px-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 flex-col">
          <span className="flex min-w-0 items-baseline gap-3">
            <span className="truncate font-semibold">{one.name}</span>
            <Sign kind={kind}>{words}</Sign>
          </span>
          <code className="truncate text-ink-2 text-xs">{one.url}</code>
          <span className="text-ink-2 text-xs">{getsWords(one)}</span>
          {one.paused_why !== null && <span className="text-bad text-xs">{one.paused_why}</span>}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            look="outline"
            size="small"
            aria-expanded={isOpen}
            aria-label={`Log of ${one.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            Log
          </Button>
          {remove !== undefined && (
            <>
              <Button
                look="outline"
                size="small"
                aria-label={`${isPaused ? "Go on with" : "Pause"} ${one.name}`}
                disabled={pausing.isPending}
                onClick={() => pausing.mutate(!isPaused)}
              >
                {isPaused ? "Go on" : "Pause"}
              </Button>
              <Button
                look="outline"
                size="small"
                aria-label={`Remove ${one.name}`}
                onClick={() => remove(one)}
              >
                Remove
              </Button>
            </>
          )}
        </div>
      </div>
      <FormProblem>{pausing.error?.message}</FormProblem>
      {isOpen && <DeliveryLog endpoint={one} mayAgain={remove !== undefined && !isPaused} />}
    </div>
  );
}
