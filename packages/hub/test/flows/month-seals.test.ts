import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DAY_MS, instantFromIso, isoFromInstant } from "@casement/engine";
import { readSeal } from "../../src/api/ledger-seal.ts";
import { keepSeals } from "../../src/ledger/seal-months.ts";
import { lookAtMonths } from "../../src/operations/doctor-seals.ts";
import { workshopOf } from "../operations/stopped-hub.ts";
import { type Business, begin } from "./begin.ts";
import { postNotices } from "./notices.ts";

// One business from October into January, month by month.

const COST = "cost:100000000000010:marketing:United Kingdom";
const META = "meta:100000000000010";

let business: Business;
before(async () => {
  business = await begin({ at: "2026-10-30T09:00:00Z" });
  // After the number has its appointment: the zone that holds when it falls due is heeded.
  const account = `/api/v1/accounts/${business.emulator.credentials.wabaId}`;
  const zoned = await business.ask("PATCH", account, { time_zone: "America/Los_Angeles" });
  assert.equal(zoned.status, 200);
});
after(() => business.abandon());

test("[L9] a month is closed by itself some days after its end, with its sums and hashes", async () => {
  await report("wamid.1", "2026-10-30T08:00:00Z");
  await report("wamid.2", "2026-10-31T08:00:00Z");
  await to("2026-11-09T06:59:00Z");
  assert.deepEqual(await seals(), []);
  assert.equal((await month("2026-10")).seal, null);

  await to("2026-11-09T07:00:00Z");

  const [seal, ...more] = await seals();
  assert.equal(more.length, 0);
  assert.deepEqual(
    [seal.month, seal.sealed_at.getTime(), seal.from_at, seal.to_at],
    [
      "2026-10",
      Date.parse("2026-11-09T07:00:00Z"),
      new Date("2026-10-01T07:00:00Z"),
      new Date("2026-11-01T07:00:00Z"),
    ],
  );
  assert.deepEqual(seal.sums, {
    postings: 2,
    accounts: [
      { account: COST, currency: "USD", amountMicros: "127000" },
      { account: META, currency: "USD", amountMicros: "-127000" },
    ],
  });
  assert.deepEqual((await month("2026-10")).seal, {
    sealed_at: "2026-11-09T07:00:00.000Z",
    sums: [
      { account: COST, currency: "USD", amount: "0.1270" },
      { account: META, currency: "USD", amount: "-0.1270" },
    ],
    late_postings: 0,
    late_amount: "0.0000",
  });
});

test("[L3] what comes later for a closed month is posted to the open one, and says what it corrects", async () => {
  const [sealed] = await seals();
  await report("wamid.1", "2026-10-30T07:59:00Z", "utility");
  await report("wamid.3", "2026-10-31T09:00:00Z");
  await report("wamid.4", "2026-11-02T09:00:00Z");

  const { rows } = await business.db.query(`
select unit, place, period::text, late_for::text, corrects is not null as corrects
from posting
order by unit, place`);
  const october = { period: "2026-10-01", late_for: null, corrects: false };
  const late = { period: "2026-11-01", late_for: "2026-10-01" };
  assert.deepEqual(rows, [
    { unit: "wamid.1", place: 0, ...october },
    { unit: "wamid.1", place: 1, ...late, corrects: true },
    { unit: "wamid.1", place: 2, ...late, corrects: true },
    { unit: "wamid.2", place: 0, ...october },
    { unit: "wamid.3", place: 0, ...late, corrects: false },
    { unit: "wamid.4", place: 0, period: "2026-11-01", late_for: null, corrects: false },
  ]);
  assert.deepEqual(await seals(), [sealed]);
  const { seal, amount } = await month("2026-10");
  assert.deepEqual(
    [seal.sums[0].amount, seal.late_postings, seal.late_amount],
    ["0.1270", 3, "0.0220"],
  );
  assert.equal(amount, "0.1490", "what its messages cost, whenever that was booked");
});

test("[L9] a number that had no books by then keeps no month open", async () => {
  const own = {
    ...{ numberId: BigInt(business.numberId), isOwn: true, currency: "USD" },
    accountId: BigInt(business.emulator.credentials.wabaId),
    ...{ from: at("2026-10-01T00:00:00Z"), to: at("2026-11-01T00:00:00Z") },
  };
  const unused = { ...own, numberId: 999n };
  const sealOf = (books: readonly (typeof own)[]) =>
    readSeal(business.db, { month: "2026-10", books });

  assert.deepEqual(await sealOf([own, unused]), await sealOf([own]));
  assert.equal(await sealOf([unused]), null);
});

test("[L9] a hub that was away closes what fell due meanwhile, each month once and in order", async () => {
  const [october] = await seals();
  await business.stop();
  await business.clock.advanceTo(at("2027-01-20T00:00:00Z"));
  await business.startAgain();
  await business.hub.quiet();

  const found = await seals();
  assert.deepEqual(
    found.map((one) => [one.month, one.sums.postings]),
    [
      ["2026-10", 2],
      ["2026-11", 4],
      ["2026-12", 0],
    ],
  );
  assert.deepEqual(found[0], october);
  await business.stop();
  await business.startAgain();
  await business.advance(DAY_MS);
  assert.deepEqual(await seals(), found);
  await to("2027-02-09T08:00:00Z");
  assert.equal((await seals()).at(-1).month, "2027-01");
});

test("[L9] what is booked while a month is reckoned is in its seal", async () => {
  await using workshop = await workshopOf(business);
  const { db } = business;
  const book = (unit: string): Promise<unknown> =>
    db.query(
      `
insert into posting
select 999, gen_random_uuid(), $1, 0, 'cost:1:service:India', 'meta:1', 'USD', 5, $2, $2,
       '2026-12-01', null, null`,
      [unit, new Date("2026-12-24T09:00:00Z")],
    );
  await book("first");
  const owner = Object.create(workshop.owner, {
    run: {
      async value(numberId: bigint, work: Parameters<typeof workshop.owner.run>[1]) {
        await db.query("select from seal where number_id = 999").then(async ({ rowCount }) => {
          if (rowCount === 0) await book("second");
        });
        return workshop.owner.run(numberId, work);
      },
    },
  });

  const surroundings = { db, clock: business.clock };
  await keepSeals({ ...workshop, surroundings, owner, afterDays: 1 }, 999n);

  const { rows } = await db.query(
    "select to_char(period, 'YYYY-MM') as month, sums from seal where number_id = 999 order by 1",
  );
  assert.deepEqual(
    rows.map((one) => [one.month, one.sums.postings]),
    [
      ["2026-12", 2],
      ["2027-01", 0],
    ],
  );
  assert.deepEqual(
    (await lookAtMonths(workshop, 999n)).map((one) => one.state),
    ["ok"],
  );
});

test("[L2] the hub's own role may neither change nor delete a seal", async () => {
  for (const sql of ["update seal set sums = '{}'", "delete from seal", "truncate seal"]) {
    await assert.rejects(business.db.query(sql), { code: "42501" });
  }
});

test("[O4] the doctor tells of a closed month whose postings, sums or messages are others now", async () => {
  await business.stop();
  const { db } = business;
  await using workshop = await workshopOf(business);
  const looked = async (): Promise<unknown[]> =>
    (await lookAtMonths(workshop, BigInt(business.numberId))).map((one) => [one.state, one.what]);

  assert.deepEqual(await looked(), [["ok", "4 months up to 2027-01, each as it was closed"]]);

  await db.query("update unit set charge = '{}' where wamid = 'wamid.4'");
  const others = "messages of 2026-11 are others than when it was closed, at no other cost";
  assert.deepEqual(await looked(), [["note", others]]);

  await db.query("grant update, delete on posting to current_user");
  await db.query("update posting set amount_micros = amount_micros + 1 where unit = 'wamid.2'");
  const changed = "2026-10 was changed after it was closed";
  assert.deepEqual((await looked())[0], [
    "wrong",
    `${changed}: its 2 postings are not what they were`,
  ]);
  await db.query("delete from posting where unit = 'wamid.2'");
  assert.deepEqual((await looked())[0], ["wrong", `${changed}: 2 postings then, 1 now`]);

  await db.query("grant update, delete on seal to current_user");
  await db.query("delete from seal where period = '2026-10-01'");
  await db.query("update seal set sums = jsonb_set(sums, '{postings}', '9')");
  assert.deepEqual((await looked())[0], [
    "wrong",
    "the seal of 2026-11 says other sums than its postings have",
  ]);
  await db.query("delete from seal where period = '2026-12-01'");
  assert.deepEqual((await looked())[0], ["wrong", "2026-12 is open, and 2027-01 is not"]);
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function seals(): Promise<any[]> {
  const { rows } = await business.db.query(
    "select to_char(period, 'YYYY-MM') as month, * from seal where number_id <> 999 order by period",
  );
  return rows.map((row) => ({
    ...row,
    sealed_at: new Date(row.sealed_at),
    from_at: new Date(row.from_at),
    to_at: new Date(row.to_at),
  }));
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function month(name: string): Promise<any> {
  return (await business.ask("GET", `/api/v1/ledger/month?month=${name}`)).body.data;
}

/** Tells that a message of another tool was delivered: it costs money, too. */
async function report(id: string, iso: string, category = "marketing"): Promise<void> {
  const pricing = { pricing_model: "PMP", category, type: "regular" };
  const timestamp = String(at(iso) / 1000);
  const status = { id, status: "delivered", timestamp, recipient_id: "447700900142", pricing };
  await postNotices(business, { statuses: [status] });
}

async function to(iso: string): Promise<void> {
  await business.clock.advanceTo(at(iso));
}

function at(iso: string): NonNullable<ReturnType<typeof instantFromIso>> {
  const instant = instantFromIso(iso);
  assert.ok(instant !== undefined, isoFromInstant(business.clock.now()));
  return instant;
}
