/**
 * Why a file was not to be had of Meta, in a word for the log.
 *
 * - `no_account`, `no_answer`: nobody could be asked, or nobody answered.
 * - `refused`: the answer was another than 200.
 * - `not_there`: Meta knows no such file, or the token may not see it; it says the same of both.
 * - `not_called`: it is at an address that the hub does not call.
 * - `broke_off`, `not_as_told`: what came was not all of it, or not it (SPEC I16).
 * - `too_large`: it is larger than anything that Meta takes.
 */
export type WhyNotHad =
  | "no_account"
  | "no_answer"
  | "refused"
  | "not_there"
  | "not_called"
  | "broke_off"
  | "not_as_told"
  | "too_large";

export interface NotHad {
  readonly kind: "not_had";
  readonly code: WhyNotHad;
  /** What was answered, if something else was than what was asked for. */
  readonly status?: number | undefined;
  /** How much came that was not the file. */
  readonly sizeBytes?: number | undefined;
}

export function notHad(code: WhyNotHad, more: Omit<NotHad, "kind" | "code"> = {}): NotHad {
  return { kind: "not_had", code, ...more };
}
