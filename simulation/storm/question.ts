import { request as httpRequest } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Party } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import type { Life } from "./life.ts";

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body?: object;
  /** In place of a body: a file, as it is. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  readonly body: any;
}

/** A question on its way. */
export interface Asked {
  /** Resolves when all of it has left, or it is over. */
  readonly left: Promise<void>;
  /** What the hub says; nothing, if it was not there, or died before it could answer. */
  readonly told: Promise<Told | undefined>;
}

/** Asks a hub. Not by `fetch`, which does not tell when a question has left. */
export function askedOf(life: Life | undefined, question: Question): Asked {
  if (life === undefined) return { left: Promise.resolve(), told: Promise.resolve(undefined) };
  const { method, path, key, headers } = question;
  const isJson = question.body !== undefined;
  const body = isJson ? JSON.stringify(question.body) : question.bytes;
  const type = isJson ? "application/json" : "application/octet-stream";
  const left = Promise.withResolvers<void>();
  const told = new Promise<Told | undefined>((done) => {
    const nothing = (): void => done(undefined);
    const request = httpRequest(`${life.url}${path}`, {
      method,
      agent: false,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": type }),
        ...headers,
      },
    });
    void life.died.then(nothing);
    request.on("error", nothing);
    request.on("finish", () => left.resolve());
    request.on("response", (answer) => {
      const pieces: Buffer[] = [];
      answer.on("error", nothing);
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => {
        if (life.isDead) return nothing();
        done({
          status: answer.statusCode ?? 0,
          body: JSON.parse(Buffer.concat(pieces).toString()),
        });
      });
    });
    request.end(body);
  });
  return { left: Promise.race([left.promise, told.then(() => {})]), told };
}

/**
 * Questions that somebody asked and whose answers they do not wait for. Time waits for them until
 * they are surely in the hub's hands.
 */
export class OpenQuestions implements Party {
  readonly #open = new Set<Promise<void>>();

  /** Asks, and hands on what is said. */
  put(life: Life | undefined, question: Question, heed: (told: Told | undefined) => void): void {
    const { left, told } = askedOf(life, question);
    const arrived = left.then(() => arrivalAt(life));
    const open = Promise.race([told.then(heed), arrived]).finally(() => this.#open.delete(open));
    this.#open.add(open);
  }

  async quiet(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  isQuiet(): boolean {
    return this.#open.size === 0;
  }
}

/**
 * Waits until what has left for a hub is taken in there: it asks its database about every question,
 * and then waits for no answer any more. A fixed time is wrong on a machine with much to do, where
 * a look may come at each turn of the loop: from a socket to the first word to the database it is
 * half a dozen turns, on a connection that has yet to be made.
 */
async function arrivalAt(life: Life | undefined): Promise<void> {
  let idle = 0;
  for (let looks = 0; looks < LOOKS_MAX && idle < IDLE_LOOKS; looks++) {
    await new Promise<void>((done) => void machineTime.after(LOOK_MS, done));
    for (let turn = 0; turn < TURNS_A_LOOK; turn++) await setImmediate();
    idle = life?.isAtWork === true ? 0 : idle + 1;
  }
}

const LOOK_MS = 3;
const TURNS_A_LOOK = 6;
const IDLE_LOOKS = 4;
const LOOKS_MAX = 3_000;
