import { allowanceOf } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Recorded } from "../downstream/record-changes.ts";
import type { Directory } from "../numbers/directory.ts";
import { type Owner, RETRY_MS } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Rating, WideAllowance } from "./rate.ts";
import { rateAccount } from "./rate-account.ts";
import { selectWaitingToCount } from "./unit-store.ts";

/** What the rater needs of the rest of the hub. */
export interface RaterParts {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly directory: Directory;
  readonly ratingOf: (numberId: bigint) => Rating;
  /** Told what a transaction has recorded, once it is committed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/** Counts what an account's numbers share, one allowance after another, whenever it is asked to. */
export class AccountRater {
  readonly #parts: RaterParts;
  readonly #waiting = new Map<string, WideAllowance>();
  #work: Promise<void> | undefined;
  #closed = false;
  #retrying = false;
  #callOffRetry: () => void = () => {};

  constructor(parts: RaterParts) {
    this.#parts = parts;
  }

  /** Asked from within a digest; the counting waits in the owner's line behind it. */
  wake(allowance: WideAllowance): void {
    this.#waiting.set(allowance.key, allowance);
    this.#begin();
  }

  /** A number became ours: what was waiting when a hub stopped is counted now (SPEC F3). */
  async resume(db: Pick<ClientBase, "query">, numberId: bigint): Promise<void> {
    const { accounts } = this.#parts.ratingOf(numberId);
    for (const { key, unit } of await selectWaitingToCount(db, numberId)) {
      const { accountId } = unit;
      const allowance = allowanceOf(unit, accounts.of(accountId));
      if (accountId === undefined || allowance === undefined) continue;
      this.wake({ accountId: BigInt(accountId), numberId, key, free: allowance.free });
    }
  }

  async settled(): Promise<void> {
    await this.#work;
  }

  get idle(): boolean {
    return this.#work === undefined && this.#waiting.size === 0;
  }

  close(): void {
    this.#closed = true;
    this.#callOffRetry();
  }

  #begin(): void {
    if (this.#work !== undefined || this.#closed) return;
    this.#retrying = false;
    this.#work = this.#rateWaiting().finally(() => {
      this.#work = undefined;
      if (this.#waiting.size > 0 && !this.#retrying) this.#begin();
    });
  }

  async #rateWaiting(): Promise<void> {
    for (const [key, allowance] of this.#waiting) {
      this.#waiting.delete(key);
      try {
        const rating = this.#parts.ratingOf(allowance.numberId);
        const { owner, recorded, surroundings } = this.#parts;
        const parts = { owner, recorded, ids: surroundings.ids, db: surroundings.db };
        await rateAccount(parts, this.#numbersOf(allowance), allowance, rating);
      } catch (error) {
        if (this.#closed) return;
        this.#waiting.set(key, allowance);
        this.#tryAgain(error);
        return;
      }
    }
  }

  #numbersOf({ accountId, numberId }: WideAllowance): bigint[] {
    const known = this.#parts.directory.numbersOf(accountId);
    return known.includes(numberId) ? known : [...known, numberId];
  }

  #tryAgain(error: unknown): void {
    const { log, machine } = this.#parts.surroundings;
    log.error("account_not_rated", {
      errorName: error instanceof Error ? error.name : typeof error,
    });
    this.#retrying = true;
    this.#callOffRetry();
    this.#callOffRetry = machine.after(RETRY_MS, () => this.#begin());
  }
}
