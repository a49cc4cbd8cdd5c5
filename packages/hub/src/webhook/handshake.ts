import { createHash, timingSafeEqual } from "node:crypto";
import type { App } from "../numbers/app-store.ts";

/**
 * Whether `token` is the word of this app, in a time that does not depend on how much of it is
 * right.
 */
export function isVerifyToken(token: string, app: App): boolean {
  return timingSafeEqual(sha256Of(token), app.verifySha256);
}

/** What is kept of a verify token. */
export function sha256Of(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
