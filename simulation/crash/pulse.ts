import { machineTime } from "@casement/engine/system-clock";
import { Client } from "pg";
import { pause } from "./pause.ts";

const LOOK_MS = 50;

/**
 * How long a number stood still at most, as long as posts come for each all the time: between two
 * commits that counted an event of it.
 */
export class Pulse implements Disposable {
  readonly #databaseUrl: string;
  readonly #numbers: readonly string[];
  readonly #beats = new Map<string, { position: string; atMs: number }>();
  #longestMs = 0;
  #isStopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(databaseUrl: string, numbers: readonly string[]) {
    this.#databaseUrl = databaseUrl;
    this.#numbers = numbers;
  }

  start(): void {
    const atMs = machineTime.nowMs();
    for (const numberId of this.#numbers) this.#beats.set(numberId, { position: "", atMs });
    this.#work = this.#watch();
  }

  /** The longest standstill of any number since it was asked last, one that goes on included. */
  lap(): number {
    for (const numberId of this.#numbers) this.#note(numberId);
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return longestMs;
  }

  /** Resolves when every number has gone on, or none of them will. */
  async untilAllBeat(patienceMs: number): Promise<void> {
    const sinceMs = machineTime.nowMs();
    const isBehind = (numberId: string): boolean =>
      (this.#beats.get(numberId)?.atMs ?? 0) <= sinceMs;
    while (this.#numbers.some(isBehind) && machineTime.nowMs() < sinceMs + patienceMs) {
      await pause(LOOK_MS);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#work;
  }

  [Symbol.dispose](): void {
    this.#isStopped = true;
  }

  /** A database that is away is asked again: it is part of what is measured. */
  async #watch(): Promise<void> {
    while (!this.#isStopped) {
      const client = new Client({ connectionString: this.#databaseUrl });
      client.on("error", () => {});
      try {
        await client.connect();
        while (!this.#isStopped) {
          await this.#look(client);
          await pause(LOOK_MS);
        }
      } catch {
        await pause(LOOK_MS);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  async #look(client: Client): Promise<void> {
    const { rows } = await client.query<{ id: string; position: string }>(
      "select number_id::text as id, last::text as position from number_position",
    );
    for (const { id, position } of rows) {
      if (!this.#beats.has(id) || this.#beats.get(id)?.position === position) continue;
      this.#note(id);
      this.#beats.set(id, { position, atMs: machineTime.nowMs() });
    }
  }

  #note(numberId: string): void {
    const sinceMs = this.#beats.get(numberId)?.atMs ?? machineTime.nowMs();
    this.#longestMs = Math.max(this.#longestMs, machineTime.nowMs() - sinceMs);
  }
}
