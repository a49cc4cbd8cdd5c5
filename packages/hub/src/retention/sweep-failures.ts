import { isDatabaseAway } from "../database/index.ts";
import type { Log } from "../log.ts";

/** A part of a sweep; what the log calls it. */
type Part =
  | "streams"
  | "deliveries"
  | "program_events"
  | "posts"
  | "screen_events"
  | "files"
  | "begun_files"
  | "drafts"
  | "messages"
  | "waiting"
  | "facts";

/**
 * What could not be done of a sweep. Each part fails for itself, and of a part each number: the
 * others are swept all the same, and the next sweep tries it again.
 */
export class SweepFailures {
  readonly #failures = new Map<Part, { readonly count: number; readonly errorName: string }>();

  /** Does a part; whether it was done. */
  async attempt(part: Part, work: () => Promise<void>): Promise<boolean> {
    return this.each(part, [work], (one) => one());
  }

  /** Does a part for each of some things, such as numbers; whether it was done for all. */
  async each<T>(
    part: Part,
    things: Iterable<T>,
    work: (thing: T) => Promise<void>,
  ): Promise<boolean> {
    let areAllDone = true;
    for (const thing of things) {
      try {
        await work(thing);
      } catch (error) {
        areAllDone = false;
        this.#note(part, error);
        // Each of the others would wait for the database in turn.
        if (isDatabaseAway(error)) break;
      }
    }
    return areAllDone;
  }

  log(log: Log): void {
    for (const [code, failure] of this.#failures) log.error("sweep_failed", { code, ...failure });
  }

  #note(part: Part, error: unknown): void {
    const count = (this.#failures.get(part)?.count ?? 0) + 1;
    const errorName = error instanceof Error ? error.name : typeof error;
    this.#failures.set(part, { count, errorName });
  }
}
