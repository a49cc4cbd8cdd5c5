import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Account,
  DAY_MS,
  type Fact,
  HOUR_MS,
  type Instant,
  inCanonicalOrder,
  instantFromMs,
  wholeSecond,
  windowAt,
} from "@casement/engine";
import fc from "fast-check";
import { threads } from "./arbitrary-facts.ts";
import { dump, historyOf, oneByOne } from "./history.ts";
import { isWindowOpenAt } from "./oracle/hearing.ts";

// What must hold of every thread.

const account: Account = { timeZone: "UTC", currency: "USD" };
const often = { numRuns: 1_000 };

/** The same facts in another order, some of them twice. */
function disturbed(facts: Fact[]): fc.Arbitrary<Fact[]> {
  return fc
    .tuple(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.shuffledSubarray(facts))
    .map(([all, again]) => [...all, ...again]);
}

test("[D2] the order in which facts are listed changes nothing, nor does listing one twice", () => {
  const law = fc.property(
    threads.chain((facts) => fc.tuple(fc.constant(facts), disturbed(facts))),
    ([facts, other]) => {
      assert.equal(dump(historyOf([other], account)), dump(historyOf([facts], account)));
    },
  );
  fc.assert(law, often);
});

test("[D2] batched is at once is one by one", () => {
  const law = fc.property(threads, fc.array(fc.nat(5)), (facts, sizes) => {
    const whole = dump(historyOf([facts], account));
    assert.equal(dump(historyOf(oneByOne(facts), account)), whole);
    assert.equal(dump(historyOf(batches(facts, sizes), account)), whole);
  });
  fc.assert(law, often);
});

test("[W1] [W2] [W3] [W4] [W5] windows agree with the oracle at every moment", () => {
  const law = fc.property(
    threads,
    fc.nat(5 * 24),
    fc.constantFrom(-1000, 0, 1000),
    (facts, h, ms) => {
      const start = Math.min(...facts.map((fact) => fact.at), Number.MAX_SAFE_INTEGER);
      if (facts.length === 0) return;
      const { windows } = historyOf([facts], account);
      const base = Math.floor(start / HOUR_MS) * HOUR_MS;
      const at = instantFromMs(base + h * HOUR_MS + ms);
      assert.equal(windowAt(windows, at) !== undefined, isWindowOpenAt(facts, at, account));
      for (const fact of facts) {
        const edge = (fact.at + DAY_MS + ms) as Instant;
        assert.equal(windowAt(windows, edge) !== undefined, isWindowOpenAt(facts, edge, account));
      }
    },
  );
  fc.assert(law, often);
});

test("[C3] [C6] conversations of one category do not overlap; a delivery opens each", () => {
  const law = fc.property(threads, (facts) => {
    const { conversations, units } = historyOf([facts], account);
    for (const one of conversations) {
      const opener = units.find((unit) => unit.wamid === one.openedBy);
      assert.ok(opener !== undefined);
      for (const other of conversations) {
        if (one === other || one.category !== other.category) continue;
        const [first, second] = one.openedAt <= other.openedAt ? [one, other] : [other, one];
        assert.ok((first.closedEarlyAt ?? first.expiresAt) <= second.openedAt);
      }
    }
  });
  fc.assert(law, often);
});

test("[E5] nothing is open beside a free entry point once that is known", () => {
  const law = fc.property(threads, (facts) => {
    const { conversations, units } = historyOf([facts], account);
    for (const point of conversations) {
      if (point.category !== "referral_conversion") continue;
      const knownAt = units.find((unit) => unit.wamid === point.openedBy)?.deliveredAt ?? 0;
      for (const other of conversations) {
        if (other === point) continue;
        const end = other.closedEarlyAt ?? other.expiresAt;
        const pointEnd = point.closedEarlyAt ?? point.expiresAt;
        const isBeside = other.openedAt < pointEnd && point.openedAt < end;
        assert.ok(!isBeside || end <= knownAt, JSON.stringify([point, other]));
      }
    }
  });
  fc.assert(law, often);
});

test("[D3] [P1] [P22] a unit is there if its message was delivered, and only then", () => {
  const law = fc.property(threads, (facts) => {
    const { units } = historyOf([facts], account);
    const seen = units.map((unit) => `${unit.wamid} ${unit.deliveredAt}`).sort();
    const wamids = new Set(facts.flatMap((fact) => (sends(fact) ? [fact.wamid] : [])));
    const echoes = new Set([...wamids].filter((wamid) => firstOf(facts, wamid)?.kind === "echo"));
    for (const wamid of wamids) {
      if (echoes.has(wamid)) continue;
      const at = deliveredAt(facts, wamid);
      if (isReportedForLong(facts, wamid)) continue;
      const known = facts.some(
        (fact) => sends(fact) && fact.wamid === wamid && fact.at <= (at ?? 0),
      );
      if (at !== undefined && known) assert.ok(seen.includes(`${wamid} ${at}`));
      if (at === undefined) assert.ok(!seen.some((one) => one.startsWith(`${wamid} `)));
    }
    assert.equal(new Set(units.map((unit) => unit.wamid)).size, units.length);
  });
  fc.assert(law, often);
});

test("[P4] a conversation that is charged has one unit that bears the charge", () => {
  const law = fc.property(threads, (facts) => {
    const { conversations, units } = historyOf([facts], account);
    for (const one of conversations) {
      if (one.billable !== true) continue;
      const bearers = units.filter(
        (unit) =>
          unit.model === "CBP" &&
          unit.billable === true &&
          unit.conversation?.openedBy === one.openedBy &&
          unit.conversation.category === one.category,
      );
      assert.ok(bearers.length <= 1);
    }
  });
  fc.assert(law, often);
});

/** The moment a message of ours was delivered, by all that was ever reported of it. */
function deliveredAt(facts: readonly Fact[], wamid: string): number | undefined {
  const moments = facts
    .filter((fact) => fact.kind === "status_reported" && fact.wamid === wamid)
    .filter((fact) => "status" in fact && fact.status !== "sent" && fact.status !== "failed")
    .map((fact) => wholeSecond(fact.at));
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** Whether a message is reported on for longer than it is remembered (D9). */
function isReportedForLong(facts: readonly Fact[], wamid: string): boolean {
  const moments = facts
    .filter((fact) => "wamid" in fact && fact.wamid === wamid && fact.kind !== "customer_message")
    .map((fact) => fact.at);
  return Math.max(...moments) - Math.min(...moments) >= DAY_MS;
}

function sends(fact: Fact): fact is Extract<Fact, { kind: "business_message" | "echo" }> {
  return fact.kind === "business_message" || fact.kind === "echo";
}

function firstOf(facts: readonly Fact[], wamid: string): Fact | undefined {
  return inCanonicalOrder(facts).find((fact) => sends(fact) && fact.wamid === wamid);
}

/** The facts in canonical order, cut into batches of these sizes. */
function batches(facts: readonly Fact[], sizes: readonly number[]): Fact[][] {
  const ordered = inCanonicalOrder(facts);
  const cut: Fact[][] = [];
  for (const size of sizes) cut.push(ordered.splice(0, size));
  return [...cut, ordered];
}
