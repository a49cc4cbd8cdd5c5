import { type Charge, type Instant, reconcile, type Unit, wholeSecond } from "@casement/engine";
import type { Town } from "./town.ts";

/**
 * Where the platform's word on a price is not the hub's own reckoning. Its word is taken, so no
 * bill is wrong; but one of the two does not know the rules, or something that happened.
 */
export async function disputesOf(town: Town): Promise<string[]> {
  const { body } = await town.control("GET", "state");
  const { rows } = await town.db.query<Kept>(
    "select wamid, folded as unit, charge from unit where number_id = $1",
    [town.numberId],
  );
  return rows.flatMap(({ wamid, unit }) => {
    const { phone } = body.world.messages[wamid];
    const difference = reconcile(unit);
    if (difference === undefined) return [];
    return [`+${phone}: disputed: ${JSON.stringify(difference)}`];
  });
}

/**
 * The threads in which a message costs one thing by the platform and another by the hub, as lines
 * to read: where the two part, one is wrong.
 */
export async function tracesOf(town: Pick<Town, "control" | "db" | "numberId">): Promise<string[]> {
  const { body } = await town.control("GET", "state");
  const { rows } = await town.db.query<Kept>(
    "select wamid, folded as unit, charge from unit where number_id = $1",
    [town.numberId],
  );
  const kept = new Map(rows.map((row) => [row.wamid, row]));
  const threads = Map.groupBy(Object.values<Sent>(body.world.messages), ({ phone }) => phone);
  return [...threads].flatMap(([phone, messages]) => {
    const lines = messages.map((one) => traceOf(one, kept.get(one.id)));
    const odd = lines.flatMap(({ isOdd }, index) => (isOdd ? [index] : []));
    const near = lines.filter((_, index) => odd.some((at) => Math.abs(at - index) < NEAR));
    return near.length === 0 ? [] : [`+${phone}`, ...near.map(({ text }) => text)];
  });
}

/** How many messages before and after an odd one are shown. */
const NEAR = 8;

function traceOf(message: Sent, kept: Kept | undefined): { isOdd: boolean; text: string } {
  const { from, type, category, at, deliveredAt, charge, conversation, status } = message;
  const theirs = deliveredAt === null || type === "reaction" ? undefined : charge;
  const isOdd =
    wordsOf(theirs) !== wordsOf(kept?.charge) ||
    (kept !== undefined && reconcile(kept.unit) !== undefined);
  const unit = kept?.unit;
  const text = [
    isOdd ? "!" : " ",
    from === "business" ? ">" : "<",
    isoOf(at),
    `${type}${category ? ` ${category}` : ""} ${status ?? ""}`,
    ...(deliveredAt == null ? [] : [`at ${isoOf(deliveredAt)}`, `they: ${wordsOf(theirs)}`]),
    ...(conversation == null ? [] : [`in ${conversation.origin} ${conversation.id.slice(-6)}`]),
    ...(unit === undefined
      ? []
      : [
          `we: at ${isoOf(unit.deliveredAt)} ${wordsOf(kept?.charge)}`,
          `in ${unit.conversation?.category} ${unit.conversation?.openedBy === unit.wamid}`,
          `ours ${unit.derived?.category} ${unit.derived?.billable} by ${unit.rule}`,
        ]),
  ].join("  ");
  return { isOdd, text };
}

function wordsOf(charge: Charge | null | undefined): string {
  if (charge === null || charge === undefined) return "nothing";
  const { category, type, market, amountMicros } = charge;
  return `${category} ${type ?? ""} ${market} ${amountMicros ?? "unknown"}`;
}

function isoOf(at: Instant): string {
  return new Date(wholeSecond(at)).toISOString().slice(5, 19);
}

interface Kept {
  readonly wamid: string;
  readonly unit: Unit;
  readonly charge: Charge;
}

interface Sent {
  readonly id: string;
  readonly from: "business" | "customer";
  readonly phone: string;
  readonly type: string;
  readonly category?: string | null;
  readonly at: Instant;
  readonly deliveredAt?: Instant | null;
  readonly charge?: Charge | null;
  readonly conversation?: { readonly id: string; readonly origin: string } | null;
  readonly status?: string;
}
