import type { NodeSignal } from "../nodes/node-signal.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Ask } from "./ask.ts";
import { AskedElsewhere } from "./asked-elsewhere.ts";
import { EndedElsewhere } from "./ended-elsewhere.ts";
import type { Outbox } from "./outbox.ts";
import type { SendOutcome } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";
import type { Ended } from "./settle-calls.ts";

/** What a node has to do with numbers that another one owns, both ways. */
export interface Elsewhere {
  /** Has the node that owns the number send it (SPEC S16). */
  ask(ask: Ask): Promise<SendOutcome>;
  /** Writes down how calls ended, for the owner; whether that was done at once (SPEC S18). */
  tellEnded(numberId: bigint, ended: readonly Ended[]): Promise<boolean>;
  /** Takes what other nodes wrote down of a number that is ours. */
  serve(numberId: bigint): void;
}

export function elsewhereOf({
  signal,
  owner,
  outbox,
  senderParts,
}: {
  readonly signal: NodeSignal;
  readonly owner: Owner;
  readonly outbox: Outbox;
  readonly senderParts: SenderParts;
}): Elsewhere {
  const ended = new EndedElsewhere(senderParts, {
    ended: (numberId) => signal.tell("ended", [numberId]),
    settle: (numberId, one) => outbox.settle(numberId, one),
  });
  const asked = new AskedElsewhere(senderParts, {
    asked: (numberId) => signal.tell("asked", [numberId]),
    answered: (numberId) => signal.tell("answered", [numberId]),
    send: (ask, askId) => outbox.send(ask, askId),
  });
  const serve = (numberId: bigint): void => {
    asked.serve(numberId);
    ended.serve(numberId);
  };
  const serveOurs = (numberIds: readonly bigint[]): void => {
    for (const numberId of numberIds) if (owner.owns(numberId)) serve(numberId);
  };
  signal.hear("asked", serveOurs);
  signal.hear("ended", serveOurs);
  signal.hear("answered", (numberIds) => asked.answered(numberIds));
  signal.onBack(() => serveOurs(owner.owned));
  return {
    ask: (ask) => asked.ask(ask),
    tellEnded: (numberId, ends) => ended.tell(numberId, ends),
    serve,
  };
}
