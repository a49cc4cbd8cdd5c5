import type {
  BusinessMessage,
  ChargeCategory,
  ReportedPricing,
  TemplateCategory,
} from "@casement/engine";
import { deliveredPriceOf, deliveriesOf, type Message, reportedPriceOf } from "./messages.ts";

// The platform's words (P15), and what they say of a message that we did not send (P17).

const CATEGORIES: readonly ChargeCategory[] = [
  ...(["marketing", "utility", "authentication", "marketing_lite"] as const),
  ...(["authentication_international", "service", "referral_conversion"] as const),
  ...(["user_initiated", "business_initiated"] as const),
];

/** A category's word, with hyphens or underscores, of a group or not. */
export function categoryFromWord(word: string): ChargeCategory {
  const plain = word.replaceAll("-", "_").replace(/^group_/, "");
  const ours = plain === "customer_initiated" ? "user_initiated" : plain;
  return CATEGORIES.find((one) => one === ours) ?? "unknown";
}

/** What was sent, as far as we or the platform say. An echo is nothing that is placed or priced. */
export type Sent = Pick<BusinessMessage, "content" | "category" | "api" | "by" | "country">;

/** What was sent: what we know to have sent, else what is reported (P17). */
export function sentOf(message: Message): Sent | undefined {
  if (message.claim !== undefined) {
    return message.claim.kind === "echo" ? undefined : message.claim;
  }
  const words = [priceOf(message)?.category ?? "", originOf(message) ?? ""];
  const category = words.map(categoryFromWord).find((one) => one !== "unknown") ?? "unknown";
  const template = TEMPLATES.find((one) => one === category);
  if (template !== undefined) return { content: "template", category: template };
  if (category === "unknown" && !saysEntryPoint(message)) return undefined;
  return { content: "free_form" };
}

/** What is said of the message itself: what it cost the first of whom that is said. */
function priceOf(message: Message): ReportedPricing | undefined {
  const recipients = deliveriesOf(message).map(({ recipient }) => recipient);
  const priced = recipients.find((recipient) => deliveredPriceOf(message, recipient) !== undefined);
  return reportedPriceOf(message, priced ?? recipients[0] ?? "");
}

const TEMPLATES: readonly TemplateCategory[] = [
  ...(["marketing", "utility", "authentication", "marketing_lite"] as const),
  "authentication_international",
];

/** The platform's name for the conversation that the message is in. */
export function originOf(message: Message): string | undefined {
  return message.reports.findLast((one) => one.conversation?.originType !== undefined)?.conversation
    ?.originType;
}

/**
 * Which entry points the platform's word rules out: `any`, if the delivery was told so; else the
 * one that the message would open (E10).
 */
export function deniedEntryPoints(message: Message): "any" | "its own" | undefined {
  const origin = originOf(message);
  if (saysEntryPoint(message)) return undefined;
  const isOriginOfDelivery = message.reports.findLast(
    (one) => one.conversation?.originType !== undefined,
  );
  const recipients = deliveriesOf(message).map(({ recipient }) => recipient);
  const isPriceOfDelivery = recipients.some((one) => deliveredPriceOf(message, one) !== undefined);
  const [price, told] = [priceOf(message), isOriginOfDelivery?.status];
  if (isOfDelivery(told) && isOtherName(origin)) return "any";
  if (isPriceOfDelivery && isOtherPrice(price)) return "any";
  return isOtherName(origin) || isOtherPrice(price) ? "its own" : undefined;
}

function isOfDelivery(status: string | undefined): boolean {
  return status !== undefined && status !== "sent" && status !== "failed";
}

/** Only asked where nothing said that it was an entry point. */
function isOtherName(origin: string | undefined): boolean {
  return origin !== undefined && categoryFromWord(origin) !== "unknown";
}

function isOtherPrice(price: ReportedPricing | undefined): boolean {
  const isOtherType = ["regular", "free_customer_service", "free_group_customer_service"];
  return isOtherType.includes(price?.type ?? "") || price?.billable === true;
}

/** Whether the platform says that it is free by entry point, in one of its words for that (E9). */
export function saysEntryPoint(message: Message): boolean {
  const price = priceOf(message);
  const words = [price?.category, originOf(message)].filter((word) => word !== undefined);
  return (
    price?.type === "free_entry_point" ||
    words.some((word) => categoryFromWord(word) === "referral_conversion")
  );
}
