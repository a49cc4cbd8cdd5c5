import { wamidFrom } from "@casement/engine";
import { newWamid } from "../ids.ts";
import type { Json } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { messageValue } from "../webhooks/message-notice.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import type { Group } from "../world/group.ts";
import type { CustomerMessage } from "../world/message.ts";
import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";

/** A participant writes in a group: that opens the window between the business and all of it. */
export function customerWritesInGroup(
  platform: Platform,
  number: BusinessNumber,
  group: Group,
  written: { readonly phone: string; readonly type: string; readonly notice: Json },
): CustomerMessage {
  const { world, clock } = platform;
  const { phone, type, notice } = written;
  const message: CustomerMessage = {
    id: newWamid(platform.ids, phone, "customer"),
    from: "customer",
    numberId: number.id,
    phone,
    at: clock.now(),
    type,
    content: ownEntry(notice, type) ?? null,
    notice: { group_id: group.id, ...notice },
    isRead: false,
  };
  world.messages[message.id] = message;
  const thread = threadOf(world, number.id, group.id);
  thread.messages.push(message.id);
  hear(world, thread, {
    kind: "customer_message",
    id: nextFactId(world),
    at: message.at,
    wamid: wamidFrom(message.id),
    ...(type === "reaction" && { reaction: true }),
  });
  const value = messageValue(world, number, message);
  sendWebhook(platform, number.accountId, { field: "messages", value });
  platform.tell({ kind: "phone", phone });
  return message;
}
