import { InvalidArgumentError } from "commander";

/** A web address from the command line. */
export function webAddressFrom(text: string): string {
  const protocol = URL.parse(text)?.protocol;
  if (protocol === "http:" || protocol === "https:") return text;
  throw new InvalidArgumentError("an address is wanted, such as http://127.0.0.1:2425");
}
