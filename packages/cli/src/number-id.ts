import { InvalidArgumentError } from "commander";

/** The id that Meta gives a phone number. */
export function numberIdFrom(text: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("It must be the numeric id that Meta gives the number.");
}
