import { type Instant, later, type SendLimits } from "@casement/engine";
import type { PoolClient } from "pg";
import type { Ask } from "./ask.ts";
import { markUnderWayUnknown, selectLatelySent } from "./draft-store.ts";
import { NumberLine } from "./number-line.ts";
import { IdempotencyConflict, type SendOutcome } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

/** As far back as a burst to one customer can hold up the next message to them. */
const LATELY_MS = 270_000;

/** What waits to be sent, is being sent or is to be settled, of every number. */
export class Outbox {
  readonly #parts: SenderParts;
  readonly #lines = new Map<bigint, NumberLine>();
  /** Asks with an idempotency key that have no end yet: the same again is the same. */
  readonly #open = new Map<string, { ask: Ask; outcome: Promise<SendOutcome> }>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  get idle(): boolean {
    return [...this.#lines.values()].every((line) => line.idle);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.settled()));
  }

  /** Sends it, or says why not; the same again under its idempotency key is the same (SPEC S3). */
  async send(ask: Ask): Promise<SendOutcome> {
    const { numberId, keyId, idempotencyKey } = ask.command;
    const line = this.#lineOf(numberId);
    if (idempotencyKey === undefined) return line.send(ask);
    const name = JSON.stringify([String(numberId), keyId, idempotencyKey]);
    const open = this.#open.get(name);
    if (open !== undefined) {
      if (Buffer.compare(open.ask.bodySha256, ask.bodySha256) !== 0)
        throw new IdempotencyConflict();
      return open.outcome;
    }
    const outcome = line.send(ask);
    this.#open.set(name, { ask, outcome });
    try {
      return await outcome;
    } finally {
      this.#open.delete(name);
    }
  }

  /** What stands against one more message to a thread, of what the platform counts. */
  limitsOf(numberId: bigint, threadId: string): SendLimits {
    return this.#lineOf(numberId).limitsOf(threadId);
  }

  /** A number became ours: what another was sending is unknown, and how fast it went counts on. */
  async take(client: PoolClient, numberId: bigint): Promise<void> {
    await markUnderWayUnknown(client, numberId);
    const now: Instant = this.#parts.surroundings.clock.now();
    const sent = await selectLatelySent(client, numberId, later(now, -LATELY_MS));
    const line = this.#lineOf(numberId);
    line.calls.recall(sent);
    await line.reach.recall(client);
  }

  /** Whoever waits for a turn is told that there is none: the hub is about to close. */
  stop(): void {
    for (const line of this.#lines.values()) line.stop();
  }

  close(): void {
    for (const line of this.#lines.values()) line.close();
  }

  #lineOf(numberId: bigint): NumberLine {
    const known = this.#lines.get(numberId);
    if (known !== undefined) return known;
    const line = new NumberLine(this.#parts, numberId);
    this.#lines.set(numberId, line);
    return line;
  }
}
