import { ERRORS } from "@casement/cloud-api";
import { type Instant, wholeSecond } from "@casement/engine";
import { type Json, withoutAbsent } from "../json.ts";
import { type Failure, OUTSIDE_WINDOW, UNDELIVERABLE } from "../messages/failure.ts";
import type { Price } from "../messages/price.ts";
import { customerOf, IDS_SINCE } from "../world/customer.ts";
import type { BusinessMessage } from "../world/message.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { customerContact } from "./customer-contact.ts";

/** What happened to a message of the business, for its webhook. */
export interface StatusReport {
  readonly status: "sent" | "delivered" | "read" | "played" | "failed";
  readonly at: Instant;
  readonly price?: Price | undefined;
  readonly failure?: Failure | undefined;
  /** The Graph version the webhook speaks. */
  readonly version: number;
}

/** The value of a webhook that reports on one message, in Meta's order of members. */
export function statusValue(
  world: World,
  number: BusinessNumber,
  message: BusinessMessage,
  report: StatusReport,
): Json {
  const customer = customerOf(world, message.phone);
  const contact = customerContact(customer, report.at, { profile: customer.hidesPhone });
  const isFailed = report.status === "failed";
  // They came into statuses with the ids, for who has no phone to be told by.
  const hasContacts = !isFailed && report.at >= IDS_SINCE;
  return withoutAbsent({
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: hasContacts ? [contact] : undefined,
    statuses: [
      withoutAbsent({
        id: message.id,
        status: report.status,
        timestamp: secondsText(report.at),
        recipient_id: contact["wa_id"],
        recipient_user_id: contact["user_id"],
        biz_opaque_callback_data: message.callbackData,
        conversation: isFailed ? undefined : conversationNotice(report),
        pricing: isFailed ? undefined : pricingNotice(report),
        errors: isFailed ? [errorNotice(report.failure ?? { code: UNKNOWN_ERROR })] : undefined,
      }),
    ],
  });
}

export function metadataOf(number: BusinessNumber): Json {
  return { display_phone_number: number.phone, phone_number_id: number.id };
}

/** A moment as Meta writes it: whole seconds since 1970, in decimal. */
export function secondsText(at: Instant): string {
  return String(wholeSecond(at) / 1_000);
}

/**
 * The conversation, where one is named: always under conversation pricing; under message pricing up
 * to version 23, and from 24 on only in a free entry point. Its end is told with `sent` alone.
 */
function conversationNotice({ status, price, version }: StatusReport): Json | undefined {
  if (price === undefined || price.conversation === null) return undefined;
  const { charge, conversation } = price;
  const isNamed =
    charge.model !== "PMP" || charge.type === "free_entry_point" || version < FIRST_WITHOUT;
  if (!isNamed) return undefined;
  return withoutAbsent({
    id: conversation.id,
    expiration_timestamp: status === "sent" ? secondsText(conversation.expiresAt) : undefined,
    origin: { type: conversation.origin },
  });
}

const FIRST_WITHOUT = 24;

export function pricingNotice({ price }: Pick<StatusReport, "price">): Json | undefined {
  if (price === undefined) return undefined;
  const { charge, conversation } = price;
  const billable = charge.model === "CBP" ? conversation?.billable : charge.billable;
  return withoutAbsent({
    billable: billable ?? charge.type === "regular",
    pricing_model: charge.model,
    type: charge.type,
    category: charge.category,
    subtype: charge.subtype,
  });
}

export function errorNotice({ code, details }: Failure): Json {
  const title = ERRORS[code]?.title ?? "Something went wrong";
  return {
    code,
    title,
    message: title,
    error_data: { details: details ?? DETAILS.get(code) ?? title },
    href: "/documentation/business-messaging/whatsapp/support/error-codes",
  };
}

const UNKNOWN_ERROR = 131_000;

/** Where Meta's details say more than the title. */
export const DETAILS: ReadonlyMap<number, string> = new Map([
  [UNDELIVERABLE, "Message Undeliverable."],
  [
    OUTSIDE_WINDOW,
    "Message failed to send because more than 24 hours have passed since the customer last " +
      "replied to this number.",
  ],
  [
    131_048,
    "Message failed to send because there are restrictions on how many messages can be sent from " +
      "this phone number. This may be because too many previous messages were blocked or flagged " +
      "as spam.",
  ],
  [131_049, "This message was not delivered to maintain healthy ecosystem engagement."],
  [
    131_056,
    "Message failed to send because there were too many messages sent from this phone number to " +
      "the same phone number in a short period of time.",
  ],
]);
