import { monthOf } from "@casement/engine";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { deliveredMessages } from "../../world/group-message.ts";
import type { BusinessMessage } from "../../world/message.ts";
import { accountOf } from "../../world/thread.ts";
import type { World } from "../../world/world.ts";

/** What Meta would charge for one month of the accounts' own zones. */
export interface Invoice {
  readonly month: string;
  readonly lines: readonly InvoiceLine[];
  /** Millionths, by currency; of the lines whose price is known. */
  readonly totalMicros: Readonly<Record<string, number>>;
}

/** Deliveries that are alike, with what they cost together. */
export interface InvoiceLine {
  readonly number: string;
  readonly account: string;
  /** The market by which it was priced; `null` if nobody knows it. */
  readonly country: string | null;
  readonly model: string;
  readonly category: string;
  readonly type: string | null;
  readonly currency: string;
  readonly volume: number;
  /** `null`: the price of one of them is not known. */
  readonly costMicros: number | null;
}

/** `GET /emulator/invoice?month=2023-07`: by number, country, category and type. */
export function showInvoice({ platform, parameters }: Call): Answer {
  const { month } = parameters;
  if (typeof month !== "string" || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    return refusal(400, "invalid", "month: a month like 2023-07 is wanted");
  }
  return { status: 200, body: invoiceOf(platform.world, month) };
}

export function invoiceOf(world: World, month: string): Invoice {
  const lines = new Map<string, InvoiceLine>();
  for (const message of deliveredMessages(world)) {
    if (!isBookedIn(world, message, month)) continue;
    // A reaction is free and does not count, and no webhook tells of its delivery.
    if (message.type === "reaction") continue;
    const line = lineFrom(message);
    if (line === undefined) continue;
    const key = JSON.stringify({ ...line, volume: 0, costMicros: 0 });
    const known = lines.get(key);
    lines.set(key, known === undefined ? line : joined(known, line));
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  return { month, lines: sorted, totalMicros: totalsOf(sorted) };
}

function isBookedIn(
  world: World,
  { deliveredAt, accountId }: BusinessMessage,
  month: string,
): boolean {
  return (
    deliveredAt !== null && monthOf(deliveredAt, accountOf(world, accountId).timeZone) === month
  );
}

function lineFrom({ numberId, accountId, charge }: BusinessMessage): InvoiceLine | undefined {
  if (charge === null) return undefined;
  return {
    number: numberId,
    account: accountId,
    country: charge.market,
    model: charge.model,
    category: charge.category,
    type: charge.type,
    currency: charge.currency,
    volume: 1,
    costMicros: charge.amountMicros,
  };
}

function joined(a: InvoiceLine, b: InvoiceLine): InvoiceLine {
  const isKnown = a.costMicros !== null && b.costMicros !== null;
  const costMicros = isKnown ? a.costMicros + b.costMicros : null;
  return { ...a, volume: a.volume + b.volume, costMicros };
}

function totalsOf(lines: readonly InvoiceLine[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { currency, costMicros } of lines) {
    totals[currency] = (ownEntry(totals, currency) ?? 0) + (costMicros ?? 0);
  }
  return totals;
}
