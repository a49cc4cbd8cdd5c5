import type { ContactNotice } from "@casement/cloud-api";
import { type Instant, instantFromMs, SECOND_MS } from "@casement/engine";
import type { CustomerNames } from "./received-fact.ts";

/**
 * What a notice cannot say of itself: its id as a fact, the account it came by, our own number, who
 * is beside it, and when the entry around it was made.
 */
export interface Surround {
  readonly factId: string;
  readonly field: string;
  readonly accountId: string | undefined;
  readonly displayPhone: string | undefined;
  readonly contacts: readonly ContactNotice[];
  /** The moment of the entry; without one, `undated`, the moment at which the post came. */
  readonly moment: { readonly at: Instant; readonly undated: boolean };
}

/**
 * The moment of a notice, which Meta writes in seconds; `undefined` if the text is no number, or
 * one that lies after the year 5000, as milliseconds do.
 */
export function instantFromTimestamp(timestamp: string): Instant | undefined {
  return /^\d{1,11}$/.test(timestamp) ? instantFromMs(Number(timestamp) * SECOND_MS) : undefined;
}

/** The person that a notice is about: Meta lists them beside the notices, not in them. */
export function personOf(
  contacts: readonly ContactNotice[],
  { waId, userId }: CustomerNames,
): ContactNotice | undefined {
  if (waId === undefined && userId === undefined) {
    return contacts.length === 1 ? contacts[0] : undefined;
  }
  return contacts.find(
    (one) =>
      (waId !== undefined && one.wa_id === waId) ||
      (userId !== undefined && one.user_id === userId),
  );
}

/** Who wrote or called, and to whom, as far as a notice says it. */
export interface Ends {
  readonly from: CustomerNames;
  readonly to: CustomerNames;
}

/**
 * The customer's names in a notice that goes one way or the other. The end that is our own number
 * is never the customer: Meta's samples of calls and of edited echoes have the ends swapped.
 */
export function customerNamesOf(
  { from, to }: Ends,
  heading: "from_customer" | "to_customer",
  { contacts, displayPhone }: Pick<Surround, "contacts" | "displayPhone">,
): CustomerNames {
  const [likely, other] = heading === "from_customer" ? [from, to] : [to, from];
  const isOurs = displayPhone !== undefined && likely.waId === displayPhone;
  const names = isOurs ? other : likely;
  const person = personOf(contacts, names) ?? (isOurs ? personOf(contacts, {}) : undefined);
  return {
    waId: person?.wa_id ?? names.waId,
    userId: names.userId ?? person?.user_id,
  };
}

export function hasName({ waId, userId }: CustomerNames): boolean {
  return waId !== undefined || userId !== undefined;
}
