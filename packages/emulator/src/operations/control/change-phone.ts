import { type Instant, instantFromMs } from "@casement/engine";
import { z } from "zod";
import { newUserId, newWamid } from "../../ids.ts";
import { type Json, withoutAbsent } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import { phoneFromText } from "../../phone-number.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { customerContact } from "../../webhooks/customer-contact.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { metadataOf, secondsText } from "../../webhooks/status-notice.ts";
import { type Customer, customerOf, IDS_SINCE, showsPhone } from "../../world/customer.ts";
import { phoneMeant } from "../../world/dialled-phone.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { customerNode } from "./list-customers.ts";
import { NO_PHONE, phoneInPath } from "./phone-in-path.ts";

const Wanted = z.strictObject({ to: z.string() });

/**
 * `POST /emulator/customers/PHONE/change_number`: the customer has another phone from now on, and
 * with it another id. Each number that wrote with them is told; the old phone is on WhatsApp no
 * more.
 */
export function changePhone(call: Call): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const read = Wanted.safeParse(call.body);
  if (!read.success) return invalidBody(read.error);
  const { platform } = call;
  const { world } = platform;
  const newPhone = phoneFromText(read.data.to);
  if (newPhone === undefined) return refusal(400, "invalid", "to: not a phone number");
  const customer = customerOf(world, phone);
  const known = phoneMeant(world, newPhone);
  const isTaken = ownEntry(world.customers, known) !== undefined || known === phone;
  if (isTaken) return refusal(409, "taken", "to: somebody has that phone");
  if (customer.movedTo !== null) return refusal(409, "moved", "the customer has left this phone");
  const moved: Customer = {
    ...customer,
    phone: newPhone,
    userId: newUserId(platform.ids, customer.country),
    waiting: [],
    typingUntil: null,
  };
  world.customers[newPhone] = moved;
  customer.movedTo = newPhone;
  for (const number of Object.values(world.numbers)) {
    const thread = ownEntry(world.threads, `${number.id}/${phone}`);
    if (thread !== undefined) tellMove(platform, number, customer, moved);
  }
  platform.tell({ kind: "phone", phone });
  platform.tell({ kind: "phone", phone: newPhone });
  return { status: 200, body: customerNode(moved) };
}

function tellMove(
  platform: Platform,
  number: BusinessNumber,
  before: Customer,
  after: Customer,
): void {
  const now = platform.clock.now();
  const metadata = { messaging_product: "whatsapp", metadata: metadataOf(number) };
  sendWebhook(platform, number.accountId, {
    field: "messages",
    value: { ...metadata, messages: [systemMessage(platform, before, after)] },
  });
  if (now < IDS_SINCE || now >= IN_MESSAGES_ALONE_SINCE) return;
  const contact = customerContact(after, now, { profile: true });
  sendWebhook(platform, number.accountId, {
    field: "user_id_update",
    value: {
      ...metadata,
      contacts: [contact],
      user_id_update: [
        withoutAbsent({
          wa_id: contact["wa_id"],
          detail: `User id for ${after.name} has been updated.`,
          user_id: { previous: before.userId, current: after.userId },
          timestamp: secondsText(now),
        }),
      ],
    },
  });
}

/** A notice without `contacts`, unlike the others. Who hides their phone has ids only. */
function systemMessage(platform: Platform, before: Customer, after: Customer): Json {
  const now = platform.clock.now();
  const showsOld = showsPhone(before, now);
  const hasIds = now >= IDS_SINCE;
  const hasPrevious = now >= IN_MESSAGES_ALONE_SINCE;
  const ends = showsOld ? ` from ${before.phone} to ${after.phone}` : " their user id";
  return withoutAbsent({
    from: showsOld ? before.phone : undefined,
    from_user_id: hasIds ? before.userId : undefined,
    id: newWamid(platform.ids, before.phone, "customer"),
    timestamp: secondsText(now),
    type: "system",
    system: withoutAbsent({
      body: `User ${after.name} changed${ends}`,
      wa_id: showsOld ? after.phone : undefined,
      user_id: hasIds ? after.userId : undefined,
      previous_user_id: hasPrevious ? before.userId : undefined,
      type: showsOld ? "user_changed_number" : "user_changed_user_id",
    }),
  });
}

/** From this day on a changed id is told by the system message alone, with what it was before. */
const IN_MESSAGES_ALONE_SINCE: Instant = instantFromMs(Date.UTC(2026, 7, 11));
