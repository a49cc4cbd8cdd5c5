import {
  type GraphError,
  graphError,
  isReceiptRequest,
  readSendRequest,
  type SendRequest,
} from "@casement/cloud-api";
import { withoutAbsent } from "../../json.ts";
import { linksAmong, mediaInSend } from "../../media/media-in-send.ts";
import { mediaVerdict } from "../../media/unfit-media.ts";
import { type Accepted, acceptMessage } from "../../messages/accept-message.ts";
import { type Failure, OUTSIDE_WINDOW, UNDELIVERABLE } from "../../messages/failure.ts";
import { shownFromSend, shownFromTemplate } from "../../messages/shown.ts";
import { templateFault } from "../../messages/template-fault.ts";
import { ownEntry } from "../../own-entry.ts";
import { phoneFromText } from "../../phone-number.ts";
import type { Answer, Call } from "../../server/call.ts";
import { DETAILS } from "../../webhooks/status-notice.ts";
import { customerOf } from "../../world/customer.ts";
import { type MessageTemplate, templateNamed } from "../../world/template.ts";
import { isWindowOpen, threadOf } from "../../world/thread.ts";
import type { BusinessNumber, World } from "../../world/world.ts";
import { markRead } from "./mark-read.ts";
import { numberIn } from "./nodes.ts";

/**
 * `POST /PN/messages`: takes a message, or a read receipt.
 *
 * As with Meta, 200 says no more than that the request was in order. That the window is closed, or
 * that the customer cannot be reached, comes later as a `failed` status.
 */
export function sendMessage(call: Call): Answer {
  const number = numberIn(call);
  if (isReceiptRequest(call.body)) return markRead(call, number);
  const reading = readSendRequest(call.body);
  if (!reading.ok) return reading.error;
  const { request } = reading;
  const recipient = recipientOf(call.platform.world, request);
  if ("error" in recipient) return recipient.error;
  if (recipient.phone === number.phone) return graphError(131_021);
  const content = contentFor(call.platform.world, number, request);
  if ("error" in content) return content.error;
  const media = mediaInSend(request);
  const now = call.platform.clock.now();
  const verdict = mediaVerdict({ world: call.platform.world, number, now }, media);
  if ("error" in verdict) return verdict.error;
  const failsWith = failureAhead(call, number, recipient.phone, request) ?? verdict.failsWith;
  if (failsWith?.code === OUTSIDE_WINDOW && call.platform.world.windowErrors === "sync") {
    return graphError(OUTSIDE_WINDOW, { details: DETAILS.get(OUTSIDE_WINDOW) });
  }
  const accepted: Accepted = {
    number,
    phone: recipient.phone,
    send: request,
    links: linksAmong(media),
    failsWith,
    ...content,
  };
  const message = acceptMessage(call.platform, accepted);
  return { status: 200, body: answerTo(recipient, message.id, request) };
}

interface Recipient {
  readonly phone: string;
  /** As the sender wrote it. */
  readonly input: string;
  readonly isUserId: boolean;
  readonly userId: string;
}

function recipientOf(world: World, send: SendRequest): Recipient | { readonly error: GraphError } {
  if (send.recipient_type === "group" || send.type === "pin") return { error: notBuilt("groups") };
  if (send.to !== undefined) {
    const phone = phoneFromText(send.to);
    if (phone === undefined) {
      return { error: graphError(131_009, { details: "to: not a valid phone number" }) };
    }
    return { phone, input: send.to, isUserId: false, userId: customerOf(world, phone).userId };
  }
  const input = send.recipient ?? "";
  const customer = Object.values(world.customers).find(({ userId }) => userId === input);
  if (customer === undefined) {
    return { error: graphError(131_009, { details: "recipient: not a user of this portfolio" }) };
  }
  return { phone: customer.phone, input, isUserId: true, userId: customer.userId };
}

type Content = Pick<Accepted, "template" | "shown">;

/** What is shown on the phone, and for a template the template, if the send fits it. */
function contentFor(
  world: World,
  number: BusinessNumber,
  send: SendRequest,
): Content | { readonly error: GraphError } {
  if (send.type !== "template") return { template: undefined, shown: shownFromSend(send) };
  const { name, language } = send.template;
  const template = templateNamed(world, number.accountId, name, language.code);
  const error = templateFault(send.template, template);
  if (error !== undefined) return { error };
  return templateContent(send.template, template);
}

function templateContent(
  send: Extract<SendRequest, { type: "template" }>["template"],
  template: MessageTemplate | undefined,
): Content {
  return { template, shown: template === undefined ? {} : shownFromTemplate(send, template) };
}

/** What will keep the message from arriving, in the order in which Meta finds it. */
function failureAhead(
  { platform }: Call,
  number: BusinessNumber,
  phone: string,
  send: SendRequest,
): Failure | undefined {
  const { world } = platform;
  if (ownEntry(world.customers, phone)?.blocked === true) return { code: UNDELIVERABLE };
  if (send.type === "template") return undefined;
  const thread = threadOf(world, number.id, phone);
  return isWindowOpen(thread, platform.clock.now()) ? undefined : { code: OUTSIDE_WINDOW };
}

function answerTo(recipient: Recipient, id: string, send: SendRequest): unknown {
  const { input, isUserId, phone, userId } = recipient;
  return {
    messaging_product: "whatsapp",
    contacts: [isUserId ? { input, user_id: userId } : { input, wa_id: phone }],
    messages: [
      withoutAbsent({ id, message_status: send.type === "template" ? "accepted" : undefined }),
    ],
  };
}

function notBuilt(what: string): GraphError {
  return graphError(131_000, {
    status: 501,
    details: `The emulator does not imitate ${what}. See its DIFFERENCES.md.`,
  });
}
