import { countryOf, DAY_MS } from "@casement/engine";
import { newUserId } from "../ids.ts";
import { ownEntry } from "../own-entry.ts";
import { Random } from "../random.ts";
import type { World } from "./world.ts";

/** A person with a phone. Any number may be one; it exists from the first time it is named. */
export interface Customer {
  /** Digits only: Meta's `wa_id`. */
  readonly phone: string;
  /** The id business-scoped to the portfolio, `GB.1000…`: Meta's `user_id`. */
  readonly userId: string;
  name: string;
  username: string | null;
  /** ISO 3166 alpha-2. */
  country: string;
  device: "phone" | "web";
  behaviour: Behaviour;
  /** Whether the customer blocked the business. */
  blocked: boolean;
  /** When they last did, in milliseconds, though they may have thought better of it. */
  blockedAt: number | null;
  /** Messages that were sent while the customer was offline, oldest first. */
  waiting: string[];
  /** Whether the customer asked for no more marketing. */
  marketingIsStopped: boolean;
  /** Whether the customer goes by a username and shows no phone to those who do not have it. */
  hidesPhone: boolean;
  /** When the phone last passed between the customer and the business, in milliseconds. */
  phonePassedAt: number | null;
  /** The phone this customer has now, if it is another one. */
  movedTo: string | null;
  /** What happens when the business calls. */
  answersCalls: "accept" | "reject" | "ignore";
  /** Until when the phone shows that the business is typing, in milliseconds since 1970. */
  typingUntil: number | null;
}

/** How soon and how surely a customer receives and reads. */
export interface Behaviour {
  readonly offline: boolean;
  readonly receivesAfterMs: number;
  /** From 0, never, to 1, always. */
  readonly receives: number;
  /** `null`: does not read before somebody says so. */
  readonly readsAfterMs: number | null;
  readonly reads: number;
}

export function customerOf(world: World, phone: string): Customer {
  const known = ownEntry(world.customers, phone);
  if (known !== undefined) return known;
  const country = countryOf({ phone }) ?? "ZZ";
  const customer: Customer = {
    phone,
    userId: newUserId(new Random(world.random.ids), country),
    name: `Customer ${phone.slice(-4)}`,
    username: null,
    country,
    device: "phone",
    behaviour: {
      offline: false,
      receivesAfterMs: 500,
      receives: 1,
      readsAfterMs: null,
      reads: 1,
    },
    blocked: false,
    waiting: [],
    ...newCustomersHabits(),
    typingUntil: null,
  };
  world.customers[phone] = customer;
  return customer;
}

type Habits = Pick<
  Customer,
  "blockedAt" | "marketingIsStopped" | "hidesPhone" | "phonePassedAt" | "movedTo" | "answersCalls"
>;

/** How a customer is until somebody says otherwise. */
export function newCustomersHabits(): Habits {
  return {
    blockedAt: null,
    marketingIsStopped: false,
    hidesPhone: false,
    phonePassedAt: null,
    movedTo: null,
    answersCalls: "accept",
  };
}

/**
 * Whether the business is told the customer's phone: always, unless the customer hides it and it
 * has not passed between them for 30 days.
 */
export function showsPhone({ hidesPhone, phonePassedAt }: Customer, now: number): boolean {
  return !hidesPhone || (phonePassedAt !== null && now < phonePassedAt + PHONE_REMEMBERED_MS);
}

/** A message or a call went by the phone. */
export function phonePassed(customer: Customer, now: number): void {
  customer.phonePassedAt = now;
}

const PHONE_REMEMBERED_MS: number = 30 * DAY_MS;

/** The id by which the customer is told, from the day on which Meta began to tell of ids. */
export function userIdAt({ userId }: Customer, now: number): string | undefined {
  return now < IDS_SINCE ? undefined : userId;
}

/** In the course of this month ids scoped to the business came into webhooks. */
export const IDS_SINCE: number = Date.UTC(2026, 3, 1);
