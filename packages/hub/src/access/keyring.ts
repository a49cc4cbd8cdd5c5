import type { Clock, MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import { type ApiKey, hasKeyForm, sha256OfKey } from "./api-key.ts";
import { markKeyUsed, selectKey } from "./api-key-store.ts";

interface Remembered {
  readonly key: Promise<ApiKey | undefined>;
  readonly askedAtMs: number;
}

/**
 * The keys that were shown lately, so that not every request asks the database for one.
 *
 * An answer is remembered for five seconds of machine time: that long a revoked key may still work
 * on another node, and that long a number just connected may be missing. On this node `forget` ends
 * it.
 */
export class Keyring {
  readonly #db: Pick<Pool, "query">;
  readonly #machine: MachineTime;
  /** Business time, for when a key was last used; absent: nobody asks. */
  readonly #clock: Clock | undefined;
  readonly #remembered = new Map<string, Remembered>();
  /** Hashes of keys that were once in force here: who shows one is no stranger. */
  readonly #acquainted = new Set<string>();

  constructor(db: Pick<Pool, "query">, machine: MachineTime, clock?: Clock) {
    this.#db = db;
    this.#machine = machine;
    this.#clock = clock;
  }

  /** The key that `text` is, if it is one and in force. */
  async keyOf(text: string): Promise<ApiKey | undefined> {
    if (!hasKeyForm(text)) return undefined;
    const sha256 = sha256OfKey(text);
    const name = Buffer.from(sha256).toString("base64");
    const now = this.#machine.nowMs();
    const before = this.#remembered.get(name);
    if (before !== undefined && now - before.askedAtMs < REMEMBERED_MS) return before.key;

    const key = this.#ask(sha256);
    this.#remember(name, { key, askedAtMs: now });
    try {
      const found = await key;
      if (found !== undefined) this.#meet(name);
      return found;
    } catch (error) {
      this.#remembered.delete(name);
      throw error;
    }
  }

  async #ask(sha256: Uint8Array): Promise<ApiKey | undefined> {
    const key = await selectKey(this.#db, sha256);
    if (key !== undefined && this.#clock !== undefined) {
      await markKeyUsed(this.#db, key.keyId, this.#clock.now());
    }
    return key;
  }

  /** Whether `text` was a key in force when it was last shown to this process. */
  isAcquainted(text: string): boolean {
    return this.#acquainted.has(Buffer.from(sha256OfKey(text)).toString("base64"));
  }

  /** Asks the database again for every key: one was revoked, or a number connected. */
  forget(): void {
    this.#remembered.clear();
    this.#acquainted.clear();
  }

  #remember(name: string, remembered: Remembered): void {
    this.#remembered.delete(name);
    this.#remembered.set(name, remembered);
    dropOldest(this.#remembered.keys(), this.#remembered.size, (one) =>
      this.#remembered.delete(one),
    );
  }

  #meet(name: string): void {
    this.#acquainted.add(name);
    dropOldest(this.#acquainted.keys(), this.#acquainted.size, (one) =>
      this.#acquainted.delete(one),
    );
  }
}

/** A stranger can show as many keys as they like; what we remember of them stays small. */
function dropOldest(names: Iterator<string>, size: number, drop: (name: string) => void): void {
  if (size <= REMEMBERED_MAX) return;
  const { value, done } = names.next();
  if (done !== true) drop(value);
}

const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;
