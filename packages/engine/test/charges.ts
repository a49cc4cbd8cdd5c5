import { type Account, type Charge, marketOf, rateUnits } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { historyIn } from "./table.ts";

export const UTC_USD: Account = { timeZone: "UTC", currency: "USD" };

/** The charges of a table's messages, by message, for a customer in `country`. */
export function chargesIn(
  text: string,
  country: string | undefined,
  given: Partial<Account> & { freeUnitsUsed?: number } = {},
): Record<string, Charge> {
  const { freeUnitsUsed = 0, ...rest } = given;
  const account = { ...UTC_USD, ...rest };
  const units = historyIn(text, account).units;
  const charges = rateUnits(
    units.map((unit) => ({
      unit,
      account,
      number: "n1",
      accountId: "a1",
      market: marketOf({ country }, unit.deliveredAt, account.timeZone),
    })),
    metaRates,
    () => freeUnitsUsed,
  );
  return Object.fromEntries(units.map((unit, index) => [unit.wamid, charges[index]!]));
}

/** The charge of a table's only message. */
export function chargeIn(...given: Parameters<typeof chargesIn>): Charge | undefined {
  return Object.values(chargesIn(...given))[0];
}
