import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

const BOB = "5511999990001";

function template(to: string) {
  return { to, type: "template", template: { name: "hello_world", language: { code: "en_US" } } };
}

/** Two customers, two days: what a report is made of. */
async function begin(at: string): Promise<TestWorld> {
  const world = beginWorld({ at });
  await world.says(ALICE, "hello");
  await world.text(ALICE, "hi");
  await world.turn("25h");
  await world.send(template(ALICE));
  await world.send(template(BOB));
  await world.turn("1m");
  await world.control("POST", `/emulator/customers/${BOB}/read`);
  return world;
}

async function report(world: TestWorld, fields: string): Promise<Value> {
  const { wabaId } = world.emulator.credentials;
  const path = `/v24.0/${wabaId}?fields=${encodeURIComponent(fields)}`;
  const { status, body } = await world.graph("GET", path);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const DAY_ONE = Date.UTC(2026, 10, 2) / 1_000;
const DAY = 86_400;
const SPAN = `start(${DAY_ONE}).end(${DAY_ONE + 3 * DAY})`;

test("GET /WABA: analytics count what was sent and what arrived, by day", async () => {
  const world = await begin("2026-11-02T09:00:00Z");

  const { analytics } = await report(world, `analytics.${SPAN}.granularity(DAY).country_codes([])`);
  const brazil = await report(
    world,
    `id,name,analytics.${SPAN}.granularity(MONTH).country_codes(["BR"])`,
  );

  assert.deepEqual(analytics, {
    phone_numbers: ["15550100000"],
    granularity: "DAY",
    data_points: [
      { start: DAY_ONE, end: DAY_ONE + DAY, sent: 1, delivered: 1 },
      { start: DAY_ONE + DAY, end: DAY_ONE + 2 * DAY, sent: 2, delivered: 2 },
    ],
  });
  const [month] = brazil.analytics.data_points;
  assert.deepEqual([month.start, month.sent], [Date.UTC(2026, 10) / 1_000, 1]);
  assert.equal(brazil.name, "Example Store");
});

test("GET /WABA: pricing_analytics say what the invoice says", async () => {
  const world = await begin("2026-11-02T09:00:00Z");
  const dimensions = "dimensions([COUNTRY,PRICING_CATEGORY,PRICING_TYPE])";

  const { pricing_analytics: told } = await report(
    world,
    `pricing_analytics.${SPAN}.granularity(DAILY).${dimensions}`,
  );
  const total = await report(world, `pricing_analytics.${SPAN}.granularity(MONTHLY)`);
  const { totalMicros } = (await world.control("GET", "/emulator/invoice?month=2026-11")).body;

  const points = told.data[0].data_points;
  assert.deepEqual(
    points.map(({ start, country, pricing_type, pricing_category, volume }: Value) => [
      (start - DAY_ONE) / DAY,
      country,
      pricing_type,
      pricing_category,
      volume,
    ]),
    [
      [0, "GB", "FREE_CUSTOMER_SERVICE", "SERVICE", 1],
      [1, "BR", "REGULAR", "UTILITY", 1],
      [1, "GB", "REGULAR", "UTILITY", 1],
    ],
  );
  const [month] = total.pricing_analytics.data[0].data_points;
  assert.deepEqual([month.volume, month.cost], [3, totalMicros.USD / 1_000_000]);
});

test("GET /WABA: conversation_analytics tell of the time when conversations were charged", async () => {
  const world = await begin("2023-07-10T09:00:00Z");
  const start = Date.UTC(2023, 6, 1) / 1_000;
  const span = `start(${start}).end(${start + 31 * DAY}).granularity(MONTHLY)`;

  const { conversation_analytics: told } = await report(
    world,
    `conversation_analytics.${span}.dimensions(["CONVERSATION_CATEGORY","CONVERSATION_TYPE"])`,
  );
  const { pricing_analytics: none } = await report(world, `pricing_analytics.${span}`);

  const points = told.data[0].data_points;
  assert.deepEqual(
    points.map(({ conversation_category, conversation_type, conversation }: Value) => [
      conversation_category,
      conversation_type,
      conversation,
    ]),
    [
      ["SERVICE", "FREE_TIER", 1],
      ["UTILITY", "REGULAR", 2],
    ],
  );
  assert.ok(points[1].cost > 0);
  assert.deepEqual(none.data[0].data_points, []);
});

test("GET /WABA/template_analytics: what came of a template, once that is switched on", async () => {
  const world = await begin("2026-11-02T09:00:00Z");
  const { wabaId } = world.emulator.credentials;
  const id = "100000000000101";
  const path =
    `/v24.0/${wabaId}/template_analytics?start=${DAY_ONE}&end=${DAY_ONE + 3 * DAY}` +
    `&granularity=daily&metric_types=cost,clicked,delivered,read,sent&template_ids=[${id}]`;

  const off = await world.graph("GET", path);
  await world.graph("POST", `/v24.0/${wabaId}?is_enabled_for_insights=true`);
  const on = await world.graph("GET", path);
  const wrong = await world.graph("GET", path.replace(/end=\d+/, "end=1"));

  assert.equal(off.body.error.code, 200_007);
  const [{ data_points: points, ...rest }] = on.body.data;
  assert.deepEqual(rest, { granularity: "DAILY", product_type: "cloud_api" });
  const [{ cost, ...point }] = points;
  assert.deepEqual(point, {
    template_id: id,
    start: DAY_ONE + DAY,
    end: DAY_ONE + 2 * DAY,
    sent: 2,
    delivered: 2,
    read: 1,
  });
  assert.deepEqual(
    cost.map(({ type }: Value) => type),
    ["amount_spent", "cost_per_delivered"],
  );
  assert.deepEqual([wrong.body.error.code, wrong.body.error.error_subcode], [100, 2_388_077]);
});

test("GET /WABA/call_analytics: the calls that were taken up", async () => {
  const world = beginWorld();
  const { phoneNumberId, wabaId } = world.emulator.credentials;
  const { id } = (await world.control("POST", `/emulator/customers/${ALICE}/calls`)).body;
  const act = (action: string) =>
    world.graph("POST", `/v24.0/${phoneNumberId}/calls`, {
      messaging_product: "whatsapp",
      call_id: id,
      action,
      session: { sdp_type: "answer", sdp: "v=0" },
    });
  await act("accept");
  await world.turn("2m");
  await act("terminate");
  const query = `start=${DAY_ONE}&end=${DAY_ONE + DAY}&granularity=DAILY`;

  const edge = await world.graph("GET", `/v24.0/${wabaId}/call_analytics?${query}`);

  assert.deepEqual(edge.body.data[0].data_points, [
    {
      start: DAY_ONE,
      end: DAY_ONE + DAY,
      direction: "USER_INITIATED",
      count: 1,
      average_duration: 120,
    },
  ]);
});

test("GET /WABA: a report without its span is Meta's error, and edges are fields, too", async () => {
  const world = beginWorld();
  const { wabaId, phoneNumberId } = world.emulator.credentials;

  const bare = await world.graph("GET", `/v24.0/${wabaId}?fields=analytics`);
  const { phone_numbers: numbers } = await report(
    world,
    "phone_numbers.limit(1){id,verified_name}",
  );

  assert.deepEqual([bare.status, bare.body.error.code], [400, 100]);
  assert.deepEqual(numbers.data, [{ verified_name: "Example Store", id: phoneNumberId }]);
});
