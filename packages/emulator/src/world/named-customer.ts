import { phoneFromText } from "../phone-number.ts";
import { type Customer, customerOf } from "./customer.ts";
import type { World } from "./world.ts";

/**
 * The customer that a business names: by a phone in any writing, or by an id of the portfolio's.
 * A phone is always somebody's; an id must have been given to somebody.
 */
export function customerNamed(world: World, name: string): Customer | undefined {
  const phone = phoneFromText(name);
  if (phone !== undefined) return customerOf(world, phone);
  return Object.values(world.customers).find(
    ({ userId, movedTo }) => userId === name && movedTo === null,
  );
}
