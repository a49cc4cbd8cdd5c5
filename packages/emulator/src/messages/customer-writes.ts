import { type CustomerMessage as Heard, wamidFrom } from "@casement/engine";
import { newWamid } from "../ids.ts";
import { type Json, objectIn, textIn, withoutAbsent } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { messageValue } from "../webhooks/message-notice.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { isBlockedBy } from "../world/block-list.ts";
import { customerOf, phonePassed } from "../world/customer.ts";
import type { CustomerMessage } from "../world/message.ts";
import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber, World } from "../world/world.ts";

/** What a customer wrote: a message object as in a webhook, without who, when and which. */
export interface Written {
  readonly type: string;
  readonly notice: Json;
  readonly device: "phone" | "web" | undefined;
}

/** A customer writes: the thread hears it, and the business is told at once. */
export function customerWrites(
  platform: Platform,
  number: BusinessNumber,
  phone: string,
  written: Written,
): CustomerMessage {
  const { world } = platform;
  const customer = customerOf(world, phone);
  const now = platform.clock.now();
  const message: CustomerMessage = {
    id: newWamid(platform.ids, phone, "customer"),
    from: "customer",
    numberId: number.id,
    phone,
    at: now,
    type: written.type,
    content: ownEntry(written.notice, written.type) ?? null,
    notice: withContextFrom(platform, number, written.notice),
    isRead: false,
  };
  world.messages[message.id] = message;
  const thread = threadOf(world, number.id, phone);
  thread.messages.push(message.id);
  // Whom the business has blocked writes into the void.
  if (isBlockedBy(world, number.id, phone)) return message;
  if (!customer.hidesPhone) phonePassed(customer, now);
  hear(world, thread, factOf(world, message, written.device ?? customer.device));
  sendWebhook(platform, number.accountId, {
    field: "messages",
    value: messageValue(world, number, message),
  });
  platform.tell({ kind: "phone", phone });
  return message;
}

function factOf(world: World, message: CustomerMessage, device: "phone" | "web"): Heard {
  return {
    kind: "customer_message",
    id: nextFactId(world),
    at: message.at,
    wamid: wamidFrom(message.id),
    device,
    ...(message.type === "reaction" && { reaction: true }),
    ...referralOf(message.notice),
  };
}

/** An ad may lead to a free entry point, and so may a button on a page; a post may not. */
function referralOf(notice: Json): Pick<Heard, "referral"> {
  switch (objectIn(notice["referral"])?.["source_type"]) {
    case "ad":
      return { referral: "ad" };
    case "page_cta":
      return { referral: "page_cta" };
    case "post":
      return { referral: "post" };
    default:
      return {};
  }
}

/** Who wrote the message that is answered follows from its id, as the phone knows it. */
function withContextFrom(platform: Platform, number: BusinessNumber, notice: Json): Json {
  const context = objectIn(notice["context"]);
  const id = textIn(context?.["id"]);
  if (context === undefined || id === undefined || context["from"] !== undefined) return notice;
  const answered = ownEntry(platform.world.messages, id);
  const from = answered?.from === "customer" ? answered.phone : number.phone;
  return { ...notice, context: withoutAbsent({ from, ...context }) };
}
