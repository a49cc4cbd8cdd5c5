import { type Instant, monthOf, SERVICE_WINDOW_MS } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import { type Notice, noticesIn } from "./notices.ts";

export interface WitnessOptions {
  readonly clock: Clock;
  readonly timeZone: string;
  readonly sometimes: { saw(sight: Witnessed): void };
  /** Messages whose send was not answered yet, or never will be. */
  readonly unanswered: ReadonlyMap<string, "held" | "lost">;
}

/** What can be told by looking at what reaches the hub. */
type Witnessed =
  | "a message learned of after its window had closed"
  | "a status before the answer to its send"
  | "a status learned of in a later month"
  | "delivered after failed"
  | "delivered before sent"
  | "duplicate after the window had closed"
  | "failed after delivered"
  | "read before delivered"
  | "two messages of a customer in one second";

/** Watches what reaches the hub and when, and counts what is hard about it. Changes nothing. */
export class Witness {
  readonly #options: WitnessOptions;
  readonly #heard = new Set<string>();
  readonly #lastWritten = new Map<string, Instant>();

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  /** A body that the hub took. */
  sawPost(body: string): void {
    for (const notice of noticesIn(body)) {
      if (notice.kind === "message") this.#sawMessage(notice);
      else this.#sawStatus(notice);
    }
  }

  #sawMessage({ id, from, at }: Notice & { kind: "message" }): void {
    const { clock, sometimes } = this.#options;
    const isOver = clock.now() >= at + SERVICE_WINDOW_MS;
    if (this.#heard.has(id)) {
      if (isOver) sometimes.saw("duplicate after the window had closed");
      return;
    }
    this.#heard.add(id);
    if (isOver) sometimes.saw("a message learned of after its window had closed");
    if (this.#lastWritten.get(from) === at)
      sometimes.saw("two messages of a customer in one second");
    this.#lastWritten.set(from, at);
  }

  #sawStatus({ id, status, at }: Notice & { kind: "status" }): void {
    const { clock, timeZone, sometimes, unanswered } = this.#options;
    const had = (other: string): boolean => this.#heard.has(`${id}/${other}`);
    if (had(status)) return;
    this.#heard.add(`${id}/${status}`);
    if (unanswered.get(id) === "held") sometimes.saw("a status before the answer to its send");
    if (monthOf(at, timeZone) !== monthOf(clock.now(), timeZone)) {
      sometimes.saw("a status learned of in a later month");
    }
    if (status === "delivered") {
      if (!had("sent")) sometimes.saw("delivered before sent");
      if (had("failed")) sometimes.saw("delivered after failed");
      if (had("read")) sometimes.saw("read before delivered");
    }
    if (status === "failed" && had("delivered")) sometimes.saw("failed after delivered");
  }

  /** Of a message of the business, once all is over. */
  isReadAlone(wamid: string): boolean {
    return this.#heard.has(`${wamid}/read`) && !this.#heard.has(`${wamid}/delivered`);
  }
}
