import { Phone, PhoneOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { momentFromIso } from "../time/moment.ts";
import { spanWords } from "../time/time-words.ts";
import { useNow } from "../time/use-now.ts";
import type { CallAction } from "./control.ts";
import type { PhoneCall } from "./phone-shapes.ts";

interface CallBarProps {
  readonly call: PhoneCall;
  readonly act: (action: CallAction) => void;
}

/** The call that rings or is spoken on. No sound is carried: what counts is what it opens. */
export function CallBar({ call, act }: CallBarProps): ReactNode {
  const now = useNow();
  const rings = call.state === "ringing";
  const mayAnswer = rings && call.by === "business";
  return (
    <section
      aria-label="Call"
      className="flex shrink-0 items-center justify-between gap-3 bg-accent-soft px-4 py-2"
    >
      <p role="status" className="min-w-0 font-medium text-accent">
        {wordsOf(call)}
        <span className="figures ml-2 font-normal text-xs">
          {spanWords(now - momentFromIso(call.at))}
        </span>
      </p>
      <div className="flex gap-1.5">
        {mayAnswer && (
          <Button size="small" onClick={() => act("accept")}>
            <Phone aria-hidden className="size-3.5" />
            Answer
          </Button>
        )}
        <Button look="outline" size="small" onClick={() => act(mayAnswer ? "reject" : "terminate")}>
          <PhoneOff aria-hidden className="size-3.5" />
          {mayAnswer ? "Decline" : "Hang up"}
        </Button>
      </div>
    </section>
  );
}

function wordsOf({ by, state }: PhoneCall): string {
  if (state !== "ringing") return "On a call";
  return by === "business" ? "The business calls" : "Calling…";
}
