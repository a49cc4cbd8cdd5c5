import { instantFromMs, later, MINUTE_MS } from "@casement/engine";
import { newCallId, newWamid } from "../ids.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { customerContact } from "../webhooks/customer-contact.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { metadataOf, secondsText } from "../webhooks/status-notice.ts";
import type { Call } from "../world/call.ts";
import { callPermissionOf, PERMISSION_LIFE_MS } from "../world/call-permission.ts";
import { customerOf, phonePassed, showsPhone } from "../world/customer.ts";
import { settingsOf } from "../world/number-settings.ts";
import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";
import { tellConnect, tellTerminate } from "./call-notice.ts";

/** A customer calls: the thread hears it, which opens a window, answered or not; then it rings. */
export function customerCalls(platform: Platform, number: BusinessNumber, phone: string): Call {
  const { world, clock } = platform;
  const now = clock.now();
  const customer = customerOf(world, phone);
  if (showsPhone(customer, now)) phonePassed(customer, now);
  const call: Call = {
    id: newCallId(platform.ids, phone, "customer"),
    numberId: number.id,
    phone,
    by: "customer",
    at: now,
    callbackData: null,
    state: "ringing",
    acceptedAt: null,
    endedAt: null,
    outcome: null,
  };
  world.calls[call.id] = call;
  const thread = threadOf(world, number.id, phone);
  hear(world, thread, { kind: "customer_call", id: nextFactId(world), at: now });
  tellConnect(platform, call);
  if (String(settingsOf(world, number).calling["callback_permission_status"]) !== "DISABLED") {
    allowCallback(platform, number, phone);
  }
  platform.plan(later(now, RINGS_MS), { kind: "call_unanswered", callId: call.id });
  platform.tell({ kind: "phone", phone });
  return call;
}

/** Whoever calls may be called back for a week: the platform says so in the customer's name. */
function allowCallback(platform: Platform, number: BusinessNumber, phone: string): void {
  const { world, clock } = platform;
  const now = clock.now();
  const permission = callPermissionOf(world, number.id, phone, now);
  if (permission.status !== "no_permission") return;
  permission.status = "temporary";
  permission.expiresAt = instantFromMs(Math.floor((now + PERMISSION_LIFE_MS) / 1_000) * 1_000);
  const customer = customerOf(world, phone);
  const contact = customerContact(customer, now, { profile: true });
  sendWebhook(platform, number.accountId, {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: metadataOf(number),
      contacts: [contact],
      messages: [
        {
          ...(contact["wa_id"] !== undefined && { from: phone }),
          ...(contact["user_id"] !== undefined && { from_user_id: customer.userId }),
          id: newWamid(platform.ids, phone, "customer"),
          timestamp: secondsText(now),
          type: "interactive",
          interactive: {
            type: "call_permission_reply",
            call_permission_reply: {
              response: "accept",
              expiration_timestamp: permission.expiresAt / 1_000,
              response_source: "automatic",
            },
          },
        },
      ],
    },
  });
}

/** The other side takes the call up. */
export function acceptCall(platform: Platform, call: Call): void {
  call.state = "accepted";
  call.acceptedAt = platform.clock.now();
  strikeRinging(platform, call);
}

/** A call is over, by whom ever. One that nobody took up has failed. */
export function endCall(platform: Platform, call: Call): void {
  if (call.state === "ended") return;
  call.outcome = call.state === "accepted" ? "COMPLETED" : "FAILED";
  call.state = "ended";
  call.endedAt = platform.clock.now();
  strikeRinging(platform, call);
  tellTerminate(platform, call);
  platform.tell({ kind: "phone", phone: call.phone });
}

/** The call under way between the two, if there is one. */
export function openCall(platform: Platform, numberId: string, phone: string): Call | undefined {
  return Object.values(platform.world.calls).findLast(
    (call) => call.numberId === numberId && call.phone === phone && call.state !== "ended",
  );
}

export function callById(platform: Platform, id: string): Call | undefined {
  return ownEntry(platform.world.calls, id);
}

function strikeRinging(platform: Platform, { id }: Call): void {
  platform.strike(
    (action) =>
      (action.kind === "call_unanswered" || action.kind === "call_answered") &&
      action.callId === id,
  );
}

export const RINGS_MS: number = MINUTE_MS;
