import type { Account, Accounts } from "@casement/engine";
import fc from "fast-check";

/** The account that the number belongs to, and another that sends on it too. */
export interface BothAccounts extends Accounts {
  readonly home: Account;
  readonly other: Account;
}

const ZONES = [
  ...["UTC", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"],
];

const account: fc.Arbitrary<Account> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  currency: fc.constantFrom("USD", "USD", "EUR", "INR"),
  country: fc.constantFrom(undefined, "GB", "IN"),
  authInternationalFrom: fc.constantFrom(
    undefined,
    ...["2024-05-20", "2024-06-02", "2025-07-01"].map((day) => ({
      IN: Date.parse(`${day}T00:00:00Z`) as never,
    })),
  ),
  partnerServed: fc.constantFrom(undefined, true),
  exempt: fc.constantFrom(undefined, true),
  assumptions: fc.constantFrom(
    undefined,
    undefined,
    { reactionOpensWindow: true },
    { entryPointOffered: "in_window" as const },
    { entryPointOffered: "from_click" as const },
  ),
});

export const accounts: fc.Arbitrary<BothAccounts> = fc
  .tuple(account, account)
  .map(([home, other]) => ({
    home,
    other,
    of: (accountId: string | undefined) => (accountId === undefined ? home : other),
  }));
