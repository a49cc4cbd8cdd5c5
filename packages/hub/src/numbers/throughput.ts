import { THROUGHPUT_PER_SECOND } from "@casement/engine";
import { fieldIn, textIn } from "../json/unknown-value.ts";

/**
 * How many messages a second Meta lets a number send, which it tells by a word; `null` if it says
 * none that we know.
 */
export function perSecondIn(number: unknown): number | null {
  const level = textIn(fieldIn(number, "throughput"), "level");
  const [usual, high] = THROUGHPUT_PER_SECOND;
  if (level === "HIGH") return high;
  return level === "STANDARD" ? usual : null;
}
