/** What an `Idempotency-Key` may be, wherever it comes: it is compared, and kept for a week. */
const KEY = /^[\x21-\x7e]{1,200}$/;

export const IDEMPOTENCY_KEY_RULE = "must be 1 to 200 visible characters of ASCII";

/**
 * Whether the text is one. What is not is refused, and not passed over: whoever sends a key means
 * to send once, and would send twice without a word.
 */
export function isIdempotencyKey(text: string): boolean {
  return KEY.test(text);
}
