import { type Instant, instantFromMs } from "@casement/engine";

/**
 * The moment an instant of the API names. The hub writes them; one it did not write is our mistake.
 */
export function momentFromIso(iso: string): Instant {
  return instantFromMs(Date.parse(iso));
}
