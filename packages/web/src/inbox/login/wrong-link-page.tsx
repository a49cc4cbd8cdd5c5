import { Link2Off } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Door } from "../frame/door.tsx";
import { WaitALittle } from "./wait-a-little.tsx";

/** Where a printed link leads whose key lets nobody in: which one does, and the other way in. */
export function WrongLinkPage(): ReactNode {
  const [link] = useState(window.location.href);
  // A key that was mistyped by one letter must not stay in the history, or on a shared screen.
  useEffect(() => window.history.replaceState(null, "", "/enter"), []);
  if (isTooOften()) return <WaitALittle retry={() => window.location.replace(link)} />;
  return (
    <Door
      title="This link lets nobody in"
      lead="Its key is not one of this hub’s, or is no longer one."
    >
      <div className="flex items-start gap-3 rounded-xl bg-selected p-4 text-ink-2">
        <Link2Off aria-hidden className="mt-0.5 size-5 shrink-0" strokeWidth={1.75} />
        <div className="flex flex-col gap-1.5">
          <p>
            Open the link that Casement printed when it was started last, all of it. After{" "}
            <code className="whitespace-nowrap">--fresh</code> a demo has another.
          </p>
          <p>
            Somebody who has a password can{" "}
            <a href="/" className="text-utility underline underline-offset-3">
              sign in
            </a>
            .
          </p>
        </div>
      </div>
    </Door>
  );
}

/** What the hub answered to this very page, which is the same file whatever it answers. */
function isTooOften(): boolean {
  const [page] = window.performance.getEntriesByType("navigation");
  return page instanceof PerformanceNavigationTiming && page.responseStatus === 429;
}
