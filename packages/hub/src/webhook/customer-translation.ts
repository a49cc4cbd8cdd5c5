import type { PreferenceNotice, UserIdUpdateNotice } from "@casement/cloud-api";
import { hasName, instantFromTimestamp, personOf, type Surround } from "./notice-parts.ts";
import { factAboutNoMessage, type ReceivedFact } from "./received-fact.ts";

/** Meta's words for what a customer can stop, in ours. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([["marketing_messages", "marketing"]]);

/** What a customer wants to get from now on, and what not (SPEC F8). */
export function factFromPreference(
  notice: PreferenceNotice,
  { factId, contacts }: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const category = CATEGORIES.get(notice.category);
  if (category === undefined) return `category: "${notice.category}" is not known to us`;
  if (notice.value !== "stop" && notice.value !== "resume") {
    return `value: "${notice.value}" is not known to us`;
  }
  const person = personOf(contacts, { waId: notice.wa_id, userId: notice.user_id });
  const aliases = {
    waId: notice.wa_id ?? person?.wa_id,
    userId: notice.user_id ?? person?.user_id,
  };
  if (!hasName(aliases)) return "wa_id: nobody";
  const said = { type: "preference", category, value: notice.value };
  return {
    ...factAboutNoMessage({ factId, at, kind: "preference_stated", aliases, said }),
    profile: { name: person?.profile?.name, username: person?.profile?.username },
  };
}

/** A customer's business-scoped id was replaced by another (SPEC F9). */
export function factFromUserIdUpdate(
  notice: UserIdUpdateNotice,
  { factId }: Surround,
): ReceivedFact | string {
  const at = instantFromTimestamp(notice.timestamp);
  if (at === undefined) return "timestamp: no number of seconds";
  const now = { userId: notice.user_id.current };
  return factAboutNoMessage({
    factId,
    at,
    kind: "noted",
    aliases: { waId: notice.wa_id, userId: notice.user_id.previous, now },
    said: { type: "user_id_update", now },
  });
}
