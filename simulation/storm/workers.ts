import { type ChildProcess, fork } from "node:child_process";
import { inspect } from "node:util";
import { machineTime } from "@casement/engine/system-clock";
import { type Told, toldOfFailure } from "./seed-record.ts";
import { liveThroughStorm, type Storm } from "./storm.ts";

/** How long one storm may take, in the machine's own time: a hundred times what it does. */
const PATIENCE_MS = 300_000;

export interface Share {
  readonly storms: readonly Storm[];
  /** How many processes share the storms. */
  readonly workers: number;
  readonly tell: (one: Told) => void;
  /** How a process is started; left out: as a worker of storms. */
  readonly start?: () => ChildProcess;
}

/**
 * Gives each process the next storm when it is done with its last. One that dies of a storm, or
 * does not come to the end of it, is replaced: that seed failed, and the next goes on.
 */
export async function shareOut({ storms, workers, tell, start }: Share): Promise<void> {
  const left = [...storms];
  const startWorker = (): ChildProcess =>
    fork(new URL("worker.ts", import.meta.url), [], {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
  const workThrough = async (): Promise<void> => {
    while (left.length > 0) await workUntilItEnds({ left, tell, start: start ?? startWorker });
  };
  await Promise.all(Array.from({ length: workers }, workThrough));
}

interface Shift {
  readonly left: Storm[];
  readonly tell: (one: Told) => void;
  readonly start: () => ChildProcess;
}

/** One process, from its start until no storm is left, or it is. */
function workUntilItEnds({ left, tell, start }: Shift): Promise<void> {
  const worker = start();
  let doing: Storm | undefined;
  let complaint = "";
  let lookAway = (): void => {};
  const giveNext = (): void => {
    doing = left.shift();
    complaint = "";
    lookAway();
    if (doing === undefined) return void worker.disconnect();
    worker.send(doing);
    lookAway = machineTime.after(PATIENCE_MS, () => void worker.kill("SIGKILL"));
  };
  worker.stderr?.on("data", (piece: Buffer) => {
    complaint = `${complaint}${piece}`.slice(-COMPLAINT_MAX);
  });
  worker.on("message", (one: Told) => {
    tell(one);
    giveNext();
  });
  giveNext();
  return new Promise((done) => {
    const ends = (how: string): void => {
      lookAway();
      machineTime.after(LAST_WORDS_MS, () => {
        if (doing !== undefined)
          tell(toldOfFailure(doing.seed, `its process ${how}: ${complaint}`));
        doing = undefined;
        worker.stderr?.destroy();
        done();
      });
    };
    // It could not be started, or told its seed: whether it also ends is not said.
    worker.on("error", (error) => {
      worker.kill("SIGKILL");
      ends(`failed with ${error.message}`);
    });
    // Not "close": the database's server that it started holds the other end of its complaints.
    worker.on("exit", (code, signal) => ends(`ended with ${code ?? signal}`));
  });
}

/** Until what it said last is here. */
const LAST_WORDS_MS = 100;
const COMPLAINT_MAX = 4_000;

/** What a worker does: each storm that it is told, until nobody is there to tell it. */
export function work(): void {
  process.on("message", (storm: Storm) => {
    void told(storm).then((one) => process.send?.(one));
  });
  // What a hub that was killed has left open ends with the process.
  process.on("disconnect", () => process.exit(0));
}

/** A storm that does not come to its end is a violation too. */
export async function told(storm: Storm): Promise<Told> {
  const { seed } = storm;
  try {
    const { sightings, ...rest } = await liveThroughStorm(storm);
    return { seed, ...rest, met: sightings.met() };
  } catch (error) {
    // With what broke the storm may come what broke in clearing up after it.
    return toldOfFailure(seed, inspect(error));
  }
}
