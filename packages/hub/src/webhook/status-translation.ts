import type { StatusNotice } from "@casement/cloud-api";
import { instantFromTimestamp, personOf, type Surround } from "./notice-parts.ts";
import type { ReceivedFact } from "./received-fact.ts";

const STATUS_WORDS: ReadonlySet<string> = new Set([
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
]);

/** What a status notice says, in our words; or why it says nothing to us. */
export function factFromStatusNotice(
  notice: StatusNotice,
  { factId, contacts, accountId }: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  if (!STATUS_WORDS.has(notice.status)) return `status: "${notice.status}" is not known to us`;
  const inGroup = notice.recipient_type === "group";
  const person = inGroup
    ? undefined
    : personOf(contacts, { waId: notice.recipient_id, userId: notice.recipient_user_id });
  const waId = notice.recipient_id ?? person?.wa_id;
  const userId = notice.recipient_user_id ?? person?.user_id;
  if (waId === undefined && userId === undefined) return "recipient_id: nobody";
  return {
    factId,
    at,
    kind: "status_reported",
    aliases: inGroup ? { groupId: waId } : { waId, userId },
    wamid: notice.id,
    said: {
      wamid: notice.id,
      status: notice.status,
      accountId,
      recipient: notice.recipient_participant_id ?? notice.recipient_participant_user_id,
      code: notice.errors?.[0]?.code,
      pricing: pricingFrom(notice),
      conversation: conversationFrom(notice),
    },
    content: undefined,
    replyTo: undefined,
    profile: { name: person?.profile?.name, username: person?.profile?.username },
    draftId: draftIdFrom(notice.biz_opaque_callback_data),
  };
}

function pricingFrom({ pricing }: StatusNotice): Record<string, unknown> | undefined {
  if (pricing?.pricing_model === undefined || pricing.category === undefined) return undefined;
  return {
    model: pricing.pricing_model,
    category: pricing.category,
    type: pricing.type,
    billable: pricing.billable,
  };
}

function conversationFrom({ conversation }: StatusNotice): Record<string, unknown> | undefined {
  if (conversation === undefined) return undefined;
  return {
    id: conversation.id,
    originType: conversation.origin?.type,
    expiresAt: instantFromTimestamp(conversation.expiration_timestamp ?? ""),
  };
}

/** What a send of ours carries in `biz_opaque_callback_data`, before the id of its draft. */
export const DRAFT_MARK = "casement:";

/** The draft of ours that callback data names, if it is ours. */
export function draftIdFrom(callbackData: string | undefined): string | undefined {
  const id = callbackData?.startsWith(DRAFT_MARK) ? callbackData.slice(DRAFT_MARK.length) : "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
