import { decimalFromMicros } from "@casement/engine";

/** Millionths of a currency as decimal text, so that nobody's JSON reader makes a price a float. */
export function amountOf(micros: number | bigint): string {
  return decimalFromMicros(Number(micros));
}

/** The same where `null` is: nobody knows. */
export function amountOrNull(micros: number | bigint | null | undefined): string | null {
  return micros === null || micros === undefined ? null : amountOf(micros);
}
