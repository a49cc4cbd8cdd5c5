import { type Instant, later, SERVICE_WINDOW_MS, type Window } from "@casement/engine";
import { clockTime, weekday } from "../../time/time-words.ts";
import type { Verdict } from "./sending.ts";

/** When and where it is asked, and the window open last. */
interface Asked {
  readonly window: Pick<Window, "closesAt"> | null;
  readonly now: Instant;
  readonly zone: string;
}

/**
 * The answer to "why can this not be sent?", asked of what nobody has sent.
 *
 * `explain` tells of something that was refused: "Not sent: …". Of a window that has closed it says
 * only that; here is known when the customer was heard last, which is what it hangs on.
 */
export function answerWords({ decision, why }: Verdict, { window, now, zone }: Asked): string {
  if (decision.allowed) return why;
  if (decision.reason !== "service_window_closed") return why.replace(/^Not sent: /, "Not now: ");
  if (window === null) return NEVER_WROTE;
  const { closesAt } = window;
  const heard = momentWords(later(closesAt, -SERVICE_WINDOW_MS), zone);
  // The gate leaves some seconds at the end, in which a message could come too late.
  const ended = closesAt > now ? "that ends" : "that ended";
  return (
    `The customer last wrote or called ${heard}. For 24 hours after that anything may be ` +
    `written, and ${ended} ${momentWords(closesAt, zone)}. A template can still be sent.`
  );
}

const NEVER_WROTE =
  "The customer has not written yet. For 24 hours after they do anything may be written; " +
  "until then a template can be sent.";

/** `on Thu 12 Oct at 07:41` */
function momentWords(at: Instant, zone: string): string {
  return `on ${weekday(at, zone)} at ${clockTime(at, zone)}`;
}
