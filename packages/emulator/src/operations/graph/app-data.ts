import { newLowerHex } from "../../ids.ts";
import type { Json } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { missing, notAmong, productFault, wordIn } from "../../server/parameter-fault.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { metadataOf, secondsText } from "../../webhooks/status-notice.ts";
import type { Message } from "../../world/message.ts";
import type { Thread } from "../../world/thread.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/**
 * `POST /PN/smb_app_data`: asks the business's phone app for its phone book or its past. Both come
 * in webhooks; here they are the customers and the messages that the world knows.
 */
export function requestAppData(call: Call): Answer {
  const { platform, parameters } = call;
  const fault = productFault(parameters);
  if (fault !== undefined) return fault;
  const type = wordIn(parameters["sync_type"]);
  if (type === undefined) return missing("sync_type");
  if (!TYPES.includes(type)) return notAmong("sync_type", TYPES, type);
  const number = numberIn(call);
  const threads = Object.values(platform.world.threads).filter(
    ({ numberId, phone }) =>
      numberId === number.id && ownEntry(platform.world.customers, phone) !== undefined,
  );
  if (type === "history") tellHistory(platform, number, threads);
  else tellPhoneBook(platform, number, threads);
  const request_id = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
  return { status: 200, body: { messaging_product: "whatsapp", request_id } };
}

function tellPhoneBook(
  platform: Platform,
  number: BusinessNumber,
  threads: readonly Thread[],
): void {
  if (threads.length === 0) return;
  const { world, clock } = platform;
  const timestamp = secondsText(clock.now());
  const entries = threads.map(({ phone }) => {
    const name = world.customers[phone]?.name ?? phone;
    return {
      type: "contact",
      contact: { full_name: name, first_name: name.split(" ")[0], phone_number: phone },
      action: "add",
      metadata: { timestamp },
    };
  });
  tell(platform, number, "smb_app_state_sync", { state_sync: entries });
}

function tellHistory(platform: Platform, number: BusinessNumber, threads: readonly Thread[]): void {
  const { world } = platform;
  const past = threads.map(({ phone, messages }) => ({
    id: phone,
    messages: messages.flatMap((id) => {
      const message = world.messages[id];
      return message === undefined ? [] : [pastMessage(number, message)];
    }),
  }));
  const metadata = { phase: 0, chunk_order: 1, progress: 100 };
  tell(platform, number, "history", { history: [{ metadata, threads: past }] });
}

function pastMessage(number: BusinessNumber, message: Message): Json {
  const isOurs = message.from === "business";
  const status = isOurs ? message.status : message.isRead ? "read" : "delivered";
  return {
    from: isOurs ? number.phone : message.phone,
    ...(isOurs && { to: message.phone }),
    id: message.id,
    timestamp: secondsText(message.at),
    type: message.type,
    [message.type]: message.content,
    history_context: { status: status.toUpperCase() },
  };
}

function tell(platform: Platform, number: BusinessNumber, field: string, what: Json): void {
  sendWebhook(platform, number.accountId, {
    field,
    value: { messaging_product: "whatsapp", metadata: metadataOf(number), ...what },
  });
}

const TYPES: readonly string[] = ["smb_app_state_sync", "history"];
const REQUEST_ID_LENGTH = 32;
