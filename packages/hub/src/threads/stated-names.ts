import type { Instant } from "@casement/engine";
import type { CustomerNames } from "../webhook/received-fact.ts";

/** What one fact called the customer, and what it said they are called from then on. */
export interface StatedNames {
  readonly at: Instant;
  /** Said of something the customer did; else of something that was sent to them. */
  readonly byCustomer: boolean;
  readonly names: CustomerNames;
  readonly now: CustomerNames;
}

/** A phone of a customer, and since when we know it for theirs. */
export interface PhoneSince {
  readonly since: Instant;
  readonly phone: string;
}

/**
 * The phones of a customer one after another, from all that their facts called them, in order
 * (SPEC F9). What they did themselves decides where there is any: a late report on a message to
 * their old number does not give the number back.
 */
export function phonesFrom(stated: readonly StatedNames[]): PhoneSince[] {
  const phones: PhoneSince[] = [];
  const named = stated.filter(({ names, now }) => (names.waId ?? now.waId) !== undefined);
  for (const { at, names, now } of deciding(named)) {
    for (const phone of [names.waId, now.waId]) {
      if (phone !== undefined && phones.at(-1)?.phone !== phone) phones.push({ since: at, phone });
    }
  }
  return phones;
}

/** What the customer is called now. */
export function currentNames(stated: readonly StatedNames[]): CustomerNames {
  const named = stated.filter(({ names, now }) => (names.userId ?? now.userId) !== undefined);
  const userIds = deciding(named).flatMap(({ names, now }) => now.userId ?? names.userId ?? []);
  return { waId: phonesFrom(stated).at(-1)?.phone, userId: userIds.at(-1) };
}

function deciding(stated: readonly StatedNames[]): readonly StatedNames[] {
  const own = stated.filter((one) => one.byCustomer);
  return own.length > 0 ? own : stated;
}

/** What a market is found by: the phone the customer had at a moment, and where they are. */
export function customerAt(
  thread: {
    readonly phone: string | null;
    readonly phones: readonly PhoneSince[] | null;
    readonly country: string | null;
  },
  at: Instant,
): { phone?: string; country?: string } {
  const phones = thread.phones ?? [];
  const had = phones.findLast(({ since }) => since <= at) ?? phones[0];
  const phone = had?.phone ?? thread.phone;
  return {
    ...(phone === null ? {} : { phone }),
    ...(thread.country === null ? {} : { country: thread.country }),
  };
}
