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

/** The same with the fact that said so: of one moment the least id comes first. */
export interface PlacedNames extends StatedNames {
  readonly id: string;
}

/**
 * What still counts of all that a customer was called, in order: where it changed. What they did
 * themselves and what was sent to them are looked at apart, as the one outweighs the other.
 */
export function changedNames(stated: readonly PlacedNames[]): PlacedNames[] {
  const last = new Map<boolean, CustomerNames>();
  return stated.filter(({ byCustomer, names, now }) => {
    const { waId, userId } = last.get(byCustomer) ?? {};
    const after = {
      waId: now.waId ?? names.waId ?? waId,
      userId: now.userId ?? names.userId ?? userId,
    };
    last.set(byCustomer, after);
    const passes = names.waId !== undefined && names.waId !== waId;
    return passes || after.waId !== waId || after.userId !== userId;
  });
}

export function inOrderOfFacts<One extends { readonly at: Instant; readonly id: string }>(
  all: readonly One[],
): One[] {
  return all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
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

/** What the market of a message is found by. */
export interface Where {
  readonly phone?: string;
  readonly country?: string;
}

/** The phone that a customer had at a moment, and where they are. */
export function customerAt(
  thread: {
    readonly phone: string | null;
    readonly phones: readonly PhoneSince[] | null;
    readonly country: string | null;
  },
  at: Instant,
): Where {
  const phones = thread.phones ?? [];
  const had = phones.findLast(({ since }) => since <= at) ?? phones[0];
  const phone = had?.phone ?? thread.phone;
  return {
    ...(phone === null ? {} : { phone }),
    ...(thread.country === null ? {} : { country: thread.country }),
  };
}
