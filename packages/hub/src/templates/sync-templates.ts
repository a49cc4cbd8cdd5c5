import type { Instant } from "@casement/engine";
import { inTransaction } from "../database/index.ts";
import type { Dial } from "../dialing/dialer.ts";
import { recordChanges } from "../downstream/record-changes.ts";
import type { NativeEvent } from "../events/native-event.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Directory } from "../numbers/directory.ts";
import type { Surroundings } from "../surroundings.ts";
import { applyTemplateReports } from "./apply-reports.ts";
import { nextSyncAfter } from "./sync-times.ts";
import { templateChanged } from "./template-event.ts";
import { listTemplates, NotListed } from "./template-list-client.ts";
import { replaceTemplates, selectTemplates, type TemplateRow } from "./template-store.ts";

export interface SyncParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
  /** Told that there are events to deliver. */
  readonly deliveriesBooked: (accountId: bigint) => void;
}

/**
 * Keeps our templates those that Meta lists: when an account is connected, when somebody asks,
 * when a call through us changed one, and every six hours (SPEC G7).
 *
 * Of one account one list is fetched at a time. The lists of two that overlap could be written in
 * the wrong order, and the older would stand.
 */
export class TemplateSync {
  readonly #parts: SyncParts;
  readonly #lines = new Map<bigint, Promise<unknown>>();

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** Lists an account's templates anew, and says how many there are. Throws `NotListed`. */
  sync(accountId: bigint): Promise<number> {
    const before = this.#lines.get(accountId) ?? Promise.resolve();
    const turn = before.then(() => this.#syncNow(accountId));
    const line = turn
      .catch(() => {})
      .finally(() => {
        if (this.#lines.get(accountId) === line) this.#lines.delete(accountId);
      });
    this.#lines.set(accountId, line);
    return turn;
  }

  /** Something was changed through us. Nobody waits for it; `settled` does. */
  changed(accountId: bigint): void {
    this.sync(accountId).catch((error: unknown) => this.#report(error));
  }

  /** As an appointment. What fails is tried again at the next one. */
  async keep(accountId: bigint): Promise<Kept> {
    const { directory, surroundings } = this.#parts;
    if (directory.account(accountId) === undefined) return {};
    await this.sync(accountId).catch((error: unknown) => this.#report(error));
    return { again: nextSyncAfter(surroundings.clock.now()).dueAt };
  }

  get idle(): boolean {
    return this.#lines.size === 0;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#lines.values());
  }

  async #syncNow(accountId: bigint): Promise<number> {
    const { surroundings, directory, dial, tokenOf } = this.#parts;
    const account = directory.account(accountId);
    if (account === undefined) throw new NotListed("the account is not connected");
    // What is reported while Meta answers is later than the list, and still counts.
    const askedAt = surroundings.clock.now();
    const templates = await listTemplates(dial, { ...account, token: tokenOf(account) });
    const { deliveries } = await inTransaction(surroundings.db, async (db) => {
      const before = await selectTemplates(db, accountId);
      await replaceTemplates(db, accountId, templates, askedAt);
      await applyTemplateReports(db, accountId);
      const native = changedSince(before, await selectTemplates(db, accountId), askedAt);
      const { ids } = surroundings;
      return recordChanges(db, accountId, { shown: [], native }, { now: askedAt, ids });
    });
    if (deliveries) this.#parts.deliveriesBooked(accountId);
    await directory.changed();
    return templates.length;
  }

  #report(error: unknown): void {
    const errorName = error instanceof Error ? error.name : typeof error;
    this.#parts.surroundings.log.warn("templates_not_synced", { errorName });
  }
}

/** What a list changed of templates that we knew: the first list of an account is no news. */
function changedSince(
  before: readonly TemplateRow[],
  after: readonly TemplateRow[],
  now: Instant,
): NativeEvent[] {
  const nameOf = ({ name, language }: TemplateRow): string => JSON.stringify([name, language]);
  const known = new Map(before.map((row) => [nameOf(row), row]));
  if (known.size === 0) return [];
  return after.flatMap((row) => templateChanged(known.get(nameOf(row)), row, now) ?? []);
}
