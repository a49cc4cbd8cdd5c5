import { openCall } from "../../calls/customer-calls.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { customerOf } from "../../world/customer.ts";
import type { Message, Shown } from "../../world/message.ts";
import { threadKey } from "../../world/thread.ts";
import { isoFrom } from "./clock-report.ts";
import { NO_PHONE, numberWrittenTo, phoneInPath } from "./phone-in-path.ts";

/** A customer's phone with one chat open. */
export interface PhoneChat {
  readonly phone: string;
  readonly name: string;
  /** Who the chat is with. */
  readonly business: { readonly name: string; readonly phone: string; readonly numberId: string };
  /** Whether the business is typing. */
  readonly typing: boolean;
  readonly offline: boolean;
  readonly blocked: boolean;
  /** Whether the customer asked for no more marketing. */
  readonly marketingStopped: boolean;
  /** The call that rings or is spoken on; null: there is none. */
  readonly call: {
    readonly id: string;
    readonly by: "business" | "customer";
    readonly state: string;
    readonly at: string;
  } | null;
  /** Oldest first. Of the business's, those that have arrived. */
  readonly data: readonly PhoneMessage[];
}

export interface PhoneMessage {
  readonly id: string;
  readonly from: "business" | "customer";
  /** When it was written, ISO 8601. */
  readonly at: string;
  readonly type: string;
  /** The message's content as it was sent, as in the Graph API or a webhook. */
  readonly content: unknown;
  /** The words and buttons a phone shows. Of the business's messages. */
  readonly shown: Shown | null;
  /** The message it answers. */
  readonly contextId: string | null;
  /** Whether the other side has read it. */
  readonly read: boolean;
}

/** `GET /emulator/customers/PHONE/messages`: the phone's chat, both ways. */
export function customerChat(call: Call): Answer {
  const phone = phoneInPath(call);
  const numberId = call.parameters["number"];
  const number = numberWrittenTo(call, typeof numberId === "string" ? numberId : undefined);
  if (phone === undefined || number === undefined) return NO_PHONE;
  const { world, clock } = call.platform;
  const customer = customerOf(world, phone);
  const thread = ownEntry(world.threads, threadKey(number.id, phone));
  const messages = (thread?.messages ?? []).flatMap((id) => {
    const message = ownEntry(world.messages, id);
    return message !== undefined && isOnPhone(message) ? [phoneMessage(message)] : [];
  });
  const chat: PhoneChat = {
    phone,
    name: customer.name,
    business: { name: number.verifiedName, phone: number.display, numberId: number.id },
    typing: customer.typingUntil !== null && clock.now() < customer.typingUntil,
    offline: customer.behaviour.offline,
    blocked: customer.blocked,
    marketingStopped: customer.marketingIsStopped,
    call: callOn(openCall(call.platform, number.id, phone)),
    data: messages,
  };
  return { status: 200, body: chat };
}

function callOn(call: ReturnType<typeof openCall>): PhoneChat["call"] {
  if (call === undefined) return null;
  const { id, by, state, at } = call;
  return { id, by, state, at: isoFrom(at) };
}

function isOnPhone(message: Message): boolean {
  return message.from === "customer" || message.deliveredAt !== null;
}

function phoneMessage(message: Message): PhoneMessage {
  const { id, from, type, content } = message;
  const base = { id, from, at: isoFrom(message.at), type, content };
  if (message.from === "business") {
    const { shown, contextId, status } = message;
    return { ...base, shown, contextId, read: status === "read" };
  }
  return { ...base, shown: null, contextId: contextIn(message.notice), read: message.isRead };
}

function contextIn(notice: Readonly<Record<string, unknown>>): string | null {
  const { context } = notice;
  const id: unknown =
    typeof context === "object" && context !== null ? Reflect.get(context, "id") : undefined;
  return typeof id === "string" ? id : null;
}
