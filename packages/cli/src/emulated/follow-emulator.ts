import { type Instant, isoFromInstant } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { Hub, Log } from "@casement/hub";
import { ClockFailure } from "./clock-failure.ts";
import type { EmulatorControl } from "./emulator-control.ts";
import { FollowingClock } from "./following-clock.ts";

/** A clock that follows an emulator's, and the line over which it does. */
export interface Following {
  readonly clock: FollowingClock;
  /** Becomes one whom every turn waits for, and listens from then on. */
  begin(hub: Pick<Hub, "quiet" | "quietUrl">): Promise<void>;
  /** Stands still, and hears nothing any more. */
  close(): void;
}

export interface FollowOptions {
  readonly control: EmulatorControl;
  readonly machine: MachineTime;
  readonly log: Log;
  /** The newest moment in the hub's database: the clock begins no earlier (decision 0001). */
  readonly newestAt: Instant | undefined;
}

/** Follows the clock of an emulator. Rejects if it is behind what the hub has already seen. */
export async function followEmulator(options: FollowOptions): Promise<Following> {
  const { control, machine, newestAt } = options;
  const told = await control.clock();
  if (newestAt !== undefined && newestAt > told.now + BEHIND_MS_MAX) {
    throw new ClockFailure(
      `The emulator's clock says ${isoFromInstant(told.now)}, and the database has already seen ` +
        `${isoFromInstant(newestAt)}. Time does not go back: turn the emulator on to there, or ` +
        "give the hub an empty database (another CASEMENT_FOLDER or DATABASE_URL).",
    );
  }
  const start = newestAt !== undefined && newestAt > told.now ? newestAt : told.now;
  const clock = new FollowingClock({ start, machine, ask: () => control.clock() });
  await clock.follow(told);

  const closing = new AbortController();
  return {
    clock,
    async begin(hub) {
      const url = hub.quietUrl;
      if (url === undefined) throw new Error("the hub does not run on this clock");
      clock.join(hub);
      await control.addParty(url);
      void listen(options, { clock, url, signal: closing.signal });
    },
    close() {
      closing.abort();
      clock.close();
    },
  };
}

interface Line {
  readonly clock: FollowingClock;
  readonly url: string;
  readonly signal: AbortSignal;
}

/**
 * Hears the emulator out, and calls it again when the line is cut. An emulator that was started
 * anew, or that has struck us off for being slow, is told again that it is to wait for us.
 */
async function listen(options: FollowOptions, line: Line): Promise<void> {
  const { machine, log } = options;
  let isAway = false;
  while (!line.signal.aborted) {
    try {
      await hearOut(options, line, () => {
        if (isAway) log.info("emulator_back");
        isAway = false;
      });
    } catch {
      // Whatever has cut the line, there is no more to do than to call again.
    }
    if (!isAway && !line.signal.aborted) log.warn("emulator_away");
    isAway = true;
    await pause(machine, CALL_AGAIN_MS, line.signal);
  }
}

async function hearOut(
  { control }: FollowOptions,
  { clock, url, signal }: Line,
  answered: () => void,
): Promise<void> {
  let isFirst = true;
  for await (const told of control.clockEvents(signal)) {
    if (isFirst) await control.addParty(url);
    isFirst = false;
    answered();
    await clock.follow(told);
  }
}

function pause(machine: MachineTime, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const callOff = machine.after(ms, done);
    signal.addEventListener("abort", () => {
      callOff();
      done();
    });
  });
}

const BEHIND_MS_MAX = 60_000;
const CALL_AGAIN_MS = 1_000;
