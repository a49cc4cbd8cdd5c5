import { remedyOf } from "@casement/cloud-api";
import { pairRetryAfterMs, SECOND_MS } from "@casement/engine";
import { fieldIn } from "../json/unknown-value.ts";
import type { CallEnd } from "./call-meta.ts";

/** Meta's word that the number as a whole sends too fast. */
export const TOO_FAST = 130429;
const PAIR_RATE = 131056;
/** Our own word, too, for a Meta out of reach: whoever asked knows best when to ask again. */
const AWAY = 131016;

/** "An unknown error occurred": a bad request, or a fault of Meta's after it has sent. */
const UNEXPLAINED = 1;

/** The error code that a call ended with; `undefined` if Meta surely did not refuse it. */
export function refusalCodeOf(end: CallEnd): number | undefined {
  if (end.state !== "failed") return undefined;
  const code = fieldIn(fieldIn(end.answer.body, "error"), "code");
  return typeof code === "number" ? code : undefined;
}

/**
 * How long after a refusal of Meta's the same draft may be posted again, in milliseconds; never, if
 * the same would fail again or nobody knows whether it was sent (SPEC S2, S10). `chance` is from 0
 * to 1, so that those who failed together do not come back together.
 */
export function retryAfterMs(end: CallEnd, attempt: number, chance: number): number | undefined {
  const code = refusalCodeOf(end);
  if (code === undefined || code === AWAY || code === UNEXPLAINED) return undefined;
  // The number rests as a whole, and each of its drafts gets its turn after.
  if (code === TOO_FAST) return 0;
  if (code === PAIR_RATE) return pairRetryAfterMs(attempt) + Math.round(chance * SECOND_MS);
  return remedyOf(code) === "wait"
    ? Math.round(2 ** attempt * SECOND_MS * (0.5 + chance))
    : undefined;
}
