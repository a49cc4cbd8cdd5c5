import type { Pool } from "pg";
import { type AppSecrets, selectAppSecrets } from "./app-store.ts";

/** The apps and their active secrets, in memory: what the webhook path looks at for each post. */
export class SecretBook {
  readonly #db: Pool;
  readonly #key: Uint8Array;
  #secrets: AppSecrets = { apps: [], active: [] };
  #asked = 0;
  #heard = 0;

  constructor(db: Pool, key: Uint8Array) {
    this.#db = db;
    this.#key = key;
  }

  get secrets(): AppSecrets {
    return this.#secrets;
  }

  /**
   * Reads them again. Of two readings under way the one that was begun last counts: the other may
   * have looked before a secret was retired, and would let it sign again.
   */
  async reload(): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    const read = await selectAppSecrets(this.#db, this.#key);
    if (turn < this.#heard) return;
    this.#heard = turn;
    this.#secrets = read;
  }
}
