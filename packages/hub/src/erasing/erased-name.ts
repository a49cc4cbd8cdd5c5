import { countryOf } from "@casement/engine";
import type { Ids } from "../ids.ts";
import type { Alias } from "../threads/alias-store.ts";

/**
 * A name of chance in place of a customer's. It keeps the country, by which messages are priced,
 * and nothing else: of a phone its first digits, of a business-scoped id its first letters.
 */
export function erasedName({ kind, value }: Pick<Alias, "kind" | "value">, ids: Ids): string {
  const letters = [...ids.secret(LETTERS)].map((byte) => ALPHABET.charAt(byte % 26)).join("");
  return `${kind === "wa_id" ? countryDigits(value) : value.slice(0, 2)}-${letters}`;
}

/** The first digits of a phone that tell its country. */
function countryDigits(phone: string): string {
  const country = countryOf({ phone });
  for (let length = 1; length < phone.length; length += 1) {
    const first = phone.slice(0, length);
    if (countryOf({ phone: first }) === country) return first;
  }
  return "";
}

/** No digits: what prices a message would take them for a part of the phone. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const LETTERS = 20;
