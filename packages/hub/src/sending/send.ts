import type { Decision } from "@casement/engine";
import { cancelDraft, changeDraft } from "./change-scheduled.ts";
import { accountOf, askedOf, askFrom, threadFor } from "./find-ask.ts";
import { decideOn } from "./gate.ts";
import type { Outbox } from "./outbox.ts";
import { addressOf } from "./recipient.ts";
import type { Sender } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

/** The one way a message is sent: found, decided, committed, called, settled (SPEC S1 to S3). */
export function createSender(parts: SenderParts, outbox: Outbox): Sender {
  return {
    async send(command) {
      return outbox.send(await askFrom(parts, command));
    },
    async decide({ numberId, threadId, body }) {
      const account = accountOf(parts, { numberId });
      // Without a recipient it is no request, and a template would be taken for free text.
      const recipient = await addressOf(parts.surroundings.db, numberId, threadId);
      const whole = { messaging_product: "whatsapp", ...body, ...recipient };
      const draft = askedOf(parts, account, whole);
      const ask = async (): Promise<Decision> => {
        const thread = await threadFor(parts, numberId, threadId);
        const limits = outbox.limitsOf(numberId, threadId);
        return decideOn(parts, { numberId, thread, account, draft, limits });
      };
      const decision = await ask();
      if (decision.allowed || !decision.reasons.includes("service_window_closed")) return decision;
      // The customer's message may be among what is kept and not digested (decision 0007).
      await parts.caughtUp(numberId);
      return ask();
    },
    change: (change) => changeDraft(parts, change),
    cancel: (draft) => cancelDraft(parts, draft),
  };
}
