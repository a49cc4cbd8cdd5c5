import { phoneFromText } from "../phone-number.ts";
import { type Customer, customerOf } from "./customer.ts";
import { phoneDialled } from "./dialled-phone.ts";
import type { World } from "./world.ts";

/**
 * The customer that a business names: by a phone in any writing, or by an id of the portfolio's.
 * A phone is always somebody's; an id must have been given to somebody.
 */
export function customerNamed(world: World, name: string): Customer | undefined {
  const digits = phoneFromText(name);
  if (digits !== undefined) return customerOf(world, phoneDialled(world, digits));
  return Object.values(world.customers).find(
    ({ userId, movedTo }) => userId === name && movedTo === null,
  );
}
