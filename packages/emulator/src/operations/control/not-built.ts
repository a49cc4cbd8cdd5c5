import type { Answer } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";

/** A control call that is known and not there yet. */
export function notBuilt(name: string): Answer {
  return refusal(501, "not_imitated", `${name} is not there yet. See DIFFERENCES.md.`);
}
