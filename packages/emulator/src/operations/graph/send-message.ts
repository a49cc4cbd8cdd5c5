import {
  type GraphError,
  graphError,
  isReceiptRequest,
  readSendRequest,
  type SendRequest,
} from "@casement/cloud-api";
import { askPermission } from "../../calls/permission-request.ts";
import { withoutAbsent } from "../../json.ts";
import { limitFailure, limitFault } from "../../limits/send-limits.ts";
import { linksAmong, mediaInSend } from "../../media/media-in-send.ts";
import { mediaVerdict } from "../../media/unfit-media.ts";
import { type Accepted, acceptMessage } from "../../messages/accept-message.ts";
import { contentOfSend } from "../../messages/content-of-send.ts";
import {
  type Failure,
  MARKETING_STOPPED,
  OUTSIDE_WINDOW,
  UNDELIVERABLE,
} from "../../messages/failure.ts";
import { ownEntry } from "../../own-entry.ts";
import { phoneFromText } from "../../phone-number.ts";
import type { Answer, Call } from "../../server/call.ts";
import { DETAILS } from "../../webhooks/status-notice.ts";
import { accountSettingsOf } from "../../world/account-settings.ts";
import { isBlockedBy } from "../../world/block-list.ts";
import { type Customer, customerOf, phonePassed } from "../../world/customer.ts";
import { phoneDialled } from "../../world/dialled-phone.ts";
import { customerNamed } from "../../world/named-customer.ts";
import { registrationOf } from "../../world/registration.ts";
import type { MessageTemplate } from "../../world/template.ts";
import { isWindowOpen, threadOf } from "../../world/thread.ts";
import type { BusinessNumber, World } from "../../world/world.ts";
import { markRead } from "./mark-read.ts";
import { numberIn } from "./nodes.ts";
import { sendToGroup } from "./send-to-group.ts";

/**
 * `POST /PN/messages`: takes a message, or a read receipt.
 *
 * As with Meta, 200 says no more than that the request was in order. That the window is closed, or
 * that the customer cannot be reached, comes later as a `failed` status.
 */
export function sendMessage(call: Call): Answer {
  return isReceiptRequest(call.body) ? markRead(call, numberIn(call)) : takeMessage(call, "cloud");
}

/** Takes a message by one of the two APIs that send. */
export function takeMessage(call: Call, api: Accepted["api"]): Answer {
  const number = numberIn(call);
  const reading = readSendRequest(call.body);
  if (!reading.ok) return reading.error;
  const { request } = reading;
  if (!registrationOf(call.platform.world, number).isRegistered) return graphError(133_010);
  if (request.recipient_type === "group" || request.type === "pin") {
    return sendToGroup(call, number, request);
  }
  const recipient = recipientOf(call.platform.world, request);
  if ("error" in recipient) return recipient.error;
  if (recipient.phone === number.phone) return graphError(131_021);
  if (isBlockedBy(call.platform.world, number.id, recipient.phone)) return graphError(130_403);
  const content = contentOfSend(call.platform.world, number, request);
  if ("error" in content) return content.error;
  const unfit = unfitTemplate(call.platform.world, number, recipient, content.template, api);
  if (unfit !== undefined) return unfit;
  const wanted = {
    platform: call.platform,
    number,
    phone: recipient.phone,
    template: content.template,
  };
  const limit = limitFault(wanted);
  if (limit !== undefined) return limit;
  const media = mediaInSend(request);
  const now = call.platform.clock.now();
  const verdict = mediaVerdict({ world: call.platform.world, number, now }, media);
  if ("error" in verdict) return verdict.error;
  const failsWith =
    failureAhead(call, number, recipient.phone, request, content.template) ??
    limitFailure(wanted) ??
    verdict.failsWith;
  if (failsWith?.code === OUTSIDE_WINDOW && call.platform.world.windowErrors === "sync") {
    return graphError(OUTSIDE_WINDOW, { details: DETAILS.get(OUTSIDE_WINDOW) });
  }
  const accepted: Accepted = {
    number,
    phone: recipient.phone,
    send: request,
    links: linksAmong(media),
    failsWith,
    api,
    ...content,
  };
  const asked = askPermission(call.platform, number.id, recipient.phone, request);
  if (asked !== undefined) return asked;
  if (!recipient.isUserId) phonePassed(customerOf(call.platform.world, recipient.phone), now);
  const message = acceptMessage(call.platform, accepted);
  return { status: 200, body: answerTo(recipient, message.id, request, content.template) };
}

interface Recipient {
  readonly phone: string;
  /** As the sender wrote it. */
  readonly input: string;
  readonly isUserId: boolean;
  readonly userId: string;
}

function recipientOf(world: World, send: SendRequest): Recipient | { readonly error: GraphError } {
  if (send.to !== undefined) {
    const digits = phoneFromText(send.to);
    if (digits === undefined) {
      return { error: graphError(131_009, { details: "to: not a valid phone number" }) };
    }
    const phone = phoneDialled(world, digits);
    return { phone, input: send.to, isUserId: false, userId: customerOf(world, phone).userId };
  }
  const input = send.recipient ?? "";
  const customer = customerNamed(world, input);
  if (customer === undefined || customer.userId !== input) {
    return { error: graphError(131_009, { details: "recipient: not a user of this portfolio" }) };
  }
  return { phone: customer.phone, input, isUserId: true, userId: customer.userId };
}

/** What will keep the message from arriving, in the order in which Meta finds it. */
function failureAhead(
  { platform }: Call,
  number: BusinessNumber,
  phone: string,
  send: SendRequest,
  template: MessageTemplate | undefined,
): Failure | undefined {
  const { world } = platform;
  const customer = ownEntry(world.customers, phone);
  if (customer?.blocked === true || isGone(customer)) return { code: UNDELIVERABLE };
  if (send.type === "template") {
    const isUnwanted = template?.category === "MARKETING" && customer?.marketingIsStopped === true;
    return isUnwanted ? { code: MARKETING_STOPPED } : undefined;
  }
  const thread = threadOf(world, number.id, phone);
  return isWindowOpen(thread, platform.clock.now()) ? undefined : { code: OUTSIDE_WINDOW };
}

function isGone(customer: Customer | undefined): boolean {
  return customer !== undefined && customer.movedTo !== null;
}

/** What a template may not be sent to, or not by this API. */
function unfitTemplate(
  world: World,
  number: BusinessNumber,
  recipient: Recipient,
  template: MessageTemplate | undefined,
  api: Accepted["api"],
): GraphError | undefined {
  if (template?.category === "AUTHENTICATION" && recipient.isUserId) return graphError(131_062);
  const { marketingIsDisabled } = accountSettingsOf(world, number.accountId);
  const isMarketing = template?.category === "MARKETING";
  return isMarketing && marketingIsDisabled && api === "cloud" ? graphError(131_063) : undefined;
}

function answerTo(
  recipient: Recipient,
  id: string,
  send: SendRequest,
  template: MessageTemplate | undefined,
): unknown {
  const { input, isUserId, phone, userId } = recipient;
  return {
    messaging_product: "whatsapp",
    contacts: [isUserId ? { input, user_id: userId } : { input, wa_id: phone }],
    messages: [
      withoutAbsent({
        id,
        message_status: send.type === "template" ? acceptedWord(template, id) : undefined,
      }),
    ],
  };
}

/** A message that is held until its template's quality is known is accepted under another word. */
function acceptedWord(template: MessageTemplate | undefined, id: string): string {
  return template?.life.held.includes(id) === true ? "held_for_quality_assessment" : "accepted";
}
