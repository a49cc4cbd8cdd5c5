import { z } from "zod";
import { msFromDuration } from "../../duration.ts";
import { planDelivery } from "../../messages/report-status.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody } from "../../server/control-answer.ts";
import { type Customer, customerOf } from "../../world/customer.ts";
import { customerNode } from "./list-customers.ts";
import { NO_PHONE, phoneInPath } from "./phone-in-path.ts";

const Duration = z.string().transform((text, context) => {
  const ms = msFromDuration(text);
  if (ms !== undefined) return ms;
  context.addIssue("not a duration, as 90s or 1h30m");
  return z.NEVER;
});
const Chance = z.number().min(0).max(1);

const Change = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  username: z.string().min(1).max(100).nullable().optional(),
  hidePhone: z.boolean().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  device: z.enum(["phone", "web"]).optional(),
  /** What happens when the business calls. */
  calls: z.enum(["accept", "reject", "ignore"]).optional(),
  behaviour: z
    .strictObject({
      offline: z.boolean().optional(),
      /** How long a message is on its way, and with what chance it arrives at all. */
      receivesAfter: Duration.optional(),
      receives: Chance.optional(),
      /** How long until it is read, `null` for never, and with what chance. */
      readsAfter: Duration.nullable().optional(),
      reads: Chance.optional(),
    })
    .optional(),
});

/** `PUT /emulator/customers/PHONE`: who the customer is and how they behave. */
export function changeCustomer(call: Call): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const read = Change.safeParse(call.body);
  if (!read.success) return invalidBody(read.error);
  const customer = customerOf(call.platform.world, phone);
  const wasOffline = customer.behaviour.offline;
  change(customer, read.data);
  if (wasOffline && !customer.behaviour.offline) deliverWaiting(call.platform, customer);
  call.platform.tell({ kind: "phone", phone });
  return { status: 200, body: customerNode(customer) };
}

function change(customer: Customer, wanted: z.infer<typeof Change>): void {
  const { name, username, country, device, behaviour, hidePhone, calls } = wanted;
  if (name !== undefined) customer.name = name;
  if (username !== undefined) customer.username = username;
  if (country !== undefined) customer.country = country;
  if (device !== undefined) customer.device = device;
  if (hidePhone !== undefined) customer.hidesPhone = hidePhone;
  // Only who goes by a username can hide the phone, so one is taken.
  if (customer.hidesPhone) customer.username ??= `customer.${customer.phone.slice(-4)}`;
  if (calls !== undefined) customer.answersCalls = calls;
  if (behaviour === undefined) return;
  const { offline, receivesAfter, receives, readsAfter, reads } = behaviour;
  customer.behaviour = {
    offline: offline ?? customer.behaviour.offline,
    receivesAfterMs: receivesAfter ?? customer.behaviour.receivesAfterMs,
    receives: receives ?? customer.behaviour.receives,
    readsAfterMs: readsAfter === undefined ? customer.behaviour.readsAfterMs : readsAfter,
    reads: reads ?? customer.behaviour.reads,
  };
}

/** The phone is on again: what waited for it sets out. */
function deliverWaiting(platform: Platform, customer: Customer): void {
  const waiting = customer.waiting;
  customer.waiting = [];
  for (const id of waiting) {
    const message = ownEntry(platform.world.messages, id);
    if (message?.from === "business" && message.status === "sent") planDelivery(platform, message);
  }
}
