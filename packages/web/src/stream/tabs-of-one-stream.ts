import type { StreamEvent } from "./event-lines.ts";
import { type EventStreamOptions, followEvents, type StreamState } from "./event-stream.ts";

export interface SharedStreamOptions extends EventStreamOptions {
  /** By which the tabs of this origin that follow the same stream know each other. */
  readonly name: string;
}

/** What the tab that reads passes on, and how one that came later asks for it. */
type Passed =
  | { readonly kind: "event"; readonly event: StreamEvent }
  | { readonly kind: "state"; readonly state: StreamState }
  | { readonly kind: "ask" };

/**
 * Follows a stream together with the other tabs of this browser: one reads it and passes on what
 * it hears (decision 0008). A browser keeps few connections to an origin, and ten tabs with a
 * stream each would leave none to send with.
 *
 * Who reads holds a lock. When that tab goes, the next has the lock, and goes on after the last
 * event that it heard. Where a page may have no locks (not on https, nor on this machine), each
 * tab reads for itself.
 *
 * Returns a function that ends it.
 */
export function followTogether(options: SharedStreamOptions): () => void {
  if (!("locks" in navigator)) return followEvents(options);
  const tab = new Tab(options);
  return () => tab.leave();
}

class Tab {
  readonly #options: SharedStreamOptions;
  readonly #channel: BroadcastChannel;
  readonly #leaving = new AbortController();
  #state: StreamState = "connecting";
  #isQueued = false;
  #isReading = false;
  #hasOpened = false;
  #lastEventId: string | undefined;
  #stopReading: () => void = () => {};

  constructor(options: SharedStreamOptions) {
    this.#options = options;
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.onmessage = (message) => this.#hear(message.data);
    this.#queueUp();
    this.#pass({ kind: "ask" });
  }

  /** Waits for its turn to read, if it does not already. */
  #queueUp(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    const { signal } = this.#leaving;
    navigator.locks
      .request(this.#options.name, { signal }, () => this.#read())
      // Rejects only if this tab leaves before its turn.
      .catch(() => {})
      .finally(() => {
        this.#isQueued = false;
      });
  }

  leave(): void {
    this.#leaving.abort();
    this.#stopReading();
    this.#channel.close();
  }

  #hear(passed: Passed): void {
    if (passed.kind === "ask") {
      if (this.#isReading) this.#pass({ kind: "state", state: this.#state });
      return;
    }
    if (this.#isReading) return;
    if (passed.kind === "event") this.#tell(passed.event);
    else if (passed.state !== this.#state) {
      this.#become(passed.state);
      if (passed.state !== "live") return;
      // Who was signed out gave up its turn. Somebody has signed in again, and may leave before it.
      this.#queueUp();
      this.#opened();
    }
  }

  /** Reads until this tab leaves, or somebody has signed out. */
  #read(): Promise<void> {
    return new Promise((done) => {
      if (this.#leaving.signal.aborted) return done();
      this.#isReading = true;
      const stop = followEvents({
        ...this.#options,
        after: this.#lastEventId,
        tell: (event) => {
          this.#pass({ kind: "event", event });
          this.#tell(event);
        },
        stateChanged: (state) => {
          this.#pass({ kind: "state", state });
          this.#become(state);
          if (state !== "signed_out") return;
          this.#isReading = false;
          done();
        },
        opened: () => this.#opened(),
      });
      this.#stopReading = () => {
        stop();
        done();
      };
    });
  }

  #tell(event: StreamEvent): void {
    this.#lastEventId = event.id ?? this.#lastEventId;
    this.#options.tell(event);
  }

  #become(state: StreamState): void {
    this.#state = state;
    this.#options.stateChanged?.(state);
  }

  #opened(): void {
    this.#options.opened?.(this.#hasOpened);
    this.#hasOpened = true;
  }

  #pass(passed: Passed): void {
    if (!this.#leaving.signal.aborted) this.#channel.postMessage(passed);
  }
}
