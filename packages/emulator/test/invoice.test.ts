import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type Value } from "./world.ts";

const ORDER_UPDATE = {
  type: "template",
  template: {
    name: "order_update",
    language: { code: "en_US" },
    components: [
      {
        type: "body",
        parameters: [
          { type: "text", text: "A" },
          { type: "text", text: "B" },
        ],
      },
    ],
  },
};

test("GET /emulator/invoice: a line for what is alike, by month of delivery", async () => {
  const { control, says, text, send, turn } = beginWorld({ at: "2026-11-30T23:00:00Z" });
  await says(ALICE, "hello");
  await text(ALICE, "free within the allowance");
  await send({ to: ALICE, ...ORDER_UPDATE });
  await send({ to: ALICE, ...ORDER_UPDATE });
  await turn("1h");
  await send({ to: ALICE, ...ORDER_UPDATE });
  await turn("1h");

  const november = (await control("GET", "/emulator/invoice?month=2026-11")).body;
  const december = (await control("GET", "/emulator/invoice?month=2026-12")).body;
  const wrong = await control("GET", "/emulator/invoice?month=13");

  const brief = ({ category, type, volume, costMicros }: Value): unknown[] => [
    category,
    type,
    volume,
    costMicros,
  ];
  assert.deepEqual(november.lines.map(brief), [
    ["service", "free_customer_service", 1, 0],
    ["utility", "regular", 2, 44_000],
  ]);
  assert.deepEqual(december.lines.map(brief), [["utility", "regular", 1, 22_000]]);
  assert.deepEqual(november.totalMicros, { USD: 44_000 });
  assert.equal(november.lines[0].country, "United Kingdom");
  assert.equal(wrong.status, 400);
});

test("the invoice says what the webhooks said, through the allowance", async () => {
  const { control, says, text, turn, statuses } = beginWorld();
  for (let i = 0; i < 59; i++) {
    const phone = String(Number(ALICE) + i);
    await says(phone, "hello");
    for (let j = 0; j < 17; j++) await text(phone, `message ${j}`);
    if (i === 29) await turn("1s");
  }
  await turn("10s");

  const { lines } = (await control("GET", "/emulator/invoice?month=2026-11")).body;
  const told = statuses().filter(({ status }) => status === "delivered");

  const free = told.filter(({ pricing }) => pricing.type === "free_customer_service");
  const paid = told.filter(({ pricing }) => pricing.type === "regular" && pricing.billable);
  assert.deepEqual([free.length, paid.length], [1_000, 3]);
  assert.deepEqual(
    lines.map(({ type, volume, costMicros }: Value) => [type, volume, costMicros > 0]),
    [
      ["free_customer_service", 1_000, false],
      ["regular", 3, true],
    ],
  );
});

test("a failed message costs nothing, and in 2023 a conversation is charged once", async () => {
  const { control, send, text, turn } = beginWorld({ at: "2023-07-10T09:00:00Z" });
  await text(ALICE, "fails outside of the window");
  await send({ to: ALICE, ...ORDER_UPDATE });
  await turn("10s");
  await send({ to: ALICE, ...ORDER_UPDATE });
  await turn("10s");

  const { lines } = (await control("GET", "/emulator/invoice?month=2023-07")).body;

  assert.deepEqual(
    lines.map(({ model, category, volume }: Value) => [model, category, volume]),
    [["CBP", "utility", 2]],
  );
  const one = beginWorld({ at: "2023-07-10T09:00:00Z" });
  await one.send({ to: ALICE, ...ORDER_UPDATE });
  await one.turn("10s");
  const single = (await one.control("GET", "/emulator/invoice?month=2023-07")).body;
  assert.equal(single.lines[0].costMicros, lines[0].costMicros);
  assert.ok(lines[0].costMicros > 0);
});

test("a reaction is on no invoice, as nobody is told that it was delivered", async () => {
  const { control, says, text, send, turn } = beginWorld();
  const wamid = await says(ALICE, "hello");
  await text(ALICE, "hi");
  await send({ to: ALICE, type: "reaction", reaction: { message_id: wamid, emoji: "👍" } });
  await turn("10s");

  const { lines } = (await control("GET", "/emulator/invoice?month=2026-11")).body;

  assert.deepEqual(
    lines.map(({ category, volume }: Value) => [category, volume]),
    [["service", 1]],
  );
});
