import type { QueueCountsShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { LIST_WORDS, QUEUE_HINTS, QUEUE_WORDS } from "./list-words.ts";
import { QUEUES, type Queue } from "./queues.ts";

interface QueueTabsProps {
  readonly chosen: Queue;
  readonly counts: QueueCountsShape | undefined;
  readonly choose: (queue: Queue) => void;
}

/** The queues with how many wait in each; what can be lost is amber while there is any of it. */
export function QueueTabs({ chosen, counts, choose }: QueueTabsProps): ReactNode {
  return (
    <fieldset
      aria-label={LIST_WORDS.queues}
      className="mx-3 mb-2.5 flex flex-wrap gap-1 border-0 p-0"
    >
      {QUEUES.map((queue) => {
        const count = counts?.[queue] ?? 0;
        const urgent = (queue === "closing_soon" || queue === "entry_points") && count > 0;
        return (
          <button
            key={queue}
            type="button"
            aria-pressed={queue === chosen}
            title={QUEUE_HINTS[queue]}
            onClick={() => choose(queue)}
            className={`flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs transition-colors
              aria-pressed:bg-ink aria-pressed:font-semibold aria-pressed:text-panel
              ${urgent ? "bg-entry-soft font-semibold text-entry" : "text-ink-2 hover:bg-hover"}`}
          >
            {QUEUE_WORDS[queue]}
            {queue !== "all" && counts !== undefined && (
              <span className="figures opacity-80">{countWords(count)}</span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}

/** `0`, `12`, `3.4k`: what a small place has room for. */
export function countWords(count: number): string {
  if (count < 1_000) return String(count);
  return `${Math.floor(count / 100) / 10}k`;
}
