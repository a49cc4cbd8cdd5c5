import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";

/** Something that was started, with its name and how it is stopped. */
interface Part {
  readonly name: string;
  readonly stop: () => Promise<void>;
  /** Goes on when this process ends, unless it was stopped. */
  readonly outlivesUs: boolean;
}

/** This process, as far as signals go. */
export interface Signalled {
  readonly signals: {
    on(name: string, heard: () => void): unknown;
    off(name: string, heard: () => void): unknown;
  };
  readonly machine: MachineTime;
  /** Ends the process where it stands. */
  leave(code: number): void;
  /** Tells the person who waits. */
  say(text: string): void;
}

const thisProcess: Signalled = {
  signals: process,
  machine: machineTime,
  leave: (code) => process.exit(code),
  say: (text) => void process.stderr.write(`${text}\n`),
};

/** Thrown out of a start that is no longer wanted. Nobody is told of it. */
class StartAbandoned extends Error {
  override readonly name = "StartAbandoned";
}

/**
 * What was started, to be stopped in the opposite order: the database, first to start, goes last.
 *
 * The first Ctrl-C, or request to end, stops all in order; during a start, after the part that is
 * starting. A second one no longer waits for the hub, but still stops what would outlive us: the
 * database. Only a third one ends the process where it stands.
 */
export class Stopping {
  readonly #process: Signalled;
  readonly #parts: Part[] = [];
  readonly #asked = Promise.withResolvers<void>();
  readonly #complaints: string[] = [];
  #isAsked = false;
  #isStarting = true;
  #failure: { readonly error: unknown } | undefined;
  #presses = 0;
  #pressedAtMs = Number.NEGATIVE_INFINITY;

  constructor(process: Signalled = thisProcess) {
    this.#process = process;
  }

  /** Runs `start`, waits until it is time to stop, and stops. Rejects if anything has failed. */
  async run(start: (stopping: Stopping) => Promise<void>): Promise<void> {
    const heard = (): void => this.#hear();
    for (const name of SIGNALS) this.#process.signals.on(name, heard);
    try {
      await this.#start(start);
      await this.#asked.promise;
      await this.#stopAll();
    } finally {
      for (const name of SIGNALS) this.#process.signals.off(name, heard);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#complaints.length > 0) throw new NotStopped(this.#complaints.join("\n"));
  }

  /** To be called as soon as a part stands. Throws if it is not wanted any more: it is stopped. */
  add(
    name: string,
    stop: () => Promise<void> | void,
    { outlivesUs = false }: { readonly outlivesUs?: boolean } = {},
  ): void {
    let stopped: Promise<void> | undefined;
    const stopOnce = (): Promise<void> => {
      stopped ??= this.#complainOf(name, stop);
      return stopped;
    };
    this.#parts.push({ name, stop: stopOnce, outlivesUs });
    this.goOn();
  }

  /** To be called between the steps of a long start. Throws if it is not wanted any more. */
  goOn(): void {
    if (this.#isAsked) throw new StartAbandoned();
  }

  /** Stops all in order, and has `error` told at the end. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#ask();
  }

  async #start(start: (stopping: Stopping) => Promise<void>): Promise<void> {
    try {
      await start(this);
    } catch (error) {
      // Once we are asked to stop, that which fails to start fails of that.
      if (!this.#isAsked) this.fail(error);
    } finally {
      this.#isStarting = false;
    }
  }

  #ask(): void {
    this.#isAsked = true;
    this.#asked.resolve();
  }

  /** What comes within a moment is one press: npm passes on what the terminal has sent us too. */
  #hear(): void {
    const nowMs = this.#process.machine.nowMs();
    if (nowMs - this.#pressedAtMs < SAME_PRESS_MS) return;
    this.#pressedAtMs = nowMs;
    this.#presses += 1;
    if (this.#presses === 1) this.#ask();
    else if (this.#presses === 2) void this.#hurry();
    else this.#process.leave(INTERRUPTED);
  }

  /** A start that is under way may be that of the database. It stops as soon as it is started. */
  async #hurry(): Promise<void> {
    this.#process.say(
      "Stopping the database. Once more ends this at once, and may leave it running.",
    );
    if (this.#isStarting) return;
    for (const part of this.#parts.filter((one) => one.outlivesUs)) await part.stop();
    this.#process.leave(INTERRUPTED);
  }

  /** One part that fails keeps no other from being stopped. */
  async #stopAll(): Promise<void> {
    for (const part of this.#parts.toReversed()) await part.stop();
  }

  async #complainOf(name: string, stop: () => Promise<void> | void): Promise<void> {
    try {
      await stop();
    } catch (error) {
      const what = error instanceof Error ? error.name : typeof error;
      this.#complaints.push(`Stopping the ${name} failed: ${what}`);
    }
  }
}

/** Everything that could be stopped is, but something could not. */
export class NotStopped extends Error {
  override readonly name = "NotStopped";
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const SAME_PRESS_MS = 500;

/** What a shell says of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;
