import assert from "node:assert/strict";
import { test } from "node:test";
import { later } from "@casement/engine";
import type { QueryConfig } from "pg";
import { LedgerDays } from "../../src/api/ledger-days.ts";
import { type Business, begin } from "./begin.ts";
import { postNotices } from "./notices.ts";

const AMARA = "447700900142";

test("[L4] a late service message moves one other over the 1,000 free ones, and only that", async () => {
  await using business = await begin({ at: "2026-10-05T09:00:00Z" });
  await deliver(business, { from: 1, to: 1_001, category: "service" });
  assert.deepEqual(await charged(business), ["wamid.1001"]);

  await deliver(business, { from: 0, to: 0, category: "service" });

  assert.deepEqual(await charged(business), ["wamid.1000", "wamid.1001"]);
});

test("[L2] a unit whose price changes gets a posting that names the one it corrects", async () => {
  await using business = await begin({ at: "2026-10-05T09:00:00Z" });
  await report(business, { id: "wamid.1", status: "delivered", after: 20, category: "marketing" });
  await report(business, { id: "wamid.1", status: "delivered", after: 10, category: "utility" });

  const { rows } = await business.db.query(`
select debit, credit, amount_micros::int as amount, corrects is not null as corrects
from posting
order by place`);

  const [cost, meta] = ["cost:100000000000010:", "meta:100000000000010"];
  const [marketing, utility] = ["marketing", "utility"].map(
    (one) => `${cost}${one}:United Kingdom`,
  );
  assert.deepEqual(rows, [
    { debit: marketing, credit: meta, amount: 63_500, corrects: false },
    { debit: meta, credit: marketing, amount: 63_500, corrects: true },
    { debit: utility, credit: meta, amount: 22_000, corrects: true },
  ]);
  const { rows: units } = await business.db.query(
    "select amount_micros::int as amount, state from unit",
  );
  assert.deepEqual(units, [{ amount: 22_000, state: "corrected" }]);
});

test("[L2] a unit that turns out to be of the month before is booked there, and not where it was", async () => {
  await using business = await begin({ at: "2026-11-01T09:00:00Z" });
  const midnight = -9 * 3_600;
  const read = { id: "wamid.1", status: "read", after: midnight + 60, category: "marketing" };
  await report(business, { ...read, id: "wamid.1", status: "sent", after: midnight - 61 });
  await report(business, read);
  await report(business, { ...read, status: "delivered", after: midnight - 60 });

  const { rows } = await business.db.query(`
select period, sum(case when debit like 'cost:%' then amount_micros else -amount_micros end)::int
         as booked
from posting
group by period
order by period`);

  assert.deepEqual(rows, [
    { period: "2026-10-01", booked: 63_500 },
    { period: "2026-11-01", booked: 0 },
  ]);
});

test("[L2] the hub's own role may neither change nor delete a posting", async () => {
  await using business = await begin({ at: "2026-10-05T09:00:00Z" });
  await report(business, { id: "wamid.1", status: "delivered", after: 1, category: "marketing" });

  await assert.rejects(business.db.query("update posting set amount_micros = 1"), {
    code: "42501",
  });
  await assert.rejects(business.db.query("delete from posting"), { code: "42501" });
});

/** Statuses of messages that another tool sent from the same number: they cost money, too. */
async function deliver(
  business: Business,
  { from, to, category }: { from: number; to: number; category: string },
): Promise<void> {
  const statuses = Array.from({ length: to - from + 1 }, (_, i) =>
    statusNotice(business, {
      id: `wamid.${String(from + i).padStart(4, "0")}`,
      status: "delivered",
      after: from + i,
      category,
    }),
  );
  await postNotices(business, { statuses });
}

async function report(business: Business, status: Reported): Promise<void> {
  await postNotices(business, { statuses: [statusNotice(business, status)] });
}

interface Reported {
  readonly id: string;
  readonly status: string;
  readonly after: number;
  readonly category: string;
}

function statusNotice(business: Business, { id, status, after, category }: Reported): unknown {
  const type = category === "service" ? {} : { type: "regular" };
  const timestamp = String(business.clock.now() / 1000 + after);
  const pricing = { pricing_model: "PMP", category, ...type };
  return { id, status, timestamp, recipient_id: AMARA, pricing };
}

async function charged(business: Business): Promise<string[]> {
  const { rows } = await business.db.query(
    "select wamid from unit where amount_micros > 0 order by 1",
  );
  return rows.map((row) => row.wamid);
}

test("[L8] free units used before we listened come first, whenever somebody says how many", async () => {
  await using business = await begin({ at: "2026-10-05T09:00:00Z" });
  await deliver(business, { from: 1, to: 3, category: "service" });
  assert.deepEqual(await charged(business), []);

  const told = await toldOfMessages(business);

  await setUsed(business, 998);

  assert.deepEqual(await charged(business), ["wamid.0003"]);
  const moved = (await toldOfMessages(business)).slice(told.length);
  assert.deepEqual(moved.toSorted(), ["wamid.0001", "wamid.0002", "wamid.0003"]);
  await deliver(business, { from: 4, to: 4, category: "service" });
  assert.deepEqual(await charged(business), ["wamid.0003", "wamid.0004"]);
  await setUsed(business, 1_000);
  assert.equal((await charged(business)).length, 4);
  const month = await business.ask("GET", "/api/v1/ledger/month?month=2026-10");
  const [{ used, left }] = month.body.data.free_units;
  assert.deepEqual([used, left], [1_000, 0]);
  const whose = await setUsed(business, 5, { number_id: undefined });
  assert.deepEqual([whose.status, whose.body.error.where], [400, "body.number_id"]);
});

test("[L10] a month that was looked at is added up again where its messages changed, and nowhere else", async () => {
  await using business = await begin({ at: "2026-10-05T09:00:00Z" });
  const [day, hour] = [86_400, 3_600];
  await report(business, { id: "wamid.1", status: "delivered", after: 1, category: "marketing" });
  await report(business, { id: "wamid.2", status: "delivered", after: day, category: "marketing" });
  const asked: string[] = [];
  const counted = new Proxy(business.db, {
    get(db, property) {
      if (property !== "query") return Reflect.get(db, property);
      return (what: QueryConfig) => {
        asked.push(what.name ?? "");
        return db.query(what);
      };
    },
  });
  const ledgerDays = new LedgerDays();
  const accountId = BigInt(business.emulator.credentials.wabaId);
  const from = business.clock.now();
  const days = [0, 1, 2, 3].map((i) => {
    return { from: later(from, i * day * 1_000), to: later(from, (i + 1) * day * 1_000) };
  });
  const books = {
    ...{ numberId: BigInt(business.numberId), accountId, isOwn: true, currency: "USD" },
    ...{ from, to: later(from, 4 * day * 1_000) },
  };
  const units = async (): Promise<number[]> => {
    const read = await ledgerDays.read(counted, { books, days, now: business.clock.now() });
    return read.map(({ sums }) => sums.reduce((sum, one) => sum + Number(one.units), 0));
  };

  assert.deepEqual(await units(), [1, 1, 0, 0]);
  assert.equal(asked.length, 4);
  assert.deepEqual(await units(), [1, 1, 0, 0]);
  assert.equal(asked.length, 5, "only whether anything changed");
  // It turns out that it was delivered before: both days are others now.
  await report(business, {
    ...{ id: "wamid.2", status: "delivered", after: hour, category: "marketing" },
  });
  assert.deepEqual(await units(), [2, 0, 0, 0]);
  assert.equal(asked.length, 9);
  await business.advance(25 * hour * 1_000);
  assert.deepEqual(await units(), [2, 0, 0, 0]);
  assert.equal(asked.length, 13, "what a sweep took away is seen a day later");
});

/** The messages of which screens were told that they changed, in order. */
async function toldOfMessages({ db }: Business): Promise<string[]> {
  const { rows } = await db.query<{ subject: string }>(
    "select subject from event where kind = 'message' order by position",
  );
  return rows.map((row) => row.subject);
}

/** Connects the number again, saying how many free units it had used. */
async function setUsed(
  business: Business,
  used: number,
  more: object = {},
): ReturnType<Business["ask"]> {
  const { credentials } = business.emulator;
  const { rows } = await business.db.query("select api_url from account");
  return business.ask("POST", "/api/v1/numbers", {
    access_token: credentials.token,
    account_id: credentials.wabaId,
    number_id: business.numberId,
    app_id: credentials.appId,
    app_secret: credentials.appSecret,
    verify_token: credentials.verifyToken,
    api_url: rows[0].api_url,
    free_units_used: used,
    ...more,
  });
}
