import { later, SECOND_MS } from "@casement/engine";
import type { Json } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { metadataOf, secondsText } from "../webhooks/status-notice.ts";
import type { GroupChange } from "../world/business-action.ts";
import type { Group } from "../world/group.ts";

/** What became of a request comes in a webhook a moment later: the answer only has its id. */
export function planGroupChange(
  platform: Platform,
  group: Group,
  field: GroupChange["field"],
  what: Json,
): void {
  const change = { numberId: group.numberId, field, group: { group_id: group.id, ...what } };
  platform.plan(later(platform.clock.now(), SECOND_MS), { kind: "group_change", change });
}

export function tellGroupChange(platform: Platform, { numberId, field, group }: GroupChange): void {
  const number = ownEntry(platform.world.numbers, numberId);
  if (number === undefined) return;
  sendWebhook(platform, number.accountId, {
    field,
    value: {
      messaging_product: "whatsapp",
      metadata: metadataOf(number),
      groups: [{ timestamp: secondsText(platform.clock.now()), ...group }],
    },
  });
}
