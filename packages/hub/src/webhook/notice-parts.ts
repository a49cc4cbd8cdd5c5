import type { ContactNotice } from "@casement/cloud-api";
import { type Instant, instantFromMs, SECOND_MS } from "@casement/engine";

/**
 * What a notice cannot say of itself: its id as a fact, the account it came by, who is beside it.
 */
export interface Surround {
  readonly factId: string;
  readonly accountId: string | undefined;
  readonly contacts: readonly ContactNotice[];
}

/** The moment of a notice, which Meta writes in seconds; `undefined` if the text is no number. */
export function instantFromTimestamp(timestamp: string): Instant | undefined {
  return /^\d{1,12}$/.test(timestamp) ? instantFromMs(Number(timestamp) * SECOND_MS) : undefined;
}

/** The person that a notice is about: Meta lists them beside the notices, not in them. */
export function personOf(
  contacts: readonly ContactNotice[],
  { waId, userId }: { waId: string | undefined; userId: string | undefined },
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
