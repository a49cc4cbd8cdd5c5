import { createHash, hkdfSync, timingSafeEqual } from "node:crypto";
import type { App } from "../numbers/app-store.ts";

/**
 * Whether `token` is the word of this app, in a time that does not depend on how much of it is
 * right.
 */
export function isVerifyToken(token: string, app: Pick<App, "verifySha256">): boolean {
  return timingSafeEqual(sha256Of(token), app.verifySha256);
}

/** What is kept of a verify token. */
export function sha256Of(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * The verify token that this hub offers for an app which is not connected yet (SPEC N24).
 *
 * Made of the installation's key: it is the same at each visit, on every node and after a restart,
 * and nothing need be kept of a set-up that somebody began. What it lets one do is to have a
 * challenge echoed; nothing is kept that no known app has signed.
 */
export function offeredVerifyToken(key: Uint8Array): string {
  return Buffer.from(hkdfSync("sha256", key, "", "casement verify token", 16)).toString("hex");
}
