import type { SendRequest } from "@casement/cloud-api";
import { type TemplateCategory, wamidFrom } from "@casement/engine";
import { newWamid } from "../ids.ts";
import { countAccepted } from "../limits/send-limits.ts";
import { expiryOf } from "../limits/time-to-live.ts";
import type { MediaLink } from "../media/media-in-send.ts";
import { type Platform, secondsEnd } from "../platform.ts";
import { hold, isHeld } from "../templates/pacing.ts";
import { customerOf } from "../world/customer.ts";
import type { BusinessMessage, Shown } from "../world/message.ts";
import type { MessageTemplate } from "../world/template.ts";
import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";
import type { Failure } from "./failure.ts";

/** A message that passed every check which Meta makes before it says 200. */
export interface Accepted {
  readonly number: BusinessNumber;
  /** The digits of the customer's phone. */
  readonly phone: string;
  readonly send: SendRequest;
  readonly template: MessageTemplate | undefined;
  readonly shown: Shown;
  /** The files on the web that belong to it. */
  readonly links: readonly MediaLink[];
  readonly api: "cloud" | "marketing_messages";
  /** What it will fail with after all, if it will. */
  readonly failsWith: Failure | undefined;
}

/** Takes the message on: what comes of it comes on the clock. */
export function acceptMessage(platform: Platform, accepted: Accepted): BusinessMessage {
  const { world } = platform;
  const { number, phone, send, template } = accepted;
  const now = platform.clock.now();
  const category = template === undefined ? null : categoryOf(template);
  const message: BusinessMessage = {
    id: newWamid(platform.ids, phone, "business"),
    from: "business",
    numberId: number.id,
    accountId: number.accountId,
    phone,
    at: now,
    type: send.type,
    content: contentOf(send),
    category,
    shown: accepted.shown,
    callbackData: send.biz_opaque_callback_data ?? null,
    contextId: send.context?.message_id ?? null,
    links: accepted.links,
    expiresAt: expiryOf(template, now),
    status: "accepted",
    deliveredAt: null,
    failedWith: null,
    charge: null,
    conversation: null,
  };
  world.messages[message.id] = message;
  const thread = threadOf(world, number.id, phone);
  thread.messages.push(message.id);
  hear(world, thread, {
    kind: "business_message",
    id: nextFactId(world),
    at: now,
    wamid: wamidFrom(message.id),
    content: engineContent(send.type),
    ...(category !== null && { category }),
    api: accepted.api,
    accountId: number.accountId,
    country: customerOf(world, phone).country,
  });
  countAccepted({ platform, number, phone, template }, accepted.failsWith);
  if (template !== undefined && accepted.failsWith === undefined && isHeld(platform, template)) {
    hold(platform, template, message.id);
  } else {
    planStart(platform, message, accepted.failsWith);
  }
  return message;
}

/** `sent` within a second, or by then the bad news. */
function planStart(
  platform: Platform,
  message: BusinessMessage,
  failure: Failure | undefined,
): void {
  const at = secondsEnd(platform.clock.now(), platform.behaviour.below(LEAVES_WITHIN_MS));
  const wamid = message.id;
  if (failure === undefined) platform.plan(at, { kind: "status", wamid, status: "sent" });
  else platform.plan(at, { kind: "status", wamid, status: "failed", failure });
}

function contentOf(send: SendRequest): unknown {
  return Reflect.get(send, send.type);
}

function engineContent(type: string): "free_form" | "template" | "reaction" {
  return type === "template" || type === "reaction" ? type : "free_form";
}

export function categoryOf({ category }: MessageTemplate): TemplateCategory {
  switch (category) {
    case "MARKETING":
      return "marketing";
    case "AUTHENTICATION":
      return "authentication";
    default:
      return "utility";
  }
}

const LEAVES_WITHIN_MS = 300;
