import type { Instant } from "../instant.ts";

export type Task = () => void | Promise<void>;

/** The only way a program here learns the time or waits for it. The rules themselves take `now`. */
export interface Clock {
  now(): Instant;
  /**
   * Runs `task` once, when the clock reaches `at`. Returns a function that calls it off. `what`
   * tells a person who turns the clock what then happens: "a scheduled message is sent".
   */
  schedule(at: Instant, task: Task, what?: string): () => void;
}

/** What falls due, in words. */
export interface NamedDue {
  readonly at: Instant;
  readonly what: string;
}

/**
 * Somebody whose work must be done before time may move on.
 *
 * The emulator is quiet when every webhook attempt that is due was answered or given up; the hub,
 * when no kept post is undigested and no effect that is due is undone. Without this, turning a
 * clock by a day would skip what the day's first second set going.
 */
export interface Party {
  quiet(): Promise<void>;
  /** Whether it has nothing to do at this moment. A party that can tell makes turns exact. */
  isQuiet?(): boolean;
}

/**
 * The time of the machine, for what protects the process: socket time-outs, back-off, sessions,
 * limits on strangers, metrics. It reaches no rule and no row of the business.
 */
export interface MachineTime {
  /** Milliseconds since 1970, by the machine. */
  nowMs(): number;
  /** Runs `task` after `ms` real milliseconds. Returns a function that calls it off. */
  after(ms: number, task: () => void): () => void;
}
