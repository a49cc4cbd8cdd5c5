import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import { MESSAGE_WORDS } from "./message-words.ts";

interface OlderProps {
  readonly before: string;
  readonly load: (before: string) => Promise<void>;
}

/** So far above what is in view, older messages are loaded before one gets there. */
const AHEAD = "1200px 0px 0px 0px";

/** Loads older messages as one comes near the top; the button is for when that failed. */
export function Older({ before, load }: OlderProps): ReactNode {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const mark = useRef<HTMLDivElement>(null);
  const press = (): void => {
    setState("loading");
    load(before).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page.
  useEffect(() => {
    const element = mark.current;
    const root = element?.closest("section") ?? null;
    if (element === null) return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        press();
      },
      { root, rootMargin: AHEAD },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [before]);
  return (
    <div ref={mark} className="flex flex-col items-center gap-1 pb-3">
      <Button look="quiet" size="small" disabled={state === "loading"} onClick={press}>
        {state === "loading" ? MESSAGE_WORDS.loadingOlder : MESSAGE_WORDS.older}
      </Button>
      {state === "failed" && (
        <p role="alert" className="text-bad text-xs">
          {MESSAGE_WORDS.olderFailed}
        </p>
      )}
    </div>
  );
}
