import { newLowerHex } from "../ids.ts";
import type { Platform } from "../platform.ts";
import type { Group } from "../world/group.ts";
import { planGroupChange } from "./group-change.ts";

/** How a customer's wish to join ended. */
export type Joining = "joined" | "requested" | "full";

/** A customer follows the link of a group: they are in, or ask to be let in. */
export function joinGroup(platform: Platform, group: Group, phone: string): Joining {
  if (group.participants.includes(phone)) return "joined";
  if (group.participants.length >= PARTICIPANTS_MAX) return "full";
  if (group.joinApproval === "approval_required") {
    const id = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
    group.requests.push({ id, phone, at: platform.clock.now() });
    planGroupChange(platform, group, "group_participants_update", {
      type: "group_join_request_created",
      join_request_id: id,
      wa_id: phone,
    });
    return "requested";
  }
  admit(platform, group, phone);
  return "joined";
}

export function admit(platform: Platform, group: Group, phone: string): void {
  group.participants.push(phone);
  planGroupChange(platform, group, "group_participants_update", {
    type: "group_participants_add",
    reason: "invite_link",
    added_participants: [{ wa_id: phone }],
  });
}

/** The business is the eighth. */
export const PARTICIPANTS_MAX = 7;
const REQUEST_ID_LENGTH = 32;
