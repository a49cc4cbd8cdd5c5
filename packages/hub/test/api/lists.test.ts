import assert from "node:assert/strict";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { beginHouse, type Value } from "./house.ts";

test("the clock tells its time and its speed", async () => {
  await using house = await beginHouse();
  const standing = await house.ask("/clock");
  house.clock.run(60, machineTime);
  const running = await house.ask("/clock");
  house.clock.freeze();

  assert.deepEqual(standing.body.data, { now: "2026-11-10T09:00:00.000Z", speed: 0 });
  assert.equal(running.body.data.speed, 60);
});

test("[N1] the numbers of the key are listed with the account that speaks for each, page by page", async () => {
  await using house = await beginHouse();
  await house.db.query(
    "insert into number (number_id, created_at) select n, $1 from generate_series(7, 9) as n",
    [new Date(house.clock.now())],
  );
  const key = await house.makeKey({ scopes: ["numbers:read"] });
  const headers = { authorization: `Bearer ${key}` };
  const first = await house.ask("/numbers?limit=3", undefined, headers);
  const cursor = first.body.next_cursor;
  const second = await house.ask(`/numbers?limit=3&cursor=${cursor}`, undefined, headers);

  assert.deepEqual(
    first.body.data.map((one: Value) => [one.number_id, one.account_id]),
    [
      ["7", null],
      ["8", null],
      ["9", null],
    ],
  );
  assert.deepEqual(second.body, {
    data: [
      {
        number_id: house.numberId,
        account_id: house.emulator.credentials.wabaId,
        name: "Example Store",
        phone: "+1 555-010-0000",
        connected: true,
        heard_since: "2026-11-10T09:00:00.000Z",
        health: {
          ...{ last_post_at: null, not_understood: 0, pending: 0, behind_by_ms: 0 },
          ...{ unknown_drafts: 0, unknown_since: null },
        },
      },
    ],
    next_cursor: null,
  });
});

test("[N1] templates come by name and language, page by page, whatever their status", async () => {
  await using house = await beginHouse();
  await house.db.query("update template set status = 'PAUSED' where name = 'order_update'");
  const names: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = `number_id=${house.numberId}&limit=2${cursor && `&cursor=${cursor}`}`;
    const { body }: Value = await house.ask(`/templates?${query}`);
    names.push(...body.data.map((one: Value) => `${one.name} ${one.status}`));
    cursor = body.next_cursor;
  }

  assert.deepEqual(names, [
    "hello_world approved",
    "order_update paused",
    "payment_reminder approved",
    "spring_sale approved",
    "verification_code approved",
  ]);
});

test("a key that reaches several accounts must say whose ledger it wants", async () => {
  await using house = await beginHouse();
  const { wabaId } = house.emulator.credentials;
  await house.db.query(
    `insert into account (account_id, time_zone, currency, api_url, graph_version, created_at)
     values (5, 'America/Sao_Paulo', 'BRL', 'http://127.0.0.1', 'v25.0', $1)`,
    [new Date(house.clock.now())],
  );
  await house.db.query("insert into number_account values ($1, 5, false)", [house.numberId]);
  await house.organs.reload();

  const unsaid = await house.ask("/ledger");
  const one = await house.ask(`/ledger?account_id=${wabaId}`);
  const other = await house.ask("/ledger?account_id=5");
  const none = await house.ask("/ledger?account_id=6");

  assert.deepEqual([unsaid.status, unsaid.body.error.where], [400, "query.account_id"]);
  assert.equal(one.body.data.currency, "USD");
  assert.equal(other.body.data.currency, "BRL");
  assert.equal(none.status, 404);
});

test("the months of the ledger turn in the account's zone, and units of no account are its own", async () => {
  await using house = await beginHouse();
  await house.db.query("update account set time_zone = 'America/Sao_Paulo'");
  await house.organs.reload();
  const charge = {
    model: "PMP",
    category: "service",
    type: "regular",
    currency: "USD",
    rateRow: null,
    rule: "P1",
  };
  const insert = (wamid: string, at: string): Promise<unknown> =>
    house.db.query(
      `insert into unit (number_id, wamid, recipient, thread_id, delivered_at, folded, charge,
                         amount_micros, state)
       values ($1, $2, '', '00000000-0000-4000-8000-000000000001', $3, '{}', $4, 1500, 'accrued')`,
      [
        house.numberId,
        wamid,
        new Date(at),
        JSON.stringify({ ...charge, billable: true, market: null, amountMicros: 1_500 }),
      ],
    );
  await insert("last of October", "2026-11-01T02:59:59.999Z");
  await insert("first of November", "2026-11-01T03:00:00Z");
  const wamidsOf = async (month: string): Promise<string[]> =>
    (await house.ask(`/ledger?month=${month}`)).body.data.lines.map((one: Value) => one.wamid);

  assert.deepEqual(await wamidsOf("2026-10"), ["last of October"]);
  assert.deepEqual(await wamidsOf("2026-11"), ["first of November"]);
  assert.equal((await house.ask("/ledger?month=2026-11")).body.data.total, "0.0015");
});

test("[N1] pages of a ledger of several numbers give every line once, newest first", async () => {
  await using house = await beginHouse();
  const other = "100000000000021";
  await house.db.query("insert into number (number_id, created_at) values ($1, $2)", [
    other,
    new Date(house.clock.now()),
  ]);
  await house.db.query("insert into number_account values ($1, $2, true)", [
    other,
    house.emulator.credentials.wabaId,
  ]);
  await house.organs.reload();
  await house.db.query(
    `
insert into unit (number_id, wamid, recipient, thread_id, delivered_at, folded, charge,
                  amount_micros, state)
select number_id, 'wamid.' || n / 2, repeat('r', n % 2), '00000000-0000-4000-8000-000000000001',
       $1::timestamptz + n / 4 * interval '1 minute', '{}', $2::jsonb, 1, 'accrued'
from number, generate_series(0, 11) as n`,
    [
      new Date(house.clock.now()),
      JSON.stringify({
        model: "PMP",
        category: "service",
        type: null,
        billable: true,
        market: null,
        amountMicros: 1,
        currency: "USD",
        rateRow: null,
        rule: "P1",
      }),
    ],
  );
  const { rows } = await house.db.query<{ line: string }>(`
select number_id || ' ' || wamid as line
from unit
order by delivered_at desc, number_id, wamid, recipient`);

  for (const limit of [1, 5, 23, 24]) {
    const lines: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const path: string = `/ledger?limit=${limit}${cursor && `&cursor=${cursor}`}`;
      const { data } = (await house.ask(path)).body;
      lines.push(...data.lines.map((one: Value) => `${one.number_id} ${one.wamid}`));
      cursor = data.next_cursor;
    }
    assert.deepEqual(
      lines,
      rows.map((row) => row.line),
      `pages of ${limit}`,
    );
  }
});

test("what is in another currency than the account's is not added up, and counted as unknown", async () => {
  await using house = await beginHouse();
  const charges = [
    { currency: "USD", amountMicros: 2_000, state: "accrued" },
    { currency: "EUR", amountMicros: 9_000, state: "accrued" },
    { currency: "USD", amountMicros: null, state: "unknown" },
  ];
  for (const [i, { state, ...money }] of charges.entries()) {
    const rest = { model: "PMP", category: "service", type: null, billable: null, market: null };
    await house.db.query(
      `insert into unit (number_id, wamid, recipient, thread_id, delivered_at, folded, charge,
                         amount_micros, state)
       values ($1, $2, '', '00000000-0000-4000-8000-000000000001', $3, '{}', $4, $5, $6)`,
      [
        house.numberId,
        `wamid.${i}`,
        new Date(house.clock.now()),
        JSON.stringify({ ...rest, ...money, rule: "P1" }),
        money.amountMicros,
        state,
      ],
    );
  }

  const { data } = (await house.ask("/ledger")).body;

  assert.equal(data.total, "0.0020");
  assert.equal(data.unknown, 2);
  assert.equal(data.lines.length, 3);
});
