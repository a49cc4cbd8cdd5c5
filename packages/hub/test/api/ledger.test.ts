import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { HOUR_MS } from "@casement/engine";
import { ALICE, BOB, beginHouse, type House, type Told, type Value } from "./house.ts";

// One month on one hub, read again and again. Alice writes and is answered; both get a template;
// then Meta prices a message of Bob's otherwise than we do.

let house: House;
let told: Value;

before(async () => {
  house = await beginHouse();
  for (const phone of [ALICE, BOB]) {
    await house.writes(phone, "hello");
    const at = await addressOf(phone);
    await house.ask(`${at}/messages`, { kind: "text", text: "hi" });
    await house.turn(HOUR_MS);
    const template = { kind: "template", name: "order_update", language: "en_US" };
    await house.ask(`${at}/messages`, { ...template, values: ["=1+1", "shipped"] });
    await house.turn(24 * HOUR_MS);
  }
  await report("wamid.other", { category: "marketing", billable: true });
  const { rows } = await house.db.query(
    "select wamid from unit where charge ->> 'category' = 'utility' order by delivered_at desc",
  );
  told = { wamid: rows[0].wamid };
  await report(told.wamid, { category: "marketing", billable: true }, -86_401);
  // A conversation that nothing of this month opened is not counted in it.
  await house.db.query(
    `
insert into conversation (number_id, category, opened_by, thread_id, opened_at, expires_at,
                          initiated_by, message_count, rule)
select number_id, category, 'wamid.october', thread_id, $1, $2, initiated_by, 1, rule
from conversation
where category = 'utility'`,
    [new Date("2026-10-10T09:00:00Z"), new Date("2026-10-11T09:00:00Z")],
  );
});
after(() => house.close());

test("a month is told by day, category, market and template, and they add up", async () => {
  const { data } = (await house.ask("/ledger/month?month=2026-11")).body;

  const brief = (parts: Value[], name: string): Value =>
    parts.map((one) => [one[name], one.units, one.billable, one.unknown, one.amount]);
  assert.equal(data.currency, "USD");
  assert.deepEqual([data.units, data.billable, data.unknown, data.amount], [5, 3, 0, "0.1490"]);
  assert.deepEqual(brief(data.categories, "category"), [
    ["marketing", 2, 2, 0, "0.1270"],
    ["service", 2, 0, 0, "0.0000"],
    ["utility", 1, 1, 0, "0.0220"],
  ]);
  assert.deepEqual(
    data.days.map((one: Value) => [one.day, one.category, one.units, one.amount]),
    [
      ["2026-11-10", "service", 1, "0.0000"],
      ["2026-11-10", "utility", 1, "0.0220"],
      ["2026-11-11", "marketing", 1, "0.0635"],
      ["2026-11-11", "service", 1, "0.0000"],
      ["2026-11-12", "marketing", 1, "0.0635"],
    ],
  );
  assert.deepEqual(brief(data.markets, "market"), [["United Kingdom", 5, 3, 0, "0.1490"]]);
  assert.deepEqual(
    data.templates.map((one: Value) => [one.template, one.category, one.units, one.amount]),
    [
      ["order_update", "marketing", 1, "0.0635"],
      ["order_update", "utility", 1, "0.0220"],
    ],
  );
});

test("conversations are counted by category and by who opened them, free units by what is left", async () => {
  const { data } = (await house.ask("/ledger/month?month=2026-11")).body;
  const before2022 = (await house.ask("/ledger/month?month=2021-12")).body.data;
  const shared = (await house.ask("/ledger/month?month=2023-07")).body.data;

  assert.deepEqual(data.conversations, [
    { category: "marketing", initiated_by: "business", opened: 2 },
    { category: "service", initiated_by: "customer", opened: 2 },
    { category: "utility", initiated_by: "business", opened: 1 },
  ]);
  assert.deepEqual(data.free_units, [
    {
      scope: "number",
      number_id: house.numberId,
      phone: "+1 555-010-0000",
      of: ["service"],
      units: 1_000,
      used: 2,
      left: 998,
    },
  ]);
  assert.deepEqual(before2022.free_units, []);
  assert.deepEqual(
    shared.free_units.map((one: Value) => [one.scope, one.number_id, one.left]),
    [["account", null, 1_000]],
  );
});

test("[L6] each number of a month opens to just as many lines as it counts", async () => {
  const { data } = (await house.ask("/ledger/month?month=2026-11")).body;
  const linesOf = async (query: Record<string, string>): Promise<Value[]> => {
    const search = new URLSearchParams({ month: "2026-11", ...query });
    return (await house.ask(`/ledger/lines?${search}`)).body.data;
  };

  for (const { day, category, units } of data.days) {
    assert.equal((await linesOf({ day, category })).length, units, `${day} ${category}`);
  }
  for (const { category, units } of data.categories) {
    assert.equal((await linesOf({ category })).length, units, category);
  }
  for (const { market, units } of data.markets) {
    assert.equal((await linesOf({ market })).length, units, market);
  }
  for (const { template, category, units } of data.templates) {
    assert.equal((await linesOf({ template, category })).length, units, template);
  }
  for (const { category, initiated_by, opened } of data.conversations) {
    const lines = await linesOf({ opened: category, initiated_by });
    assert.equal(lines.length, opened, `${category} by ${initiated_by}`);
  }
  assert.equal((await linesOf({ differs: "true" })).length, data.differences);
  assert.equal(data.by_other_tools, 1);
  assert.deepEqual(
    (await linesOf({ origin: "unknown" })).map((one) => one.wamid),
    ["wamid.other"],
  );
  assert.deepEqual(await linesOf({ state: "unknown" }), []);
  assert.deepEqual(await linesOf({ market: "France" }), []);
  assert.equal((await house.ask("/ledger/lines?day=2026-11-31")).status, 400);
});

test("[L5] where Meta's word is not ours both are shown, with what ours would cost and why", async () => {
  const { data } = (await house.ask("/ledger/lines?month=2026-11&differs=true")).body;

  assert.equal(data.length, 1);
  const [{ difference, charge, wamid, template }] = data;
  assert.deepEqual([wamid, template, charge.amount], [told.wamid, "order_update", "0.0635"]);
  assert.deepEqual(difference, {
    fields: ["category"],
    ours: { model: "PMP", category: "utility", type: "regular", billable: true },
    theirs: { model: "PMP", category: "marketing", type: "regular", billable: true },
    our_amount: "0.0220",
    why:
      "Meta says marketing, our rules say utility. By our rules it costs 0.0220 USD as utility " +
      "to United Kingdom, by Meta's price list of 2026-10-01. Meta’s word is booked. (P15)",
  });
});

test("[L6] a message is told with its rule, its facts, its postings and the kept post of each", async () => {
  const { data } = await message(told.wamid);

  assert.deepEqual([data.line.charge.rule, data.line.charge.price_rule], ["P15", "P6"]);
  assert.deepEqual([data.ours.category, data.ours.rule], ["utility", "P12"]);
  assert.equal(
    data.ours.why,
    "Costs 0.0220 USD as utility to United Kingdom, by Meta's price list of 2026-10-01. (P12)",
  );
  assert.match(data.rate_row, /^PMP\/United Kingdom\/marketing\/USD\//);
  assert.equal(data.conversation.opened_by, told.wamid);
  assert.deepEqual(
    data.facts.map((one: Value) => [one.kind, one.said.status ?? null, one.post !== null]),
    [
      ["status_reported", "delivered", true],
      ["business_message", null, false],
      ["status_reported", "sent", true],
      ["status_reported", "delivered", true],
    ],
  );
  assert.deepEqual(
    data.postings.map((one: Value) => [one.amount, one.period, one.corrects !== null]),
    [
      ["0.0220", "2026-11", false],
      ["0.0220", "2026-11", true],
      ["0.0635", "2026-11", true],
    ],
  );
  const [{ fact_id: factId, post }] = data.facts;
  const address = `/posts/${house.numberId}/${post.received_on}/${post.post_id}`;
  const kept = (await house.ask(`${address}?fact_id=${factId}`)).body.data;
  assert.deepEqual([kept.path, kept.is_whole], ["entry[0].changes[0].value.statuses[0]", true]);
  assert.match(kept.signature, /^sha256=/);
  const [{ changes }] = JSON.parse(kept.body).entry;
  assert.equal(changes[0].value.statuses[0].pricing.category, "marketing");
});

test("[G5] a key sees of a post that names other numbers only the notice it asks for", async () => {
  const elsewhere = { ...statusOf("wamid.elsewhere", {}), recipient_id: "33612345678" };
  await post([
    change([statusOf("wamid.mixed", { category: "utility", billable: true })]),
    change([elsewhere], "100000000000099"),
  ]);
  const ours = (await message("wamid.mixed")).data.facts[0];
  const address = `/posts/${house.numberId}/${ours.post.received_on}/${ours.post.post_id}`;
  const key = await house.makeKey({
    scopes: ["ledger:read", "threads:read"],
    numberIds: [BigInt(house.numberId)],
  });
  const ask = (path: string): Promise<Told> =>
    house.ask(path, undefined, { authorization: `Bearer ${key}` });

  const part = (await ask(`${address}?fact_id=${ours.fact_id}`)).body.data;
  const rest = await ask(address);

  assert.equal(part.is_whole, false);
  assert.doesNotMatch(part.body, /33612345678|wamid\.elsewhere/);
  assert.equal(JSON.parse(part.body).id, "wamid.mixed");
  assert.equal(rest.status, 404);
  assert.match((await house.ask(address)).body.data.body, /33612345678/);
  assert.equal((await ask("/ledger/messages/100000000000099/wamid.elsewhere")).status, 404);
  const { rows } = await house.db.query(
    "select encode(fact_id, 'hex') as id, post_id from fact where number_id = 100000000000099",
  );
  const day = ours.post.received_on;
  const beyond = `/posts/100000000000099/${day}/${rows[0].post_id}?fact_id=${rows[0].id}`;
  assert.equal((await ask(beyond)).status, 404);
});

test("the lines are exported as a table that a spreadsheet reads and does not run", async () => {
  await house.db.query("update thread set name = '=cmd|calc, \"x\"' where phone = $1", [ALICE]);

  const { status, headers, body } = await house.ask("/ledger.csv?month=2026-11&category=service");

  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(headers.get("content-disposition") ?? "", /filename="ledger-2026-11\.csv"/);
  const [head, ...lines] = body.trimEnd().split("\r\n");
  assert.match(head, /^delivered_at,number_id,customer,message,/);
  assert.equal(lines.length, 2);
  assert.match(lines[1], /,"'=cmd\|calc, ""x""",wamid\./);
  assert.equal((await house.ask("/ledger.csv", undefined, { authorization: "" })).status, 401);
});

async function addressOf(phone: string): Promise<string> {
  const [thread] = (await house.ask(`/threads?q=${phone}`)).body.data;
  return `/threads/${thread.number_id}/${thread.thread_id}`;
}

async function message(wamid: string): Promise<Value> {
  const path = `/ledger/messages/${house.numberId}/${encodeURIComponent(wamid)}`;
  return (await house.ask(path)).body;
}

function statusOf(id: string, pricing: object, afterSeconds = 0): Value {
  const timestamp = String(Math.floor(house.clock.now() / 1000) + afterSeconds);
  const priced = { pricing_model: "PMP", type: "regular", ...pricing };
  return { id, status: "delivered", timestamp, recipient_id: BOB, pricing: priced };
}

function change(statuses: Value[], numberId: string = house.numberId): Value {
  const metadata = { phone_number_id: numberId, display_phone_number: "15550100000" };
  return { field: "messages", value: { messaging_product: "whatsapp", metadata, statuses } };
}

/** Meta reports a delivery, with its own word on the price. */
async function report(wamid: string, pricing: object, afterSeconds = 0): Promise<void> {
  await post([change([statusOf(wamid, pricing, afterSeconds)])]);
}

async function post(changes: Value[]): Promise<void> {
  const { wabaId, appSecret } = house.emulator.credentials;
  const entry = [{ id: wabaId, changes }];
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  const signature = signatureOf(Buffer.from(body), appSecret);
  const answer = await fetch(`${house.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: { "x-hub-signature-256": signature },
    body,
  });
  assert.equal(answer.status, 200);
  await house.turn(0);
}
