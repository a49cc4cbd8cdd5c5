import type { Pool } from "pg";
import { selectTemplates, type TemplateRow } from "../templates/template-store.ts";
import { type AccountBook, accountBookOf } from "./account-book.ts";
import { type AccountRow, selectAccounts } from "./account-store.ts";
import { type FreeUnitsBefore, selectFreeUnitsBefore } from "./free-units-store.ts";
import { type NumberRow, selectNumbers } from "./number-store.ts";

/**
 * Who we act for and with what, kept in memory: a few rows that every send and every batch asks
 * for. Read again when a number is connected or an account changes.
 */
export class Directory {
  readonly #db: Pool;
  readonly #tellOthers: () => void;
  #accounts: readonly AccountRow[] = [];
  #numbers: readonly NumberRow[] = [];
  #templates: readonly TemplateRow[] = [];
  #freeUnitsBefore: readonly FreeUnitsBefore[] = [];

  /** `tellOthers`: other nodes keep the same in their memory, and are to read it again. */
  constructor(db: Pool, tellOthers: () => void = () => {}) {
    this.#db = db;
    this.#tellOthers = tellOthers;
  }

  /** Something of it was written here: reads it again, and has the other nodes do so. */
  async changed(): Promise<void> {
    await this.reload();
    this.#tellOthers();
  }

  async reload(): Promise<void> {
    this.#accounts = await selectAccounts(this.#db);
    this.#numbers = await selectNumbers(this.#db);
    this.#templates = await selectTemplates(this.#db);
    this.#freeUnitsBefore = await selectFreeUnitsBefore(this.#db);
  }

  number(numberId: bigint): NumberRow | undefined {
    return this.#numbers.find((number) => number.numberId === numberId);
  }

  get numbers(): readonly NumberRow[] {
    return this.#numbers;
  }

  get accounts(): readonly AccountRow[] {
    return this.#accounts;
  }

  account(accountId: bigint): AccountRow | undefined {
    return this.#accounts.find((account) => account.accountId === accountId);
  }

  /** The account that sends from a number when a draft names none. */
  defaultAccountOf(numberId: bigint): AccountRow | undefined {
    const [accountId] = this.number(numberId)?.accountIds ?? [];
    return accountId === undefined ? undefined : this.account(accountId);
  }

  /** The numbers that an account sends from. */
  numbersOf(accountId: bigint): bigint[] {
    return this.#numbers
      .filter((number) => number.accountIds.includes(accountId))
      .map((number) => number.numberId);
  }

  /** The numbers of every account in this one's portfolio; of an unknown one, its own. */
  portfolioOf({ accountId, portfolioId }: AccountRow): readonly bigint[] {
    if (portfolioId === null) return this.numbersOf(accountId);
    const accounts = this.#accounts.filter((one) => one.portfolioId === portfolioId);
    return [...new Set(accounts.flatMap((one) => this.numbersOf(one.accountId)))];
  }

  /** The numbers that share limits with this number, or with those of this account. */
  sharingWith(streamId: bigint): readonly bigint[] {
    const account = this.account(streamId) ?? this.defaultAccountOf(streamId);
    return account === undefined ? [] : this.portfolioOf(account);
  }

  /** Templates are now as here: told by the digest, so that no notice costs a reading of all. */
  templatesChanged(changed: readonly TemplateRow[]): void {
    const keyOf = (one: TemplateRow): string =>
      JSON.stringify([String(one.accountId), one.name, one.language]);
    const now = new Map([...this.#templates, ...changed].map((one) => [keyOf(one), one]));
    this.#templates = [...now.values()];
    this.#tellOthers();
  }

  /** A template by name and language: of this account, or of any where it does not matter whose. */
  template(name: string, language: string, accountId?: bigint): TemplateRow | undefined {
    return this.#templates.find(
      (one) =>
        one.name === name &&
        one.language === language &&
        (accountId === undefined || one.accountId === accountId),
    );
  }

  /** A template by the id that Meta gave it. */
  templateById(metaId: string): TemplateRow | undefined {
    return this.#templates.find((one) => one.metaId === metaId);
  }

  /** Answers the engine's questions about accounts while it folds threads of this number. */
  bookOf(numberId: bigint): AccountBook {
    const ownAccountId = this.defaultAccountOf(numberId)?.accountId;
    return accountBookOf(this.#accounts, ownAccountId, (allowance) =>
      this.usedBefore(numberId, allowance),
    );
  }

  /** Free units used before we listened: of the number, or of all that share the account's. */
  usedBefore(numberId: bigint, allowance: string): number {
    const isShared = allowance.startsWith("account:");
    return this.#freeUnitsBefore
      .filter((one) => one.allowance === allowance && (isShared || one.numberId === numberId))
      .reduce((sum, one) => sum + one.used, 0);
  }
}
