import { countryOf } from "@casement/engine";
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
  /** Messages that were sent while the customer was offline, oldest first. */
  waiting: string[];
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
    typingUntil: null,
  };
  world.customers[phone] = customer;
  return customer;
}
