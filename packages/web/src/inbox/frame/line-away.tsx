import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { useStreamState } from "../live/inbox-live.tsx";

/**
 * Says that what is on screen is no longer live. Always there, so that a reader hears it change.
 */
export function LineAway(): ReactNode {
  const away = useStreamState() === "away";
  return (
    <div role="status">
      {away && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-warn text-xs">
          <CloudOff aria-hidden className="size-4" />
          <span>
            The hub does not answer. What you see may be old; it goes on by itself when the hub is
            back.
          </span>
        </p>
      )}
    </div>
  );
}
