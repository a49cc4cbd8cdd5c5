import type { ChargeShape, MessageShape } from "@casement/hub/api";
import { byPlace } from "./message-order.ts";

/**
 * The messages of a thread, once we were told of `told` too; in order, each once.
 *
 * Telling twice, or in another order, gives the same: of two words on one message the one with the
 * further status wins, a charge never goes back from confirmed to accrued, and what was edited or
 * taken back stays so.
 */
export function messagesAfter(
  known: readonly MessageShape[],
  told: readonly MessageShape[],
): readonly MessageShape[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  const idOfDraft = new Map<string, string>();
  for (const message of known) {
    if (message.draft_id !== null) idOfDraft.set(message.draft_id, message.id);
  }
  for (const message of told) {
    // A draft has its own id until the platform gives it one: the two are one message.
    const id = byId.has(message.id) ? message.id : idOfDraft.get(message.draft_id ?? "");
    const before = id === undefined ? undefined : byId.get(id);
    const after = before === undefined ? message : joined(before, message);
    if (id !== undefined && id !== after.id) byId.delete(id);
    byId.set(after.id, after);
    if (after.draft_id !== null) idOfDraft.set(after.draft_id, after.id);
  }
  return [...byId.values()].sort(byPlace);
}

function joined(known: MessageShape, told: MessageShape): MessageShape {
  const [behind, ahead] = isFurther(known, told) ? [told, known] : [known, told];
  const said = isLaterSaid(behind, ahead) ? behind : ahead;
  const charge = furtherCharge(behind.charge, ahead.charge);
  if (said === ahead && charge === ahead.charge) return ahead;
  const { content, edited_at, revoked_at } = said;
  return { ...ahead, content, edited_at, revoked_at, charge };
}

/** Whether `one` is the message after an edit, or after it was taken back, and `other` before. */
function isLaterSaid(one: MessageShape, other: MessageShape): boolean {
  const [revoked, otherRevoked] = [one.revoked_at ?? "", other.revoked_at ?? ""];
  if (revoked !== otherRevoked) return revoked > otherRevoked;
  return (one.edited_at ?? "") > (other.edited_at ?? "");
}

function isFurther(known: MessageShape, told: MessageShape): boolean {
  const ahead = RANKS[known.status] - RANKS[told.status];
  return ahead !== 0 ? ahead > 0 : chargeRank(known.charge) > chargeRank(told.charge);
}

function furtherCharge(behind: ChargeShape | null, ahead: ChargeShape | null): ChargeShape | null {
  return chargeRank(behind) > chargeRank(ahead) ? behind : ahead;
}

function chargeRank(charge: ChargeShape | null): number {
  switch (charge?.state) {
    case undefined:
      return 0;
    case "accrued":
    case "free":
    case "unknown":
      return 1;
    case "confirmed":
      return 2;
    case "corrected":
      return 3;
  }
}

/**
 * How far a message has come. A failure is before a delivery: once it arrived, nothing undoes that
 * (SPEC D4 of the engine).
 */
const RANKS: { readonly [status in MessageShape["status"]]: number } = {
  received: 0,
  waiting: 1,
  scheduled: 1,
  sending: 2,
  canceled: 2,
  unknown: 3,
  given_up: 3.5,
  accepted: 4,
  sent: 5,
  refused: 6,
  failed: 6,
  delivered: 7,
  read: 8,
  played: 9,
};
