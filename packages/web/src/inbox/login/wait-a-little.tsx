import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Door } from "../frame/door.tsx";

/** The door was tried too often from here: no link is looked at for a minute, right or wrong. */
export function WaitALittle({ retry }: { retry: () => void }): ReactNode {
  return (
    <Door title="Wait a minute" lead="This door was tried too often from your network.">
      <div className="flex items-start gap-3 rounded-xl bg-selected p-4 text-ink-2">
        <Hourglass aria-hidden className="mt-0.5 size-5 shrink-0" strokeWidth={1.75} />
        <p>
          Your link was not looked at, so it may well be right. After a minute it is: try again
          then, or open it anew.
        </p>
      </div>
      <Button onClick={retry} className="h-10">
        Try again
      </Button>
    </Door>
  );
}
