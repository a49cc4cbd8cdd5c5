import { amountOf } from "../api/amounts.ts";
import type { NewEvent } from "../events/event-store.ts";
import type { NativeEvent } from "../events/native-event.ts";
import type { Posting } from "./posting.ts";
import type { RatedUnit } from "./unit-store.ts";

/**
 * What programs are told of a posting: what it adds to the costs, less than nothing where something
 * is given back. The sum of a message's is what it costs (SPEC L1).
 */
export function chargeBooked(posting: Posting, { unit, threadId, charge }: RatedUnit): NativeEvent {
  const isCost = posting.debit.startsWith("cost:");
  const [, , category, market] = (isCost ? posting.debit : posting.credit).split(":");
  return {
    kind: "charge.booked",
    at: posting.occurredAt,
    threadId,
    subject: unit.wamid,
    said: {
      message_id: unit.wamid,
      account_id: unit.accountId ?? null,
      posting_id: posting.postingId,
      corrects: posting.corrects,
      amount: amountOf(isCost ? posting.amountMicros : -posting.amountMicros),
      currency: posting.currency,
      category,
      market,
      rule: charge.rule,
    },
  };
}

/** For screens: the message of a unit has another place in its month, or another price. */
export function priceChanged({ unit, threadId }: Pick<RatedUnit, "unit" | "threadId">): NewEvent {
  return { kind: "message", threadId, subject: unit.wamid };
}
