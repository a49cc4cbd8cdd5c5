import type { SendRequest } from "@casement/cloud-api";
import { later, SECOND_MS, wamidFrom } from "@casement/engine";
import { newWamid } from "../ids.ts";
import { withoutAbsent } from "../json.ts";
import { categoryOf } from "../messages/accept-message.ts";
import type { ContentOfSend } from "../messages/content-of-send.ts";
import { type Failure, OUTSIDE_WINDOW } from "../messages/failure.ts";
import { bookDelivery, type Price } from "../messages/price.ts";
import { ownEntry } from "../own-entry.ts";
import { type Platform, secondsEnd } from "../platform.ts";
import { customerContact } from "../webhooks/customer-contact.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { errorNotice, metadataOf, pricingNotice, secondsText } from "../webhooks/status-notice.ts";
import { customerOf } from "../world/customer.ts";
import { type Group, groupById } from "../world/group.ts";
import { type GroupMessage, participantMessage } from "../world/group-message.ts";

import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";

/** Takes a message to a group on: it is sent, and reaches each participant by itself. */
export function acceptGroupMessage(
  platform: Platform,
  number: BusinessNumber,
  group: Group,
  wanted: { readonly send: SendRequest; readonly content: ContentOfSend; readonly isOpen: boolean },
): GroupMessage {
  const { world, clock } = platform;
  const { send, content, isOpen } = wanted;
  const now = clock.now();
  const category = content.template === undefined ? null : categoryOf(content.template);
  const message: GroupMessage = {
    id: newWamid(platform.ids, number.phone, "business"),
    from: "business",
    groupId: group.id,
    numberId: number.id,
    accountId: number.accountId,
    at: now,
    type: send.type,
    content: Reflect.get(send, send.type),
    category,
    shown: content.shown,
    callbackData: send.biz_opaque_callback_data ?? null,
    contextId: send.context?.message_id ?? null,
    status: "accepted",
    reached: {},
  };
  world.groupMessages[message.id] = message;
  hear(world, threadOf(world, number.id, group.id), {
    kind: "business_message",
    id: nextFactId(world),
    at: now,
    wamid: wamidFrom(message.id),
    content: send.type === "template" ? "template" : "free_form",
    ...(category !== null && { category }),
    accountId: number.accountId,
  });
  const status = isOpen || category !== null ? "sent" : "failed";
  platform.plan(secondsEnd(now, 0), {
    kind: "group_status",
    wamid: message.id,
    status,
    phone: null,
  });
  return message;
}

/** What the agenda brings: the message comes a step further, as a whole or with one participant. */
export function advanceGroupMessage(
  platform: Platform,
  wamid: string,
  status: "sent" | "delivered" | "read" | "failed",
  phone: string | null,
): void {
  const message = ownEntry(platform.world.groupMessages, wamid);
  if (message === undefined) return;
  if (phone === null) {
    if (message.status !== "accepted") return;
    if (status === "failed") fail(platform, message);
    else leave(platform, message);
  } else if (status === "delivered") {
    reach(platform, message, phone);
  } else {
    markReadBy(platform, message, phone);
  }
}

function leave(platform: Platform, message: GroupMessage): void {
  const { world, clock } = platform;
  message.status = "sent";
  hearStatus(platform, message, "sent");
  tell(platform, message, { status: "sent" });
  for (const phone of groupById(world, message.groupId)?.participants ?? []) {
    const { behaviour, blocked } = customerOf(world, phone);
    if (behaviour.offline || blocked || !platform.behaviour.happens(behaviour.receives)) continue;
    const at = secondsEnd(later(clock.now(), SECOND_MS), behaviour.receivesAfterMs);
    platform.plan(at, { kind: "group_status", wamid: message.id, status: "delivered", phone });
  }
}

function fail(platform: Platform, message: GroupMessage): void {
  message.status = "failed";
  hearStatus(platform, message, "failed");
  tell(platform, message, { status: "failed", failure: { code: OUTSIDE_WINDOW } });
}

function reach(platform: Platform, message: GroupMessage, phone: string): void {
  const { world, clock } = platform;
  const now = clock.now();
  const thread = threadOf(world, message.numberId, message.groupId);
  const one = participantMessage(message, phone);
  const price = bookDelivery({ world, thread, message: one, recipient: phone }, now);
  const { charge = null, conversation = null } = price ?? {};
  message.reached[phone] = { deliveredAt: now, charge, conversation, isRead: false };
  tell(platform, message, { status: "delivered", phone, price });
  const { behaviour } = customerOf(world, phone);
  if (behaviour.readsAfterMs === null || !platform.behaviour.happens(behaviour.reads)) return;
  const at = secondsEnd(now, behaviour.readsAfterMs);
  platform.plan(at, { kind: "group_status", wamid: message.id, status: "read", phone });
}

function markReadBy(platform: Platform, message: GroupMessage, phone: string): void {
  const reached = message.reached[phone];
  if (reached === undefined || reached.isRead) return;
  reached.isRead = true;
  hearStatus(platform, message, "read", phone);
  const { charge, conversation } = reached;
  const price = charge === null ? undefined : { charge, conversation };
  tell(platform, message, { status: "read", phone, price });
}

function hearStatus(
  { world, clock }: Platform,
  message: GroupMessage,
  status: "sent" | "read" | "failed",
  recipient?: string,
): void {
  hear(world, threadOf(world, message.numberId, message.groupId), {
    kind: "status_reported",
    id: nextFactId(world),
    at: clock.now(),
    wamid: wamidFrom(message.id),
    status,
    accountId: message.accountId,
    ...(recipient !== undefined && { recipient }),
    ...(status === "failed" && { code: OUTSIDE_WINDOW }),
  });
}

interface GroupReport {
  readonly status: "sent" | "delivered" | "read" | "failed";
  /** Whom it reached. */
  readonly phone?: string;
  readonly price?: Price | undefined;
  readonly failure?: Failure;
}

function tell(platform: Platform, message: GroupMessage, report: GroupReport): void {
  const { world, clock } = platform;
  const now = clock.now();
  const number = ownEntry(world.numbers, message.numberId);
  if (number === undefined) return;
  const { status, phone, price, failure } = report;
  const contact =
    phone === undefined
      ? undefined
      : customerContact(customerOf(world, phone), now, { profile: true });
  const pricing = pricingNotice({ price });
  const value = withoutAbsent({
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: contact && [contact],
    statuses: [
      withoutAbsent({
        id: message.id,
        status,
        timestamp: secondsText(now),
        recipient_id: message.groupId,
        recipient_type: "group",
        recipient_participant_id: contact?.["wa_id"],
        recipient_participant_user_id: contact?.["user_id"],
        biz_opaque_callback_data: message.callbackData,
        pricing: pricing && { ...pricing, category: `group_${String(pricing["category"])}` },
        errors: failure && [errorNotice(failure)],
      }),
    ],
  });
  sendWebhook(platform, message.accountId, { field: "messages", value });
}
