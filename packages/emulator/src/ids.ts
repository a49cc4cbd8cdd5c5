import { type Wamid, wamidFrom } from "@casement/engine";
import type { Random } from "./random.ts";

const UPPER_HEX = "0123456789ABCDEF";
const LOWER_HEX = "0123456789abcdef";
const DIGITS = "0123456789";
const TRACE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/**
 * The id of a message, with the bytes that Meta puts in it: the customer's number,
 * whether the business sent it, and a number of its own.
 *
 * `1C 18 <len> <wa_id> 15 02 00 <11|12> 18 <len> <id> 00`, as base64.
 */
export function newWamid(random: Random, phone: string, from: "business" | "customer"): Wamid {
  const own = from === "business" ? random.text(18, UPPER_HEX) : `3A${random.text(18, UPPER_HEX)}`;
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, phone.length]),
    Buffer.from(phone, "ascii"),
    Buffer.from([0x15, 0x02, 0x00, from === "business" ? 0x11 : 0x12, 0x18, own.length]),
    Buffer.from(own, "ascii"),
    Buffer.from([0x00]),
  ]);
  return wamidFrom(`wamid.${bytes.toString("base64")}`);
}

/** The id of a call: made as a message's is, under another name. */
export function newCallId(random: Random, phone: string, from: "business" | "customer"): string {
  return newWamid(random, phone, from).replace(/^wamid\./, "wacid.");
}

/** The id of a group, as it reads on the wire: base64 of what it is, and digits. */
export function newGroupId(random: Random): string {
  return Buffer.from(`capi_group:${random.text(18, DIGITS)}`).toString("base64");
}

/** The id of a conversation on the wire: 32 hexadecimal digits. */
export function newConversationId(random: Random): string {
  return random.text(32, LOWER_HEX);
}

/** A customer's id within the portfolio: the country and digits, `GB.1000…`. */
export function newUserId(random: Random, country: string): string {
  return `${country}.1${random.text(16, DIGITS)}`;
}

/** The id of an upload or of what a customer sent: 15 digits, apart from those of other objects. */
export function newMediumId(random: Random): string {
  return `7${random.text(14, DIGITS)}`;
}

/** The id Meta gives a request, in `x-fb-request-id` and in an error's `fbtrace_id`. */
export function newRequestId(random: Random): string {
  return `A${random.text(22, TRACE)}`;
}

export function newTraceId(random: Random): string {
  return `C${random.text(10, TRACE)}`;
}

export function newLowerHex(random: Random, length: number): string {
  return random.text(length, LOWER_HEX);
}

/** A bearer token for a world of its own. */
export function newToken(random: Random, name: string): string {
  return `casement-${name}-${random.text(24, LOWER_HEX)}`;
}

/** The id of a template: 15 digits, apart from those of other objects. */
export function newTemplateId(random: Random): string {
  return `4${random.text(14, DIGITS)}`;
}
