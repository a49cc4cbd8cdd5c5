import type { Json } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { customerContact } from "../../webhooks/customer-contact.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { metadataOf } from "../../webhooks/status-notice.ts";
import { type Customer, customerOf } from "../../world/customer.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { customerNode } from "./list-customers.ts";
import { NO_PHONE, numberWrittenTo, phoneInPath } from "./phone-in-path.ts";

/** `POST /emulator/customers/PHONE/stop_marketing`: the customer wants no more marketing. */
export function stopMarketing(call: Call): Answer {
  return setPreference(call, "stop");
}

/** `POST /emulator/customers/PHONE/resume_marketing`: and wants it again. */
export function resumeMarketing(call: Call): Answer {
  return setPreference(call, "resume");
}

function setPreference(call: Call, value: "stop" | "resume"): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const { number: numberId } = call.parameters;
  const number = numberWrittenTo(call, typeof numberId === "string" ? numberId : undefined);
  if (number === undefined) return refusal(404, "not_found", "number: no such business number");
  const { platform } = call;
  const customer = customerOf(platform.world, phone);
  customer.marketingIsStopped = value === "stop";
  sendWebhook(platform, number.accountId, {
    field: "user_preferences",
    value: preferenceValue(platform, number, customer, value),
  });
  platform.tell({ kind: "phone", phone });
  return { status: 200, body: customerNode(customer) };
}

/** Its `timestamp` is a number, as in no other notice of a customer's. */
function preferenceValue(
  { clock }: Platform,
  number: BusinessNumber,
  customer: Customer,
  value: string,
): Json {
  const contact = customerContact(customer, clock.now(), { profile: true });
  const { profile: _profile, ...ids } = contact;
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: [contact],
    user_preferences: [
      {
        ...ids,
        detail: `User requested to ${value} marketing messages`,
        category: "marketing_messages",
        value,
        timestamp: Math.floor(clock.now() / 1_000),
      },
    ],
  };
}
