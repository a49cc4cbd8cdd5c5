import { randomBytes } from "node:crypto";

/** A password that nobody has to type: 192 bits, safe in a URL. */
export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

/** A short word that no other process has picked, for a name that must be new. */
export function newMark(): string {
  return randomBytes(6).toString("hex");
}
