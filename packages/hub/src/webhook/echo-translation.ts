import type { EchoNotice, PastMessageNotice } from "@casement/cloud-api";
import { contentFromMessageNotice, fileSha256FromMessageNotice } from "./content-translation.ts";
import { changedMessageIn, noteFrom } from "./message-translation.ts";
import { customerNamesOf, hasName, instantFromTimestamp, type Surround } from "./notice-parts.ts";
import type { ReceivedFact } from "./received-fact.ts";

/** What the business wrote on its own phone, or did to what it wrote: `to` is the customer. */
export function factFromEchoNotice(notice: EchoNotice, surround: Surround): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const aliases = customerNamesOf(
    { from: { waId: notice.from }, to: { waId: notice.to, userId: notice.to_user_id } },
    "to_customer",
    surround,
  );
  if (!hasName(aliases)) return "to: nobody";
  const original = changedMessageIn(notice);
  return {
    factId: surround.factId,
    at,
    kind: original === undefined ? "echo" : "noted",
    aliases,
    wamid: notice.id,
    said: {
      wamid: notice.id,
      ...(original === undefined ? {} : { by: "business", ...noteFrom(notice) }),
    },
    content: contentFromMessageNotice(notice),
    fileSha256: fileSha256FromMessageNotice(notice),
    replyTo: original ?? notice.context?.id,
    profile: {},
    draftId: undefined,
  };
}

/**
 * A message from before the number came to the Cloud API: shown, and nothing more (SPEC F10).
 *
 * It was written in the business's app, whose messages are free and neither open nor extend a
 * window, so the engine is not told of it; what the customer wrote there is taken likewise.
 */
export function factFromPastMessage(
  notice: PastMessageNotice,
  customer: string | undefined,
  surround: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const isOurs = notice.from !== undefined && notice.from === surround.displayPhone;
  const aliases = isOurs
    ? { waId: customer ?? notice.to }
    : { waId: notice.from ?? customer, userId: notice.from_user_id };
  if (!hasName(aliases)) return isOurs ? "to: nobody" : "from: nobody";
  return {
    factId: surround.factId,
    at,
    kind: "noted",
    aliases,
    wamid: notice.id,
    said: {
      wamid: notice.id,
      type: "past_message",
      by: isOurs ? "business" : "customer",
      status: notice.history_context?.status?.toLowerCase(),
    },
    content: contentFromMessageNotice(notice),
    fileSha256: fileSha256FromMessageNotice(notice),
    replyTo: notice.context?.id,
    profile: {},
    draftId: undefined,
  };
}
