import type { PoolClient } from "pg";
import { pause } from "../database/pause.ts";
import type { Surroundings } from "../surroundings.ts";
import {
  endTurn,
  type TurnKey,
  type TurnSubject,
  tryTurn,
  turnKeyOf,
} from "./upload-turn-store.ts";

/** How long one upload waits for another: as long as Meta may take for the largest, and more. */
const WAIT_MS_MAX = 60_000;

/** How soon it is seen that an upload of another node has ended. */
const LOOK_MS = 250;

/**
 * Uploads of the same bytes, one after another over all nodes (SPEC S15): whoever comes second
 * finds what the first was given, or, if that failed, tries by itself.
 *
 * Within a process they stand in a line; between nodes a lock of the database decides. All turns of
 * a node hang on one connection, taken while there are any: Meta may take half a minute for each,
 * and a connection for each would leave none to the rest of the hub. Turns save uploads and nothing
 * else. So whoever has waited for long, or cannot be given one, goes without.
 */
export class UploadTurns {
  readonly #surroundings: Pick<Surroundings, "db" | "machine">;
  readonly #lines = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #session: Session | undefined;

  constructor(surroundings: Pick<Surroundings, "db" | "machine">) {
    this.#surroundings = surroundings;
  }

  /** Does `upload` once all uploads of the same that were asked for before have ended. */
  async inTurn<T>(subject: TurnSubject, upload: () => Promise<T>): Promise<T> {
    const key = turnKeyOf(subject);
    const line = key.join();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const before = this.#lines.get(line);
    this.#lines.set(line, ended);
    try {
      const untilMs = this.#surroundings.machine.nowMs() + WAIT_MS_MAX;
      if (before !== undefined) await this.#wait(before, untilMs);
      return await this.#underLock(key, { untilMs, upload });
    } finally {
      end();
      if (this.#lines.get(line) === ended) this.#lines.delete(line);
    }
  }

  /** Whoever waits goes without: a hub that stops keeps nobody waiting for another node. */
  stop(): void {
    this.#stopping.abort();
  }

  async #wait(before: Promise<void>, untilMs: number): Promise<void> {
    const { machine } = this.#surroundings;
    const over = new AbortController();
    const either = AbortSignal.any([over.signal, this.#stopping.signal]);
    await Promise.race([before, pause(machine, untilMs - machine.nowMs(), either)]);
    over.abort();
  }

  async #underLock<T>(
    key: TurnKey,
    { untilMs, upload }: { readonly untilMs: number; readonly upload: () => Promise<T> },
  ): Promise<T> {
    const session = this.#enter();
    try {
      const isTaken = await this.#take(session, { key, untilMs });
      try {
        return await upload();
      } finally {
        if (isTaken) await session.ask((client) => endTurn(client, key));
      }
    } finally {
      this.#leave(session);
    }
  }

  /** Whether the turn was given; `undefined` and `false`: it is gone without. */
  async #take(
    session: Session,
    { key, untilMs }: { readonly key: TurnKey; readonly untilMs: number },
  ): Promise<boolean | undefined> {
    const { machine } = this.#surroundings;
    const { signal } = this.#stopping;
    for (;;) {
      const isTaken = await session.ask((client) => tryTurn(client, key));
      if (isTaken !== false || machine.nowMs() >= untilMs || signal.aborted) return isTaken;
      await pause(machine, LOOK_MS, signal);
    }
  }

  #enter(): Session {
    if (this.#session === undefined || this.#session.isBroken) {
      this.#session = new Session(this.#surroundings.db.connect());
    }
    this.#session.users += 1;
    return this.#session;
  }

  #leave(session: Session): void {
    session.users -= 1;
    if (session.users > 0) return;
    if (this.#session === session) this.#session = undefined;
    session.release();
  }
}

/** A connection on which the turns of several uploads hang. */
class Session {
  users = 0;
  /** It failed: what hung on it is let go, and nobody else is to hang anything on it. */
  isBroken = false;
  readonly #client: Promise<PoolClient>;
  #line: Promise<unknown>;

  constructor(client: Promise<PoolClient>) {
    this.#client = client;
    this.#line = client.catch(() => {});
  }

  /** Asks after all that was asked before; `undefined`: the connection failed. */
  ask<T>(question: (client: PoolClient) => Promise<T>): Promise<T | undefined> {
    const answer = this.#line.then(async () => {
      try {
        return await question(await this.#client);
      } catch {
        this.isBroken = true;
        return undefined;
      }
    });
    this.#line = answer;
    return answer;
  }

  release(): void {
    void this.#client.then(
      (client) => client.release(this.isBroken),
      () => {},
    );
  }
}
