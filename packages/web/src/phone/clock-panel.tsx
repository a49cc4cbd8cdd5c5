import { FastForward, LoaderCircle, Pause, Play } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../design/button.tsx";
import { momentFromIso } from "../time/moment.ts";
import { clockSeconds, dayOf, shortMoment, spanWords, weekday } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { durationOf } from "./chat-words.ts";
import { useClockReport } from "./phone-live.ts";
import type { ClockReport } from "./phone-shapes.ts";
import { type Turning, useTurning } from "./use-turning.ts";

const STEPS = [
  { name: "1 h", advance: "1h" },
  { name: "23 h 59 m", advance: "23h59m" },
  { name: "24 h", advance: "24h" },
] as const;

/**
 * The clock of the emulator, and of the hub with it: what time it is, what comes next, and turning
 * it.
 */
export function ClockPanel(): ReactNode {
  const now = useNow();
  const report = useClockReport();
  const { turn, turning, problem } = useTurning();
  const busy = turning !== undefined;
  return (
    <section
      aria-label="Clock"
      aria-busy={busy}
      className="flex shrink-0 flex-col gap-3 rounded-2xl border border-line bg-panel p-4 shadow-card"
    >
      <div className="flex items-start justify-between">
        <div>
          <p className="figures font-semibold text-3xl tracking-tight">
            <time dateTime={new Date(now).toISOString()}>{clockSeconds(now, ZONE)}</time>
          </p>
          <p className="text-ink-2">
            {weekday(now, ZONE)} {dayOf(now, ZONE).slice(0, 4)}
          </p>
        </div>
        {report !== undefined && <Speed report={report} busy={busy} turn={turn} />}
      </div>
      {turning === undefined ? <Next report={report} /> : <Progress turning={turning} />}
      <div className="grid grid-cols-3 gap-1.5">
        {STEPS.map((step) => (
          <Button
            key={step.name}
            look="outline"
            size="small"
            aria-label={`Advance ${step.name}`}
            disabled={busy}
            onClick={() => void turn({ advance: step.advance })}
            className="w-full"
          >
            +{step.name}
          </Button>
        ))}
      </div>
      <OwnStep busy={busy} advance={(span) => void turn({ advance: span })} />
      {problem !== undefined && (
        <p role="alert" className="text-bad text-xs">
          The clock was not turned: {problem}
        </p>
      )}
    </section>
  );
}

interface SpeedProps {
  readonly report: ClockReport;
  readonly busy: boolean;
  readonly turn: ReturnType<typeof useTurning>["turn"];
}

function Speed({ report, busy, turn }: SpeedProps): ReactNode {
  const frozen = report.speed === 0;
  const Icon = frozen ? Play : Pause;
  return (
    <div className="flex flex-col items-end gap-1.5">
      <Button
        look="outline"
        size="small"
        disabled={busy}
        onClick={() => void turn(frozen ? { speed: 1 } : { freeze: true })}
      >
        <Icon aria-hidden className="size-3.5" />
        {frozen ? "Run" : "Freeze"}
      </Button>
      <p className="text-ink-3 text-xs">
        {frozen
          ? "stands still"
          : report.speed === 1
            ? "real speed"
            : `${report.speed} × real speed`}
      </p>
    </div>
  );
}

function Next({ report }: { report: ClockReport | undefined }): ReactNode {
  const now = useNow();
  const next = report?.next ?? null;
  if (next === null) return <p className="text-ink-2 text-xs">Nothing is due.</p>;
  const at = momentFromIso(next.at);
  return (
    <p className="text-ink-2 text-xs">
      Next: {next.what},{" "}
      <time>{at <= now ? "now" : `${shortMoment(at, now, ZONE)}, in ${spanWords(at - now)}`}</time>
    </p>
  );
}

/** How far the clock has come on its way: it stops at each thing that falls due. */
function Progress({ turning }: { turning: Turning }): ReactNode {
  const now = useNow();
  const whole = Math.max(1, turning.to - turning.from);
  const done = Math.min(1, Math.max(0, (now - turning.from) / whole));
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <p className="flex items-center gap-1.5 text-ink-2 text-xs">
        <LoaderCircle aria-hidden className="turns size-3.5" />
        Turning to {shortMoment(turning.to, turning.from, ZONE)}, doing what falls due
      </p>
      <span aria-hidden className="h-1 overflow-hidden rounded-full bg-selected">
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: `${Math.max(4, done * 100)}%` }}
        />
      </span>
    </div>
  );
}

function OwnStep({ busy, advance }: { busy: boolean; advance: (span: string) => void }): ReactNode {
  const id = useId();
  const [text, setText] = useState("");
  const span = durationOf(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (span !== undefined) advance(span);
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-1.5">
      <label htmlFor={id} className="sr-only">
        Advance by
      </label>
      <input
        id={id}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Another span: 2d 4h 30m"
        autoComplete="off"
        className="h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-ground px-2.5 text-xs placeholder:text-ink-3"
      />
      <Button type="submit" size="small" disabled={busy || span === undefined}>
        Advance
        <FastForward aria-hidden className="size-3.5" />
      </Button>
    </form>
  );
}
