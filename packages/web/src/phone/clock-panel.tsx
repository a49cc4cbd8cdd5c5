import { FastForward, LoaderCircle } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../design/button.tsx";
import { clockSeconds, dayOf, shortMoment, weekday } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { useAway } from "./away.ts";
import { durationOf } from "./chat-words.ts";
import { useClockReport } from "./phone-live.ts";
import type { ClockReport } from "./phone-shapes.ts";
import { Upcoming } from "./upcoming.tsx";
import { type Turning, useTurning } from "./use-turning.ts";

const STEPS = [
  { name: "1 h", advance: "1h" },
  { name: "23 h 59 m", advance: "23h59m" },
  { name: "24 h", advance: "24h" },
  { name: "7 d", advance: "7d" },
] as const;

const SPEEDS = [
  { name: "Freeze", shown: "Freeze", speed: 0 },
  { name: "Run", shown: "Run", speed: 1 },
  { name: "60 × as fast", shown: "60 ×", speed: 60 },
  { name: "3,600 × as fast", shown: "3,600 ×", speed: 3_600 },
] as const;

/**
 * The clock of the emulator, and of the hub with it: what time it is, what comes next, and turning
 * it.
 */
export function ClockPanel(): ReactNode {
  const now = useNow();
  const report = useClockReport();
  const { turn, turning, problem } = useTurning();
  const isAway = useAway();
  const busy = turning !== undefined || isAway;
  return (
    <section
      aria-label="Clock"
      aria-busy={turning !== undefined}
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
      </div>
      {report !== undefined && <Speed report={report} busy={busy} turn={turn} />}
      <div className="grid grid-cols-[1fr_auto_1fr_1fr] gap-1.5 lg:grid-cols-2 xl:grid-cols-[1fr_auto_1fr_1fr]">
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
      {isAway ? (
        <p className="text-ink-2 text-xs">{AWAY}</p>
      ) : turning === undefined ? (
        <Upcoming report={report} skip={() => void turn({ idle: true })} />
      ) : (
        <Progress turning={turning} />
      )}
      {problem !== undefined && (
        <p role="alert" className="text-bad text-xs">
          The clock was not turned: {problem}
        </p>
      )}
    </section>
  );
}

const AWAY = "The clock is the emulator’s: it can be turned again when the emulator answers.";

interface SpeedProps {
  readonly report: ClockReport;
  readonly busy: boolean;
  readonly turn: ReturnType<typeof useTurning>["turn"];
}

/** How fast time passes: not at all, as outside, or faster. */
function Speed({ report, busy, turn }: SpeedProps): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own.
    <div role="group" aria-label="Speed" className="grid grid-cols-4 rounded-lg bg-selected p-0.5">
      {SPEEDS.map(({ name, shown, speed }) => (
        <button
          key={name}
          type="button"
          aria-label={name}
          aria-pressed={report.speed === speed}
          disabled={busy}
          onClick={() => void turn(speed === 0 ? { freeze: true } : { speed })}
          className="h-7 rounded-md font-medium text-ink-2 text-xs transition-colors hover:text-ink disabled:text-ink-3 aria-pressed:bg-panel aria-pressed:text-ink aria-pressed:shadow-card"
        >
          {shown}
        </button>
      ))}
    </div>
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
        placeholder="Another: 2d 4h 30m"
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
