/** Something that was started, with its name and how it is stopped. */
interface Started {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
}

/**
 * What was started, to be stopped in the opposite order: the database, first to start, goes last.
 */
export class Stopping {
  readonly #started: Started[] = [];
  #stopped: Promise<void> | undefined;

  add(name: string, stop: () => Promise<void> | void): void {
    this.#started.push({ name, stop });
  }

  /** Stops everything, once. One part that fails keeps no other from being stopped. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll(): Promise<void> {
    for (const part of this.#started.reverse()) {
      try {
        await part.stop();
      } catch (error) {
        const what = error instanceof Error ? error.name : typeof error;
        process.stderr.write(`Stopping the ${part.name} failed: ${what}\n`);
        process.exitCode = 1;
      }
    }
  }

  /** Stops at Ctrl-C or a request to end; a second Ctrl-C ends the process where it stands. */
  untilSignal(): Promise<void> {
    return new Promise((done) => {
      const asked = (): void => {
        process.once("SIGINT", () => process.exit(130));
        void this.stop().then(done);
      };
      process.once("SIGINT", asked);
      process.once("SIGTERM", asked);
    });
  }
}
