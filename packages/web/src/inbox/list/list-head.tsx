import { type Instant, MINUTE_MS } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { clockTime, weekday } from "../../time/time-words.ts";
import { useNowWhen, ZONE } from "../../time/use-now.ts";
import { useNumbers } from "../live/queries.ts";
import { LIST_WORDS } from "./list-words.ts";
import { phoneWords } from "./thread-words.ts";

/** Whose inbox it is; and what time it is, where the hub's clock was turned away from ours. */
export function ListHead(): ReactNode {
  const numbers = useNumbers();
  const [first, ...others] = numbers.data ?? [];
  return (
    <header className="flex flex-col px-4 pt-3 pb-2.5">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h1 className="font-semibold text-[1.0625rem] leading-snug tracking-tight">
          {LIST_WORDS.title}
        </h1>
        <TurnedClock />
      </div>
      <p className="figures min-h-4.5 truncate text-ink-3 text-xs">
        {[first?.name, phoneWords(first?.phone ?? null)].filter((word) => word != null).join(" · ")}
        {others.length > 0 && ` and ${others.length} more`}
      </p>
    </header>
  );
}

function TurnedClock(): ReactNode {
  const now = useNowWhen(turnedWords);
  if (turnedWords(now) === "") return null;
  return (
    <p
      title={LIST_WORDS.turned}
      className="flex shrink-0 items-center gap-1.5 rounded-lg bg-warn-soft px-2 py-1 text-warn text-xs"
    >
      <Clock aria-hidden className="size-3.5" />
      <span className="sr-only">The hub’s clock was turned: </span>
      <time>{turnedWords(now)}</time>
    </p>
  );
}

/** `Tue 10 Nov 14:02`; nothing where the hub's clock goes as ours does. */
function turnedWords(now: Instant): string {
  if (Math.abs(now - machineTime.nowMs()) < MINUTE_MS) return "";
  return `${weekday(now, ZONE)} ${clockTime(now, ZONE)}`;
}
