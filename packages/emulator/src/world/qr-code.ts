import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A code that opens a chat with words already in it. */
export interface QrCode {
  readonly code: string;
  readonly numberId: string;
  readonly message: string;
}

/** Those of a number, newest first, as Meta lists them. */
export function qrCodesOf(world: World, numberId: string): QrCode[] {
  return Object.values(world.qrCodes)
    .filter((one) => one.numberId === numberId)
    .toReversed();
}

export function qrCodeOf(world: World, numberId: string, code: string): QrCode | undefined {
  const found = ownEntry(world.qrCodes, code);
  return found?.numberId === numberId ? found : undefined;
}
