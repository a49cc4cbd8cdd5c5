import type { Evidence } from "../evidence.ts";
import type { PostingRow } from "../ledger-evidence.ts";

/** Postings are only ever added: what was seen once is there at the end, and is the same. */
export function journalFaults({ postings, earlierPostings }: Evidence): string[] {
  const faults = new Set<string>();
  const last = new Map(postings.map((one) => [one.id, JSON.stringify(one)]));
  for (const one of earlierPostings) {
    const now = last.get(one.id);
    const name = `posting ${one.place} of ${one.unit}`;
    if (now === undefined) faults.add(`L2: ${name} is gone`);
    else if (now !== JSON.stringify(one)) faults.add(`L2: ${name} was changed`);
  }
  return [...faults];
}

/**
 * What the ledger shows of a month is the sum of the units that were delivered in it; the journal
 * holds the same, of each category and market, in the postings that are about it (SPEC L3).
 */
export function monthFaults({ units, postings, timeZone }: Evidence): string[] {
  const shown = new Map<string, number>();
  for (const { delivered, category, market, amount } of units) {
    add(shown, `${monthOf(delivered, timeZone)} ${category}:${market ?? "unknown"}`, amount ?? 0);
  }
  const booked = new Map<string, number>();
  for (const one of postings) {
    const month = one.lateFor ?? one.period;
    for (const [account, amount] of sidesOf(one)) {
      const [kind, , ...bearer] = account.split(":");
      if (kind === "cost") add(booked, `${month} ${bearer.join(":")}`, amount);
    }
  }
  return differences(shown, booked).map(
    ([name, ours, theirs]) => `L3: ${name} comes to ${ours}, and ${theirs} is booked`,
  );
}

/** A month that was closed says what its postings add up to, and none has come to it since. */
export function sealFaults({ seals, postings }: Evidence): string[] {
  const faults: string[] = [];
  for (const { month, sealed, postings: count, sums } of seals) {
    const own = postings.filter(({ period }) => period === month);
    if (own.length !== count) {
      faults.push(`L9: ${month} was closed with ${count} postings, and has ${own.length}`);
    }
    for (const { unit, recorded } of own) {
      if (recorded > sealed) faults.push(`L9: ${unit} was booked in ${month} after it was closed`);
    }
    const stands = new Map<string, number>();
    for (const one of own) {
      for (const [account, amount] of sidesOf(one))
        add(stands, `${account} ${one.currency}`, amount);
    }
    for (const [name, said, sum] of differences(new Map(Object.entries(sums)), stands)) {
      faults.push(`L9: ${month} was closed with ${said} in ${name}, and its postings are ${sum}`);
    }
  }
  const closed = new Set(seals.map(({ month }) => month));
  for (const { unit, lateFor } of postings) {
    if (lateFor === null || closed.has(lateFor)) continue;
    faults.push(`L3: ${unit} is late for ${lateFor}, which is open`);
  }
  return faults;
}

/** Both accounts of a posting, with what it puts into each. */
function sidesOf({ debit, credit, amount }: PostingRow): [account: string, amount: number][] {
  return [
    [debit, amount],
    [credit, -amount],
  ];
}

/** `2026-10`, by the calendar of a zone. */
function monthOf(ms: number, timeZone: string): string {
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return date.toPlainDate().toPlainYearMonth().toString();
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

type Sums = ReadonlyMap<string, number>;

/** What the two do not agree about; a sum that is not there is nothing. */
function differences(one: Sums, other: Sums): [name: string, one: number, other: number][] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const pairs = names.map((name): [string, number, number] => {
    return [name, one.get(name) ?? 0, other.get(name) ?? 0];
  });
  return pairs.filter(([, a, b]) => a !== b);
}
