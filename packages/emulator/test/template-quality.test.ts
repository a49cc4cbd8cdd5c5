import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, type Answer, beginWorld, type TestWorld, type Value } from "./world.ts";

const ORDER_UPDATE = "100000000000102";
const SPRING_SALE = "100000000000104";
const BRAZIL = 5_511_999_990_000;

interface Desk extends TestWorld {
  review(id: string, body: Value): Promise<Answer>;
  node(id: string, fields: string): Promise<Value>;
  order(to?: string): Promise<Answer>;
  sale(to?: string): Promise<Answer>;
  /** The webhooks that tell of templates so far, forgetting all. */
  told(): Value[];
}

function begin(options: Parameters<typeof beginWorld>[0] = {}): Desk {
  const world = beginWorld(options);
  const template = (to: string, name: string, components: Value[]): Promise<Answer> =>
    world.send({
      to,
      type: "template",
      template: { name, language: { code: "en_US" }, components },
    });
  const body = (...words: string[]): Value => ({
    type: "body",
    parameters: words.map((text) => ({ type: "text", text })),
  });
  const image = { type: "image", image: { link: "https://example.com/spring.jpg" } };
  return {
    ...world,
    review: (id, change) => world.control("POST", `/emulator/templates/${id}/review`, change),
    node: async (id, fields) => (await world.graph("GET", `/v24.0/${id}?fields=${fields}`)).body,
    order: (to = ALICE) => template(to, "order_update", [body("A", "B")]),
    sale: (to = ALICE) =>
      template(to, "spring_sale", [{ type: "header", parameters: [image] }, body("Ana")]),
    told: () => world.values().filter((value) => value.message_template_id !== undefined),
  };
}

test("POST /emulator/templates/ID/review: a word on a template, and the webhook Meta would send", async () => {
  const desk = begin();

  const rejected = await desk.review(ORDER_UPDATE, { status: "REJECTED", reason: "SCAM" });
  const refused = await desk.order();
  const approved = await desk.review(ORDER_UPDATE, { status: "APPROVED" });
  const wrong = await desk.review(ORDER_UPDATE, { status: "GREAT" });
  const unknown = await desk.review("1", { status: "APPROVED" });

  assert.equal(rejected.body.status, "REJECTED");
  assert.equal(rejected.body.rejected_reason, "SCAM");
  assert.deepEqual([refused.status, refused.body.error.code], [404, 132_001]);
  assert.equal(approved.body.status, "APPROVED");
  assert.deepEqual(
    desk.told().map(({ event, reason }) => [event, reason]),
    [
      ["REJECTED", "SCAM"],
      ["APPROVED", "NONE"],
    ],
  );
  assert.deepEqual([wrong.status, unknown.status], [400, 404]);
});

test("red pauses a template for three hours, then for six, then for good", async () => {
  const desk = begin();
  const spans: string[] = [];
  for (const hours of [3, 6]) {
    await desk.review(ORDER_UPDATE, { quality: "RED" });
    const paused = await desk.order();
    assert.deepEqual([paused.status, paused.body.error.code], [400, 132_015]);
    await desk.turn(`${hours - 1}h59m`);
    assert.equal((await desk.node(ORDER_UPDATE, "status")).status, "PAUSED");
    await desk.turn("1m");
    assert.equal((await desk.node(ORDER_UPDATE, "status")).status, "APPROVED");
    assert.equal((await desk.order()).status, 200);
    spans.push(...desk.told().map((value) => value.other_info?.title ?? value.new_quality_score));
  }

  await desk.review(ORDER_UPDATE, { quality: "RED" });
  const disabled = await desk.order();
  const gone = await desk.graph(
    "DELETE",
    "/v24.0/100000000000010/message_templates?name=order_update",
  );
  const [, last] = desk.told();

  assert.deepEqual(spans, [
    ...["RED", "FIRST_PAUSE", "UNPAUSE", "UNKNOWN"],
    ...["RED", "SECOND_PAUSE", "UNPAUSE", "UNKNOWN"],
  ]);
  assert.deepEqual([disabled.status, disabled.body.error.code], [400, 132_016]);
  assert.deepEqual([last.event, last.other_info.title], ["DISABLED", "DISABLED"]);
  assert.equal(last.disable_info.disable_date, Math.floor(desk.clock.now() / 1_000));
  assert.equal(gone.status, 400);
});

test("the webhook about quality says what it was and what it is", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { quality: "YELLOW" });
  await desk.review(ORDER_UPDATE, { quality: "YELLOW" });

  assert.deepEqual(desk.told(), [
    {
      previous_quality_score: "GREEN",
      new_quality_score: "YELLOW",
      message_template_id: Number(ORDER_UPDATE),
      message_template_name: "order_update",
      message_template_language: "en_US",
    },
  ]);
  assert.equal((await desk.order()).status, 200);
});

test("POST /TEMPLATE/unpause: a pause ends early, and does not end twice", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { status: "PAUSED" });

  const early = await desk.graph("POST", `/v24.0/${ORDER_UPDATE}/unpause`);
  const again = await desk.graph("POST", `/v24.0/${ORDER_UPDATE}/unpause`);
  await desk.turn("3h");

  assert.deepEqual(early.body, { success: true });
  assert.equal(again.body.success, false);
  assert.deepEqual(
    desk.told().flatMap(({ event }) => event ?? []),
    ["PAUSED", "APPROVED"],
  );
});

test("a paced template holds messages, and lets them go when it turns out green", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { quality: "UNKNOWN", pacedAfter: 1 });

  const [first, second] = [await desk.order(), await desk.order()];
  await desk.turn("10m");
  const early = desk.statuses().filter(({ status }) => status === "sent");
  await desk.review(ORDER_UPDATE, { quality: "GREEN" });
  await desk.turn("10s");
  const late = desk.statuses().filter(({ status }) => status === "delivered");

  assert.equal(first.body.messages[0].message_status, "accepted");
  assert.equal(second.body.messages[0].message_status, "held_for_quality_assessment");
  assert.deepEqual(
    early.map(({ id }) => id),
    [first.body.messages[0].id],
  );
  assert.deepEqual(
    late.map(({ id }) => id),
    [second.body.messages[0].id],
  );
});

test("held messages of a template that turns out red are dropped, and it must be unpaused", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { quality: "UNKNOWN", pacedAfter: 0 });
  const held = await desk.order();
  desk.values();

  await desk.review(ORDER_UPDATE, { quality: "RED" });
  await desk.turn("24h");
  const values = desk.values();

  const [failed] = values.flatMap(({ statuses }) => statuses ?? []);
  assert.deepEqual([failed.id, failed.errors[0].code], [held.body.messages[0].id, 132_015]);
  assert.ok(values.some((value) => value.other_info?.title === "RATE_LIMITING_PAUSE"));
  assert.equal((await desk.node(ORDER_UPDATE, "status")).status, "PAUSED");
});

test("a template that was unpaused is paced from its next message on", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { quality: "UNKNOWN", pacedAfter: 1 });
  await desk.order();
  await desk.review(ORDER_UPDATE, { status: "PAUSED" });
  await desk.turn("3h");

  const [first, second] = [await desk.order(), await desk.order()];

  assert.equal(first.body.messages[0].message_status, "accepted");
  assert.equal(second.body.messages[0].message_status, "held_for_quality_assessment");
});

test("what is held goes out after half an hour if nobody says anything", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { quality: "UNKNOWN", pacedAfter: 0 });
  await desk.order();
  await desk.turn("29m");
  const early = desk.statuses();
  await desk.turn("2m");

  assert.deepEqual(early, []);
  assert.deepEqual(
    desk.statuses().map(({ status }) => status),
    ["sent", "delivered"],
  );
  assert.equal((await desk.order()).body.messages[0].message_status, "accepted");
});

test("a marketing template that is not green is paced after a thousand messages", async () => {
  const desk = begin();
  await desk.review(SPRING_SALE, { quality: "YELLOW" });
  const words: string[] = [];
  for (let at = 0; at < 1_001; at++) {
    if (at === 500) await desk.turn("1s");
    words.push((await desk.sale(String(BRAZIL + at))).body.messages[0].message_status);
  }

  assert.ok(words.slice(0, 1_000).every((word) => word === "accepted"));
  assert.equal(words[1_000], "held_for_quality_assessment");
});

/** When a utility template that Meta finds to be marketing becomes so. */
for (const { at, after } of [
  { at: "2024-03-10T12:00:00Z", after: "0s" },
  { at: "2024-07-10T12:00:00Z", after: "24h" },
  { at: "2026-11-02T12:00:00Z", after: "24h" },
]) {
  test(`on ${at.slice(0, 10)} utility becomes marketing after ${after}`, async () => {
    const desk = begin({ at });

    await desk.review(ORDER_UPDATE, { category: "MARKETING" });
    const before = await desk.node(ORDER_UPDATE, "category,correct_category");
    if (after !== "0s") await desk.turn("23h59m59s");
    const late = await desk.node(ORDER_UPDATE, "category");
    await desk.turn("1s");
    const settled = await desk.node(ORDER_UPDATE, "category,previous_category,status");

    const names = {
      message_template_id: Number(ORDER_UPDATE),
      message_template_name: "order_update",
      message_template_language: "en_US",
    };
    const done = { ...names, previous_category: "UTILITY", new_category: "MARKETING" };
    const timestamp = Math.floor(Date.parse(at) / 1_000) + 86_400;
    const warning = {
      ...names,
      new_category: "UTILITY",
      correct_category: "MARKETING",
      category_update_timestamp: timestamp,
    };
    assert.deepEqual(desk.told(), after === "0s" ? [done] : [warning, done]);
    assert.equal(before.correct_category, after === "0s" ? undefined : "MARKETING");
    assert.equal(late.category, after === "0s" ? "MARKETING" : "UTILITY");
    assert.deepEqual(
      [settled.category, settled.previous_category, settled.status],
      ["MARKETING", "UTILITY", "APPROVED"],
    );
  });
}

test("a template that is authentication is rejected on the first of the next month", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { category: "AUTHENTICATION" });
  const sent = await desk.order();
  await desk.turn("686h59m");
  const before = await desk.node(ORDER_UPDATE, "status,correct_category");
  await desk.turn("1m");

  assert.equal(sent.status, 200);
  assert.deepEqual([before.status, before.correct_category], ["APPROVED", "AUTHENTICATION"]);
  const after = await desk.node(ORDER_UPDATE, "status,rejected_reason");
  assert.deepEqual([after.status, after.rejected_reason], ["REJECTED", "INCORRECT_CATEGORY"]);
});

test("a template that was utility is charged as marketing once Meta has made it so", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { category: "MARKETING" });
  await desk.order();
  await desk.turn("24h");
  await desk.order();
  await desk.turn("10s");

  const told = desk.statuses().filter(({ status }) => status === "delivered");
  assert.deepEqual(
    told.map(({ pricing }) => pricing.category),
    ["utility", "marketing"],
  );
});

test("a template that is not approved, and an account that cannot pay, say so in their health", async () => {
  const desk = begin();
  await desk.review(ORDER_UPDATE, { status: "REJECTED" });
  await desk.control("POST", "/emulator/numbers/100000000000020", { paymentMethod: false });

  const template = await desk.node(ORDER_UPDATE, "health_status");
  const number = await desk.node("100000000000020", "health_status");

  const words = ({ health_status: health }: Value): unknown[] => [
    health.can_send_message,
    ...health.entities.map((one: Value) => [one.entity_type, one.errors?.[0].error_code]),
  ];
  const others = [
    ["WABA", 141_006],
    ["BUSINESS", undefined],
    ["APP", undefined],
  ];
  assert.deepEqual(words(template), ["BLOCKED", ["MESSAGE_TEMPLATE", 141_002], ...others]);
  assert.deepEqual(words(number), ["LIMITED", ["PHONE_NUMBER", undefined], ...others]);
});
