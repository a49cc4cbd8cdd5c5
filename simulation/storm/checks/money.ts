import type { ConversationRow, Evidence } from "../evidence.ts";

/**
 * Of a thread no two conversations of one category are open at once, nothing but an entry point
 * opens in an entry point, and each was opened by a delivery (engine C3, C6, E5).
 */
export function conversationFaults({ conversations, messages }: Evidence): string[] {
  const faults: string[] = [];
  for (const [i, one] of conversations.entries()) {
    const opener = messages.get(one.openedBy);
    if ((opener?.delivered ?? opener?.read ?? null) === null) {
      faults.push(`C1: ${one.openedBy} opened a conversation and was not delivered`);
    }
    const isEntry = one.category === ENTRY_POINT;
    if (!isEntry && one.expires - one.opened > DAY_MS)
      faults.push(`C6: ${nameOf(one)} is too long`);
    for (const other of conversations.slice(i + 1)) {
      if (other.thread !== one.thread || other.opened >= one.ended) continue;
      // One that an entry point closed before it began is no time at all.
      if (other.ended <= one.opened || one.opened === one.ended) continue;
      if (other.opened === other.ended) continue;
      if (other.category === one.category) faults.push(`B4: ${nameOf(one)}, ${nameOf(other)}`);
      else if (isEntry && other.opened > one.opened) {
        faults.push(`B5: ${nameOf(other)} opened in ${nameOf(one)}`);
      }
    }
  }
  return faults;
}

function nameOf({ category, thread, opened, ended }: ConversationRow): string {
  return `${category} of ${thread} ${opened} to ${ended}`;
}

/**
 * What was delivered is charged once, and as the platform charges it (SPEC L5; invariants B1, B2).
 */
export function chargeFaults({ units, sent, said }: Evidence): string[] {
  const faults: string[] = [];
  const others: Otherwise[] = [];
  const charged = new Map<string, (typeof units)[number]>();
  for (const unit of units) {
    if (charged.has(unit.wamid)) faults.push(`B1: ${unit.wamid} is charged twice`);
    charged.set(unit.wamid, unit);
  }
  for (const { id, type, deliveredAt, charge } of sent.values()) {
    const unit = charged.get(id);
    charged.delete(id);
    const wasTold = ["delivered", "read"].some((name) => said.statuses.get(id)?.has(name));
    const isDue = deliveredAt !== null && wasTold && type !== "reaction";
    if (isDue && unit === undefined) faults.push(`B2: ${id} was delivered and is not charged`);
    if (!isDue && unit !== undefined) faults.push(`B2: ${id} is charged and was not delivered`);
    if (unit === undefined || charge === null || deliveredAt === null) continue;
    const [ours, theirs] = [
      [unit.model, unit.category, unit.type, unit.market, unit.amount].join(" "),
      [charge.model, charge.category, charge.type, charge.market, charge.amountMicros].join(" "),
    ];
    const second = `${unit.thread} ${Math.floor(deliveredAt / 1_000)}`;
    if (ours !== theirs) others.push({ id, second, ours, theirs });
  }
  faults.push(...unlike(others));
  return [...faults, ...[...charged.keys()].map((id) => `B1: ${id} is charged and was never sent`)];
}

/** A message that costs something else here than there. */
interface Otherwise {
  readonly id: string;
  /** Its thread, and the second of its delivery. */
  readonly second: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * The platform tells whole seconds: which of two that it delivered within one has opened their
 * conversation is nobody's to know from outside, as long as the two cost the same together.
 */
function unlike(others: readonly Otherwise[]): string[] {
  const faults: string[] = [];
  for (const together of Map.groupBy(others, (one) => one.second).values()) {
    const ours = together.map((one) => one.ours).sort();
    const theirs = together.map((one) => one.theirs).sort();
    if (ours.join() === theirs.join()) continue;
    for (const one of together) {
      faults.push(`L5: ${one.id} costs ${one.ours}, and the platform says ${one.theirs}`);
    }
  }
  return faults;
}

/** A unit's postings add up to its amount, each names both sides, none takes a place twice. */
export function postingFaults({ units, postings }: Evidence): string[] {
  const faults: string[] = [];
  const booked = new Map<string, number>();
  const places = new Map<string, number>();
  for (const { unit, place, debit, credit, amount, corrects } of postings) {
    const isCost = debit.startsWith("cost:") && credit.startsWith("meta:");
    const isBack = credit.startsWith("cost:") && debit.startsWith("meta:");
    const isMoved = debit.startsWith("cost:") && credit.startsWith("cost:");
    if (!isCost && !isBack && !isMoved) faults.push(`L1: ${unit} books ${debit} to ${credit}`);
    if (place !== (places.get(unit) ?? 0)) faults.push(`L2: ${unit} has no posting ${place - 1}`);
    if (place > 0 && corrects === null && isBack) faults.push(`L2: ${unit} corrects nothing`);
    places.set(unit, place + 1);
    const signed = isMoved ? 0 : isCost ? amount : -amount;
    booked.set(unit, (booked.get(unit) ?? 0) + signed);
  }
  for (const { wamid, recipient, amount } of units) {
    const name = recipient === "" ? wamid : `${wamid}/${recipient}`;
    const sum = booked.get(name) ?? 0;
    booked.delete(name);
    if (sum !== (amount ?? 0)) faults.push(`L1: ${name} costs ${amount}, and ${sum} is booked`);
  }
  return [...faults, ...[...booked.keys()].map((name) => `L1: booked for no unit: ${name}`)];
}

const ENTRY_POINT = "referral_conversion";
const DAY_MS = 86_400_000;
