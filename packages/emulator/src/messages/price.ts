import {
  allowanceOf,
  type Charge,
  type Conversation,
  chargeOf,
  DAY_MS,
  type Instant,
  later,
  marketOf,
  monthOf,
  type StatusReported,
  type ThreadChanges,
  type Unit,
  type Usage,
  wamidFrom,
} from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { newConversationId } from "../ids.ts";
import { ownEntry } from "../own-entry.ts";
import { Random } from "../random.ts";
import type { BusinessMessage } from "../world/message.ts";
import { accountOf, hear, nextFactId, suppose, type Thread } from "../world/thread.ts";
import type { World } from "../world/world.ts";

/** A conversation as a status names it. */
export interface ConversationOnWire {
  readonly id: string;
  readonly expiresAt: Instant;
  readonly origin: string;
  /**
   * Whether it is charged for. Under conversation pricing each of its messages is told to be
   * billable then, though only the first of them bears the charge.
   */
  readonly billable: boolean | null;
}

/** What a delivery costs and the conversation it counts to, if one is named. */
export interface Price {
  readonly charge: Charge;
  readonly conversation: ConversationOnWire | null;
}

/** The message that is priced, and where it belongs. */
export interface Priced {
  readonly world: World;
  readonly thread: Thread;
  readonly message: BusinessMessage;
  /** The participant it reaches, if it goes to a group. */
  readonly recipient?: string;
}

/**
 * What the message would cost if it were delivered at once: what Meta says with `sent`.
 *
 * The engine is asked by supposing the delivery. What it says may still change until the message
 * arrives, as another may open the conversation first.
 */
export function priceIfDelivered(priced: Priced, at: Instant): Price | undefined {
  const { changes } = suppose(priced.world, priced.thread, deliveryOf(priced, at));
  const unit = unitIn(changes, priced);
  return unit && priceOf(priced, unit, changes);
}

/** Delivers the message in the engine's eyes and books what it costs. */
export function bookDelivery(priced: Priced, at: Instant): Price | undefined {
  const changes = hear(priced.world, priced.thread, deliveryOf(priced, at));
  const unit = unitIn(changes, priced);
  if (unit === undefined) return undefined;
  const price = priceOf(priced, unit, changes);
  countUsage(priced, unit, price.charge);
  return price;
}

function deliveryOf({ world, message, recipient }: Priced, at: Instant): StatusReported {
  return {
    kind: "status_reported",
    id: nextFactId(world),
    at,
    wamid: wamidFrom(message.id),
    status: "delivered",
    accountId: message.accountId,
    ...(recipient !== undefined && { recipient }),
  };
}

function unitIn(changes: ThreadChanges, { message, recipient = "" }: Priced): Unit | undefined {
  return changes.units.find((unit) => unit.wamid === message.id && unit.recipient === recipient);
}

function priceOf(priced: Priced, unit: Unit, changes: ThreadChanges): Price {
  const { world, message } = priced;
  const account = accountOf(world, message.accountId);
  const country = ownEntry(world.customers, message.phone)?.country;
  const customer = { phone: message.phone, ...(country !== undefined && { country }) };
  const market = marketOf(customer, unit.deliveredAt, account.timeZone);
  const usage = usageBefore(priced, unit, market);
  const charge = chargeOf(unit, { account, rates: metaRates, usage, market });
  return { charge, conversation: conversationOnWire(priced, unit, charge, changes) };
}

/**
 * The conversation a status names (SPEC D of the engine; Meta's status reference).
 *
 * Under conversation pricing, and in a free entry point, it is the engine's. Under message pricing
 * the older Graph versions go on naming one, with an id of the message's own.
 */
function conversationOnWire(
  priced: Priced,
  unit: Unit,
  charge: Charge,
  changes: ThreadChanges,
): ConversationOnWire | null {
  const joined = unit.conversation;
  if (charge.model === "PMP" && charge.type !== "free_entry_point") {
    return {
      id: conversationId(priced, `message/${priced.message.id}`),
      expiresAt: later(unit.deliveredAt, DAY_MS),
      origin: charge.category,
      billable: charge.billable,
    };
  }
  if (joined === null) return null;
  const found = conversationOf(priced.thread, unit, changes);
  return {
    id: conversationId(priced, `${joined.category}/${joined.openedBy}`),
    expiresAt: found?.expiresAt ?? later(unit.deliveredAt, DAY_MS),
    origin: joined.category,
    billable: openingCharge(priced, joined.openedBy)?.billable ?? charge.billable,
  };
}

/** What the conversation cost, which the message that opened it bears. */
function openingCharge({ world, message }: Priced, openedBy: string): Charge | undefined {
  const opening = ownEntry(world.messages, openedBy);
  if (opening?.from !== "business" || opening.id === message.id) return undefined;
  return opening.charge ?? undefined;
}

function conversationOf(
  thread: Thread,
  unit: Unit,
  changes: ThreadChanges,
): Conversation | undefined {
  return [...changes.conversations, ...thread.state.conversations].find(
    (one) =>
      one.category === unit.conversation?.category && one.openedBy === unit.conversation.openedBy,
  );
}

function conversationId({ world, thread }: Priced, key: string): string {
  const known = ownEntry(thread.conversationIds, key);
  if (known !== undefined) return known;
  const id = newConversationId(new Random(world.random.ids));
  thread.conversationIds[key] = id;
  return id;
}

function usageBefore(priced: Priced, unit: Unit, market: string | null): Usage {
  const { usage } = priced.world;
  const allowance = allowanceKey(priced, unit);
  return {
    freeUnitsUsed: allowance === undefined ? 0 : (ownEntry(usage, allowance) ?? 0),
    tierUnitsUsed: ownEntry(usage, tierKey(priced, unit, market)) ?? 0,
  };
}

function countUsage(priced: Priced, unit: Unit, charge: Charge): void {
  const allowance = allowanceKey(priced, unit);
  if (allowance !== undefined) addOne(priced.world, allowance);
  if (charge.countsTowardTier) addOne(priced.world, tierKey(priced, unit, charge.market));
}

function addOne(world: World, key: string): void {
  world.usage[key] = (ownEntry(world.usage, key) ?? 0) + 1;
}

function allowanceKey({ world, message }: Priced, unit: Unit): string | undefined {
  const allowance = allowanceOf(unit, accountOf(world, message.accountId));
  if (allowance === undefined) return undefined;
  const scope = allowance.scope === "number" ? message.numberId : message.accountId;
  return `free/${allowance.scope}/${scope}/${allowance.month}`;
}

/** Tiers count over the whole portfolio, by market and category, in the account's own month. */
function tierKey({ world, message }: Priced, unit: Unit, market: string | null): string {
  const month = monthOf(unit.deliveredAt, accountOf(world, message.accountId).timeZone);
  return `tier/${world.portfolioId}/${market ?? "unknown"}/${unit.category}/${month}`;
}
