import type { MessageNotice } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { contentFromMessageNotice, fileSha256FromMessageNotice } from "./content-translation.ts";
import { instantFromTimestamp, personOf, type Surround } from "./notice-parts.ts";
import type { Aliases, CustomerNames, ReceivedFact } from "./received-fact.ts";

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

  const now = namesFromNowOn(notice);
  const written = isWritten(notice);
  return {
    factId,
    at,
    kind: written ? "customer_message" : "noted",
    aliases: groupId === undefined ? { waId, userId, now } : { groupId },
    wamid: notice.id,
    said: written
      ? {
          wamid: notice.id,
          referral: arrivalOf(notice),
          reaction: notice.type === "reaction",
          callPermission: callPermissionIn(notice),
        }
      : { wamid: notice.id, ...noteFrom(notice), now },
    content: contentFromMessageNotice(notice),
    fileSha256: fileSha256FromMessageNotice(notice),
    replyTo: changedMessageIn(notice) ?? notice.context?.id,
    profile: { name: person?.profile?.name, username: person?.profile?.username },
    draftId: undefined,
  };
}

/**
 * Whether the customer wrote. Their leave to be called is written when they pressed the button, and
 * not when the platform gave it in their name, because they had called.
 */
function isWritten(notice: MessageNotice): boolean {
  if (NOT_WRITTEN.has(notice.type ?? "")) return false;
  return notice.interactive?.call_permission_reply?.response_source !== "automatic";
}

/** Of a notice that is no message of the customer's: what it tells, and of which message. */
export function noteFrom(
  notice: Pick<MessageNotice, "type" | "system" | "edit" | "revoke" | "interactive">,
): Record<string, unknown> {
  return {
    type: notice.system?.type ?? notice.type,
    original: changedMessageIn(notice),
    callPermission: callPermissionIn(notice),
  };
}

/** The message that an edit or a revocation is about. */
export function changedMessageIn(
  notice: Pick<MessageNotice, "edit" | "revoke">,
): string | undefined {
  return notice.edit?.original_message_id ?? notice.revoke?.original_message_id;
}

/** The number or id that the customer has from here on (SPEC F9). */
function namesFromNowOn({ type, system }: MessageNotice): Aliases["now"] {
  if (type !== "system" || system === undefined) return undefined;
  const names: CustomerNames = { waId: system.wa_id, userId: system.user_id };
  return names.waId === undefined && names.userId === undefined ? undefined : names;
}

function callPermissionIn({
  interactive,
}: Pick<MessageNotice, "interactive">):
  | { response: string; until: Instant | undefined; permanent: boolean }
  | undefined {
  const reply = interactive?.call_permission_reply;
  if (reply === undefined) return undefined;
  return {
    response: reply.response,
    until: instantFromTimestamp(reply.expiration_timestamp ?? ""),
    permanent: reply.is_permanent ?? false,
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
