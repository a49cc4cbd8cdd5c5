import type { Instant } from "@casement/engine";
import type { ReactNode } from "react";
import { momentFromIso } from "../time/moment.ts";
import { shortMoment, spanWords } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { duesIn } from "./dues.ts";
import type { ClockReport } from "./phone-shapes.ts";

interface UpcomingProps {
  readonly report: ClockReport | undefined;
  readonly skip: () => void;
}

/** What happens next; with the hub on the same clock, its own appointments are among it. */
export function Upcoming({ report, skip }: UpcomingProps): ReactNode {
  const dues = report === undefined ? [] : duesIn(report);
  if (dues.length === 0) return <p className="text-ink-2 text-xs">Nothing is due.</p>;
  return (
    <div className="border-line border-t pt-3">
      <div className="mb-1 flex items-baseline justify-between gap-2">
        <h3 className="font-medium text-xs">Next</h3>
        {report?.upcoming.length !== 0 && (
          <button
            type="button"
            onClick={skip}
            className="rounded-sm text-utility text-xs underline-offset-3 hover:underline"
          >
            Turn until nothing is due
          </button>
        )}
      </div>
      <ol aria-label="Next events" className="flex flex-col gap-1 text-xs">
        {dues.map((due, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two alike may be due at once.
          <li key={index} className="flex justify-between gap-3">
            <span className="min-w-0 text-pretty text-ink-2">{due.what}</span>
            <DueTime at={momentFromIso(due.at)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function DueTime({ at }: { at: Instant }): ReactNode {
  const now = useNow();
  return (
    <time className="shrink-0" title={shortMoment(at, now, ZONE)}>
      {at <= now ? "now" : `in ${spanWords(at - now)}`}
    </time>
  );
}
