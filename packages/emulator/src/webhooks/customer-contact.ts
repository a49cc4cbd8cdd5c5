import { type Json, withoutAbsent } from "../json.ts";
import { type Customer, showsPhone, userIdAt } from "../world/customer.ts";

/**
 * A customer in `contacts` of a webhook. Who hides their phone is there by their id alone, and by
 * their username where a profile is told.
 */
export function customerContact(
  customer: Customer,
  now: number,
  { profile }: { readonly profile: boolean },
): Json {
  const { name, username, phone } = customer;
  return withoutAbsent({
    profile: profile ? withoutAbsent({ name, username }) : undefined,
    wa_id: showsPhone(customer, now) ? phone : undefined,
    user_id: userIdAt(customer, now),
  });
}
