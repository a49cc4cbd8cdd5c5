import type { Account, Accounts } from "@casement/engine";

/** The accounts that the engine may ask about while it folds one number's threads. */
export interface AccountBook extends Accounts {
  /** How many free units of an allowance were used before we listened, as somebody said (L8). */
  usedBefore(allowance: string): number;
}

/** An account as it is kept, without its secrets. */
export interface KnownAccount {
  readonly accountId: bigint;
  readonly rules: Account;
}

/**
 * Answers for accounts by id. One we do not know (a webhook may name another business's account on
 * a shared number) is taken to keep the zone and currency of the number's own account, or UTC and
 * USD for a number that nobody connected: an assumption, and its charges are what Meta reports.
 */
export function accountBookOf(
  accounts: readonly KnownAccount[],
  ownAccountId: bigint | undefined,
  usedBefore: AccountBook["usedBefore"],
): AccountBook {
  const byId = new Map(accounts.map((one) => [String(one.accountId), one.rules]));
  const own = byId.get(String(ownAccountId)) ?? { timeZone: "UTC", currency: "USD" };
  return {
    of: (accountId) => (accountId === undefined ? own : (byId.get(accountId) ?? own)),
    usedBefore,
  };
}
