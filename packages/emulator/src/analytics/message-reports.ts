import type { GraphError } from "@casement/cloud-api";
import type { Charge, Instant } from "@casement/engine";
import type { Json } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import { deliveredMessages } from "../world/group-message.ts";
import type { BusinessMessage } from "../world/message.ts";
import type { MessagingAccount, World } from "../world/world.ts";
import { isDimension, letsPass, type ReportRequest, readReportRequest } from "./report-request.ts";
import { type Granularity, spanOf } from "./span.ts";
import { amountFromMicros, Tally } from "./tally.ts";

/** What a report is made of: the world's own history. */
export interface Reported {
  readonly world: World;
  readonly account: MessagingAccount;
}

/** `analytics`: how many messages were sent, and how many arrived. */
export function messageReport(reported: Reported, given: Json): Json | GraphError {
  const request = readReportRequest(given, BY_DAY);
  if ("status" in request) return request;
  const tally = new Tally();
  const add = (at: Instant, figures: Record<string, number>): void => {
    if (isIn(request, at)) tally.add(spanIn(reported, request, at), {}, figures);
  };
  const phones = new Set<string>();
  for (const { message, phone } of messagesOf(reported, request)) {
    phones.add(phone);
    if (!HAS_LEFT.has(message.status)) continue;
    add(message.at, { sent: 1, delivered: 0 });
    if (message.deliveredAt !== null) add(message.deliveredAt, { sent: 0, delivered: 1 });
  }
  return {
    phone_numbers: [...phones].sort(),
    granularity: String(given["granularity"]).toUpperCase(),
    data_points: tally.points(),
  };
}

/** `pricing_analytics`: what was delivered and what it cost, message by message. */
export function pricingReport(reported: Reported, given: Json): Json | GraphError {
  const request = readReportRequest(given, DAILY);
  if ("status" in request) return request;
  const tally = new Tally();
  for (const { message, phone, country } of messagesOf(reported, request)) {
    const { charge, deliveredAt } = message;
    if (charge === null || deliveredAt === null || charge.model !== "PMP") continue;
    if (message.type === "reaction" || !isIn(request, deliveredAt)) continue;
    const type = typeWord(charge);
    const category = charge.category.toUpperCase().replaceAll("-", "_");
    if (!letsPass(request, "pricing_types", type)) continue;
    if (!letsPass(request, "pricing_categories", category)) continue;
    const labels: Json = {
      ...(isDimension(request, "PHONE") && { phone_number: phone }),
      ...(isDimension(request, "COUNTRY") && { country }),
      ...(isDimension(request, "TIER") && charge.countsTowardTier && { tier: "0:MAX" }),
      ...(isDimension(request, "PRICING_TYPE") && { pricing_type: type }),
      ...(isDimension(request, "PRICING_CATEGORY") && { pricing_category: category }),
    };
    const span = spanIn(reported, request, deliveredAt);
    tally.add(span, labels, figuresOf(request, "volume", charge));
  }
  return { data: [{ data_points: withAmounts(tally.points()) }] };
}

/** `conversation_analytics`: the conversations of the time in which they were what was charged. */
export function conversationReport(reported: Reported, given: Json): Json | GraphError {
  const request = readReportRequest(given, DAILY);
  if ("status" in request) return request;
  const tally = new Tally();
  const counted = new Set<string>();
  for (const { message, phone, country } of messagesOf(reported, request)) {
    const { charge, deliveredAt, conversation } = message;
    if (charge === null || deliveredAt === null || conversation === null) continue;
    if (charge.model === "PMP" || counted.has(conversation.id)) continue;
    counted.add(conversation.id);
    if (!isIn(request, deliveredAt)) continue;
    const category = conversation.origin.toUpperCase();
    const type = conversationType(charge, conversation.origin);
    const direction = directionOf(conversation.origin);
    if (!letsPass(request, "conversation_categories", category)) continue;
    if (!letsPass(request, "conversation_types", type)) continue;
    if (!letsPass(request, "conversation_directions", direction)) continue;
    const labels: Json = {
      ...(isDimension(request, "PHONE") && { phone_number: phone }),
      ...(isDimension(request, "COUNTRY") && { country }),
      ...(isDimension(request, "CONVERSATION_TYPE") && { conversation_type: type }),
      ...(isDimension(request, "CONVERSATION_DIRECTION") && { conversation_direction: direction }),
      ...(isDimension(request, "CONVERSATION_CATEGORY") && { conversation_category: category }),
    };
    const span = spanIn(reported, request, deliveredAt);
    tally.add(span, labels, figuresOf(request, "conversation", charge));
  }
  return { data: [{ data_points: withAmounts(tally.points()) }] };
}

interface Counted {
  readonly message: BusinessMessage;
  /** The number it was sent from. */
  readonly phone: string;
  /** Where the customer is. */
  readonly country: string;
}

/** The account's messages from the numbers and to the countries that are asked for. */
function* messagesOf({ world, account }: Reported, request: ReportRequest): Generator<Counted> {
  for (const message of deliveredMessages(world)) {
    if (message.accountId !== account.id) continue;
    const phone = ownEntry(world.numbers, message.numberId)?.phone ?? "";
    const country = ownEntry(world.customers, message.phone)?.country ?? "ZZ";
    if (!letsPass(request, "phone_numbers", phone)) continue;
    if (letsPass(request, "country_codes", country)) yield { message, phone, country };
  }
}

/** Both are told where none is asked for. */
function figuresOf(
  request: ReportRequest,
  count: "volume" | "conversation",
  charge: Charge,
): Record<string, number> {
  return {
    ...(letsPass(request, "metric_types", count) && { [count]: 1 }),
    ...(letsPass(request, "metric_types", "COST") && { cost: charge.amountMicros ?? 0 }),
  };
}

function withAmounts(points: readonly Json[]): Json[] {
  return points.map((point) =>
    "cost" in point ? { ...point, cost: amountFromMicros(Number(point["cost"])) } : point,
  );
}

function isIn({ start, end }: ReportRequest, at: Instant): boolean {
  return start * 1_000 <= at && at < end * 1_000;
}

function spanIn(
  { account }: Reported,
  { granularity }: ReportRequest,
  at: Instant,
): ReturnType<typeof spanOf> {
  return spanOf(at, granularity, account.timeZone);
}

function typeWord({ type }: Charge): string {
  return (type ?? "regular").toUpperCase();
}

function conversationType({ usesFreeTier }: Charge, origin: string): string {
  if (origin === "referral_conversion") return "FREE_ENTRY_POINT";
  return usesFreeTier ? "FREE_TIER" : "REGULAR";
}

/** From four categories on nobody asks who began. */
function directionOf(origin: string): string {
  if (origin === "business_initiated") return "BUSINESS_INITIATED";
  return origin === "user_initiated" ? "USER_INITIATED" : "UNKNOWN";
}

const HAS_LEFT: ReadonlySet<string> = new Set(["sent", "delivered", "read"]);

const BY_DAY: Readonly<Record<string, Granularity>> = {
  HALF_HOUR: "half_hour",
  DAY: "day",
  MONTH: "month",
};
export const DAILY: Readonly<Record<string, Granularity>> = {
  HALF_HOUR: "half_hour",
  DAILY: "day",
  MONTHLY: "month",
};
