import type { CallNotice, StatusNotice } from "@casement/cloud-api";
import { customerNamesOf, hasName, instantFromTimestamp, type Surround } from "./notice-parts.ts";
import { factAboutNoMessage, type ReceivedFact } from "./received-fact.ts";

/**
 * A call that began or ended. The customer's call opens a window, answered or not, when it begins;
 * its end only tells how long it was. Of a call of ours it is their acceptance that opens one, and
 * that is a status (SPEC F12).
 */
export function factFromCallNotice(notice: CallNotice, surround: Surround): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const theirs = notice.direction === "USER_INITIATED";
  if (!theirs && notice.direction !== "BUSINESS_INITIATED") return unknownWord("direction", notice);
  if (notice.event !== "connect" && notice.event !== "terminate") {
    return unknownWord("event", notice);
  }
  const aliases = customerNamesOf(
    {
      from: { waId: notice.from, userId: notice.from_user_id },
      to: { waId: notice.to, userId: notice.to_user_id },
    },
    theirs ? "from_customer" : "to_customer",
    surround,
  );
  if (!hasName(aliases)) return theirs ? "from: nobody" : "to: nobody";
  const opens = theirs && notice.event === "connect";
  return factAboutNoMessage({
    factId: surround.factId,
    at,
    kind: opens ? "customer_call" : "noted",
    aliases,
    said: {
      type: notice.event === "connect" ? "call_began" : "call_ended",
      by: theirs ? "customer" : "business",
      callId: notice.id,
      status: notice.status?.toLowerCase(),
      durationS: notice.duration,
    },
  });
}

function unknownWord(member: "direction" | "event", notice: CallNotice): string {
  return `${member}: "${notice[member] ?? ""}" is not known to us`;
}

/** How a call of ours fares: it rings, is accepted or declined. */
export function factFromCallStatus(
  notice: StatusNotice,
  surround: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const status = notice.status.toUpperCase();
  if (!CALL_STATUS_WORDS.has(status)) return `status: "${notice.status}" is not known to us`;
  const to = { waId: notice.recipient_id, userId: notice.recipient_user_id };
  const aliases = customerNamesOf({ from: {}, to }, "to_customer", surround);
  if (!hasName(aliases)) return "recipient_id: nobody";
  return factAboutNoMessage({
    factId: surround.factId,
    at,
    kind: status === "ACCEPTED" ? "call_accepted" : "noted",
    aliases,
    said: { type: "call_status", callId: notice.id, status: status.toLowerCase() },
  });
}

const CALL_STATUS_WORDS: ReadonlySet<string> = new Set(["RINGING", "ACCEPTED", "REJECTED"]);
