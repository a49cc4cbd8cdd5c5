import type { EchoNotice, MessageNotice } from "@casement/cloud-api";
import { contentFromMessageNotice } from "./content-translation.ts";
import { instantFromTimestamp, personOf, type Surround } from "./notice-parts.ts";
import type { ReceivedFact } from "./received-fact.ts";

/** Notices of the platform in a customer's name: kept and shown, but the customer did not write. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(["system", "edit", "revoke", "request_welcome"]);

/** What a message notice says, in our words; or why it says nothing to us. */
export function factFromMessageNotice(
  notice: MessageNotice,
  { factId, contacts }: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const person = personOf(contacts, { waId: notice.from, userId: notice.from_user_id });
  const waId = notice.from ?? person?.wa_id;
  const userId = notice.from_user_id ?? person?.user_id;
  const groupId = notice.group_id;
  if (waId === undefined && userId === undefined && groupId === undefined) return "from: nobody";

  const written = !NOT_WRITTEN.has(notice.type ?? "");
  return {
    factId,
    at,
    kind: written ? "customer_message" : "noted",
    aliases: groupId === undefined ? { waId, userId } : { groupId },
    wamid: notice.id,
    said: written
      ? { wamid: notice.id, referral: arrivalOf(notice), reaction: notice.type === "reaction" }
      : { wamid: notice.id, type: notice.type },
    content: contentFromMessageNotice(notice),
    replyTo: notice.context?.id,
    profile: { name: person?.profile?.name, username: person?.profile?.username },
    draftId: undefined,
  };
}

/**
 * What brought the customer here. An ad and a page's button offer an entry point; a post does not.
 */
function arrivalOf({ referral }: MessageNotice): "ad" | "post" | "page_cta" | undefined {
  switch (referral?.source_type) {
    case undefined:
      return undefined;
    case "ad":
    case "post":
      return referral.source_type;
    default:
      return "page_cta";
  }
}

/** What the business wrote on its own phone: `to` is the customer. */
export function factFromEchoNotice(
  notice: EchoNotice,
  { factId, contacts }: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const person = personOf(contacts, { waId: notice.to, userId: notice.to_user_id });
  const waId = notice.to ?? person?.wa_id;
  const userId = notice.to_user_id ?? person?.user_id;
  if (waId === undefined && userId === undefined) return "to: nobody";
  return {
    factId,
    at,
    kind: "echo",
    aliases: { waId, userId },
    wamid: notice.id,
    said: { wamid: notice.id },
    content: contentFromMessageNotice(notice),
    replyTo: notice.context?.id,
    profile: {},
    draftId: undefined,
  };
}
