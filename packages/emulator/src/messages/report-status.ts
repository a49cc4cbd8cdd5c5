import { wamidFrom } from "@casement/engine";
import { statusSubject } from "../faults/status-subject.ts";
import { objectIn } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import { type Platform, secondsEnd } from "../platform.ts";
import { newestVersionAt } from "../versions.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import { type StatusReport, statusValue } from "../webhooks/status-notice.ts";
import { customerOf } from "../world/customer.ts";
import type { BusinessMessage } from "../world/message.ts";
import { hear, nextFactId, type Thread, threadOf } from "../world/thread.ts";
import type { World } from "../world/world.ts";
import type { Failure } from "./failure.ts";
import { bookDelivery, type Price, priceIfDelivered } from "./price.ts";

/**
 * A message of the business comes a step further, and the business hears of it.
 *
 * Statuses fall on the last millisecond of a second. Everybody judges on whole seconds, and a
 * customer's message counts before a status of the same second: so it has been heard by then, and
 * what the status says of the price stays true.
 */
export function markSent(platform: Platform, wamid: string): void {
  const message = messageIn(platform.world, wamid, "accepted");
  if (message === undefined) return;
  const thread = threadOf(platform.world, message.numberId, message.phone);
  if (isUnpaid(platform, message, thread)) {
    markFailed(platform, wamid, { code: NO_PAYMENT });
    return;
  }
  message.status = "sent";
  hearStatus(platform, message, thread, "sent");
  const price = priceIfDelivered({ world: platform.world, thread, message }, platform.clock.now());
  report(platform, message, { status: "sent", price });
  planDelivery(platform, message);
}

export function markDelivered(platform: Platform, wamid: string): void {
  const message = messageIn(platform.world, wamid, "sent");
  if (message === undefined) return;
  if (message.expiresAt !== undefined && platform.clock.now() >= message.expiresAt) {
    // Its time to live is over: it is dropped, and Meta says nothing.
    message.status = "failed";
    return;
  }
  const { behaviour } = customerOf(platform.world, message.phone);
  if (behaviour.offline) {
    waitForCustomer(platform, message);
    return;
  }
  message.status = "delivered";
  message.deliveredAt = platform.clock.now();
  const thread = threadOf(platform.world, message.numberId, message.phone);
  const price = bookDelivery({ world: platform.world, thread, message }, message.deliveredAt);
  message.charge = price?.charge ?? null;
  message.conversation = price?.conversation ?? null;
  report(platform, message, { status: "delivered", price });
  platform.tell({ kind: "phone", phone: message.phone });
  if (behaviour.readsAfterMs !== null && platform.behaviour.happens(behaviour.reads)) {
    const readAt = secondsEnd(platform.clock.now(), behaviour.readsAfterMs);
    platform.plan(readAt, { kind: "status", wamid, status: "read" });
  }
}

export function markRead(platform: Platform, wamid: string): void {
  const message = messageIn(platform.world, wamid, "delivered");
  if (message === undefined) return;
  message.status = "read";
  const thread = threadOf(platform.world, message.numberId, message.phone);
  hearStatus(platform, message, thread, "read");
  report(platform, message, { status: "read", price: priceBooked(message) });
  platform.tell({ kind: "phone", phone: message.phone });
  const now = platform.clock.now();
  if (!isVoice(message) || now < PLAYED_SINCE) return;
  platform.plan(secondsEnd(now, PLAYS_AFTER_MS), { kind: "voice_played", wamid });
}

/** The customer listens to a voice message that they saw. It stays read: there is no more to be. */
export function markPlayed(platform: Platform, wamid: string): void {
  const message = messageIn(platform.world, wamid, "read");
  if (message === undefined) return;
  const thread = threadOf(platform.world, message.numberId, message.phone);
  hearStatus(platform, message, thread, "played");
  report(platform, message, { status: "played", price: priceBooked(message) });
}

function isVoice({ type, content }: BusinessMessage): boolean {
  return type === "audio" && objectIn(content)?.["voice"] === true;
}

/** The message will not arrive. One that was delivered has arrived and cannot fail any more. */
export function markFailed(platform: Platform, wamid: string, failure: Failure): boolean {
  const { world } = platform;
  const message = messageIn(world, wamid, "accepted") ?? messageIn(world, wamid, "sent");
  if (message === undefined) return false;
  message.status = "failed";
  message.failedWith = failure.code;
  platform.strike((action) => action.kind === "status" && action.wamid === wamid);
  const customer = customerOf(world, message.phone);
  customer.waiting = customer.waiting.filter((one) => one !== wamid);
  const thread = threadOf(world, message.numberId, message.phone);
  hearStatus(platform, message, thread, "failed", failure.code);
  report(platform, message, { status: "failed", failure });
  platform.tell({ kind: "phone", phone: message.phone });
  return true;
}

/** Sets out for the customer's phone. A phone that is off gets it when it is on again. */
export function planDelivery(platform: Platform, message: BusinessMessage): void {
  const { behaviour } = customerOf(platform.world, message.phone);
  if (behaviour.offline) {
    waitForCustomer(platform, message);
    return;
  }
  if (!platform.behaviour.happens(behaviour.receives)) return;
  const waitMs = behaviour.receivesAfterMs + platform.behaviour.below(JITTER_MS);
  const at = secondsEnd(platform.clock.now(), waitMs);
  platform.plan(at, { kind: "status", wamid: message.id, status: "delivered" });
}

/** Whether the message would be charged, and there is nothing to charge it to (131042). */
function isUnpaid(platform: Platform, message: BusinessMessage, thread: Thread): boolean {
  const { world, clock } = platform;
  if (ownEntry(world.limits.unpaid, message.accountId) !== true) return false;
  const charge = priceIfDelivered({ world, thread, message }, clock.now())?.charge;
  if (charge === undefined) return false;
  return charge.amountMicros === null ? charge.billable !== false : charge.amountMicros > 0;
}

function waitForCustomer(platform: Platform, message: BusinessMessage): void {
  customerOf(platform.world, message.phone).waiting.push(message.id);
}

function messageIn(
  world: World,
  wamid: string,
  status: BusinessMessage["status"],
): BusinessMessage | undefined {
  const message = ownEntry(world.messages, wamid);
  return message?.from === "business" && message.status === status ? message : undefined;
}

function hearStatus(
  platform: Platform,
  message: BusinessMessage,
  thread: Thread,
  status: "sent" | "read" | "played" | "failed",
  code?: number,
): void {
  hear(platform.world, thread, {
    kind: "status_reported",
    id: nextFactId(platform.world),
    at: platform.clock.now(),
    wamid: wamidFrom(message.id),
    status,
    accountId: message.accountId,
    code,
  });
}

/** Reactions are reported as sent, and no further: Meta says nothing of the rest. */
function report(
  platform: Platform,
  message: BusinessMessage,
  what: Pick<StatusReport, "status" | "price" | "failure">,
): void {
  const { world } = platform;
  const number = ownEntry(world.numbers, message.numberId);
  if (number === undefined) return;
  if (message.type === "reaction" && (what.status === "delivered" || what.status === "read"))
    return;
  const at = platform.clock.now();
  const version = Number(world.app.webhookVersion?.slice(1) ?? newestVersionAt(at));
  const value = statusValue(world, number, message, { ...what, at, version });
  const subject = statusSubject(message, what.status);
  sendWebhook(platform, message.accountId, { field: "messages", value }, subject);
}

function priceBooked(message: BusinessMessage): Price | undefined {
  if (message.charge === null) return undefined;
  return { charge: message.charge, conversation: message.conversation };
}

/** How much later than its customer's habit a message may arrive. */
const JITTER_MS = 600;
const NO_PAYMENT = 131_042;
const PLAYS_AFTER_MS = 2_000;
/** On this day Meta began to report that voice messages are played. */
const PLAYED_SINCE: number = Date.UTC(2025, 10, 3);
