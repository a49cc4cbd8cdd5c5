import type { Ask } from "./ask.ts";
import type { SendOutcome } from "./sender.ts";
import type { Ended } from "./settle-calls.ts";
import type { Turn } from "./take-drafts.ts";

/** An ask that has no draft yet, or one that was for later. */
export interface Waiting extends Turn {
  ask: Ask;
  isLate: boolean;
  isCaughtUp: boolean;
  /** The thread in whose lane it waits, or waited. */
  threadId: string | undefined;
  readonly outcome: PromiseWithResolvers<SendOutcome>;
  readonly callOff: () => void;
}

/** A call that ended and is not written down yet. */
export interface Unsettled extends Ended {
  readonly outcome: PromiseWithResolvers<SendOutcome>;
}

/** What of a batch is not committed yet. */
export interface Left {
  readonly turns: Iterable<Waiting>;
  readonly ends: Iterable<Unsettled>;
}
