import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/**
 * The customer's phone as WhatsApp writes it (`wa_id`), for the digits by which one means them.
 *
 * In three countries a phone is written in two ways: in Brazil with a ninth digit or without, in
 * Mexico with a 1 behind the country's code, in Argentina with a 9. WhatsApp knows each customer by
 * one of them. Who is known already is meant by both, so no rule of arithmetic is needed; tests say
 * `PUT /emulator/customers/PHONE` for what a customer is to be known by.
 */
export function phoneMeant(world: World, digits: string): string {
  if (ownEntry(world.customers, digits) !== undefined) return digits;
  const other = otherWriting(digits);
  const isKnown = other !== undefined && ownEntry(world.customers, other) !== undefined;
  return isKnown ? other : digits;
}

/**
 * The same for digits that a business wrote. A Mexican or Argentinian nobody has heard of is known
 * to WhatsApp by the longer writing, whichever was dialled; a Brazilian by the one that was, as
 * there the one is as likely as the other.
 */
export function phoneDialled(world: World, digits: string): string {
  const meant = phoneMeant(world, digits);
  if (ownEntry(world.customers, meant) !== undefined) return meant;
  const other = otherWriting(meant);
  const isShorter = other !== undefined && meant.length < other.length;
  return isShorter && !meant.startsWith("55") ? other : meant;
}

/** The same phone in its country's other writing, if there is one. */
function otherWriting(digits: string): string | undefined {
  for (const { phone, short, long } of WRITINGS) {
    const found = phone.exec(digits);
    if (found === null) continue;
    const [, ...parts] = found;
    const own = [short(parts), long(parts)];
    return own.find((one) => one !== digits);
  }
  return undefined;
}

interface Writing {
  readonly phone: RegExp;
  readonly short: (parts: readonly string[]) => string;
  readonly long: (parts: readonly string[]) => string;
}

/** Mobile phones only: in Brazil those that begin with 6 to 9 behind the area's two digits. */
const WRITINGS: readonly Writing[] = [
  {
    phone: /^55(\d\d)9?([6-9]\d{7})$/,
    short: ([area = "", own = ""]) => `55${area}${own}`,
    long: ([area = "", own = ""]) => `55${area}9${own}`,
  },
  {
    phone: /^521?([2-9]\d{9})$/,
    short: ([own = ""]) => `52${own}`,
    long: ([own = ""]) => `521${own}`,
  },
  {
    phone: /^549?([1-3]\d{9})$/,
    short: ([own = ""]) => `54${own}`,
    long: ([own = ""]) => `549${own}`,
  },
];
