import type { Instant } from "@casement/engine";
import { type Json, withoutAbsent } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { customerContact } from "../webhooks/customer-contact.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { metadataOf, secondsText } from "../webhooks/status-notice.ts";
import type { Call } from "../world/call.ts";
import { customerOf, showsPhone, userIdAt } from "../world/customer.ts";

/** Tells that a call rings or was taken up: with it comes what is needed to speak. */
export function tellConnect(platform: Platform, call: Call): void {
  tell(platform, call, {
    calls: [
      withoutAbsent({
        ...endsOf(platform, call),
        event: "connect",
        timestamp: secondsText(platform.clock.now()),
        direction: directionOf(call),
        session: { sdp_type: call.by === "customer" ? "offer" : "answer", sdp: SDP },
        biz_opaque_callback_data: call.callbackData,
      }),
    ],
  });
}

/** Tells that a call is over, and of one that was taken up how long it was. */
export function tellTerminate(platform: Platform, call: Call): void {
  const { acceptedAt, endedAt } = call;
  const spoken = acceptedAt !== null && endedAt !== null ? spanOf(acceptedAt, endedAt) : {};
  tell(platform, call, {
    calls: [
      withoutAbsent({
        ...endsOf(platform, call),
        event: "terminate",
        direction: directionOf(call),
        biz_opaque_callback_data: call.callbackData,
        timestamp: secondsText(platform.clock.now()),
        status: call.outcome,
        ...spoken,
      }),
    ],
  });
}

/** Tells how a call of the business's fares: it rings, is accepted or declined. */
export function tellCallStatus(
  platform: Platform,
  call: Call,
  status: "RINGING" | "ACCEPTED" | "REJECTED",
): void {
  const customer = customerOf(platform.world, call.phone);
  tell(platform, call, {
    statuses: [
      withoutAbsent({
        id: call.id,
        timestamp: secondsText(platform.clock.now()),
        type: "call",
        status,
        recipient_id: showsPhone(customer, platform.clock.now()) ? call.phone : undefined,
        recipient_user_id: userIdAt(customer, platform.clock.now()),
        biz_opaque_callback_data: call.callbackData,
      }),
    ],
  });
}

function tell(platform: Platform, call: Call, what: Json): void {
  const { world, clock } = platform;
  const number = ownEntry(world.numbers, call.numberId);
  if (number === undefined) return;
  sendWebhook(platform, number.accountId, {
    field: "calls",
    value: {
      messaging_product: "whatsapp",
      metadata: metadataOf(number),
      contacts: [customerContact(customerOf(world, call.phone), clock.now(), { profile: true })],
      ...what,
    },
  });
}

/** Who called whom. A customer who hides their phone is told by their id alone. */
function endsOf({ world, clock }: Platform, call: Call): Json {
  const customer = customerOf(world, call.phone);
  const phone = showsPhone(customer, clock.now()) ? call.phone : undefined;
  const userId = userIdAt(customer, clock.now());
  const business = ownEntry(world.numbers, call.numberId)?.phone;
  return call.by === "customer"
    ? { id: call.id, from: phone, from_user_id: userId, to: business }
    : { id: call.id, from: business, to: phone, to_user_id: userId };
}

function directionOf({ by }: Call): string {
  return by === "customer" ? "USER_INITIATED" : "BUSINESS_INITIATED";
}

function spanOf(from: Instant, to: Instant): Json {
  const [start, end] = [secondsText(from), secondsText(to)];
  return { start_time: start, end_time: end, duration: Number(end) - Number(start) };
}

/** No sound is carried: a description of a session in which there is none. */
const SDP = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
