import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, type MonthSum, monthSums } from "./month-sum.ts";
import { beginWorld, type TestWorld, type Value } from "./world.ts";

// Thirty days with a thousand customers, from before a change of Meta's prices to after it.

const START = "2026-09-20T08:00:00Z";
const DAYS = 30;
const SAVED_ON_DAY = 25;
const CUSTOMERS = 1_000;
/** Every so many customers one has something to do with the business on a day. */
const ONE_IN = process.env["CASEMENT_TESTS"] === "all" ? 4 : 12;
/** These phones are off on the last day of September, and on again the day after. */
const IS_OFF_ONE_IN = 50;
const OFF_ON_DAY = 10;

test("GET /emulator/invoice: thirty days of a thousand customers cost what a list and a pencil say", async () => {
  const sent = new Map<string, string>();
  const world = await beginMonth();
  await goThrough(world, sent, 0, SAVED_ON_DAY);
  const earlier = world.values();
  const saved = (await world.control("GET", "/emulator/state")).body;
  const other = await beginMonth();
  await other.control("PUT", "/emulator/state", saved);

  await goThrough(world, sent, SAVED_ON_DAY, DAYS);
  await goThrough(other, sent, SAVED_ON_DAY, DAYS);

  const later = world.values();
  const sums = monthSums([...earlier, ...later], sent);
  assert.deepEqual(await invoiced(world), sums);
  assert.deepEqual(await invoiced(other), sums);
  assert.deepEqual(other.values(), later);
  // What makes it worth adding up: both regimes, all categories, and more than the allowance.
  assert.equal(sums.length, 8);
  const service = sums.filter(({ category }) => category === "service");
  assert.deepEqual(
    service.map(({ costMicros }) => costMicros > 0),
    [false, true],
  );
});

async function beginMonth(): Promise<TestWorld> {
  const world = beginWorld({ at: START });
  const { phoneNumberId } = world.emulator.credentials;
  await world.control("POST", `/emulator/numbers/${phoneNumberId}`, { throughput: "unlimited" });
  return world;
}

/** What happens from one day up to, and not with, another: mornings, and just before the next. */
async function goThrough(
  world: TestWorld,
  sent: Map<string, string>,
  from: number,
  to: number,
): Promise<void> {
  for (let day = from; day < to; day++) {
    const here = [...Array(CUSTOMERS).keys()].filter((one) => (one * 3 + day) % ONE_IN === 0);
    if (day === OFF_ON_DAY || day === OFF_ON_DAY + 1) await switchPhones(world, day === OFF_ON_DAY);
    for (const one of here) await inTheMorning(world, sent, one, day);
    await world.turn("23h59m");
    for (const one of here) if (one % 2 === 0) await write(world, sent, one, "service");
    await world.turn("1m");
  }
}

/** Some write and are answered, some hear of the business out of the blue. */
async function inTheMorning(
  world: TestWorld,
  sent: Map<string, string>,
  one: number,
  day: number,
): Promise<void> {
  const turn = (Math.floor(one / ONE_IN) + day) % 6;
  if (turn < 3) await world.says(phoneOf(one), "hello");
  if (turn < 2) await write(world, sent, one, "service");
  await write(world, sent, one, ["service", "utility", "utility", "marketing"][turn] ?? "utility");
  if (turn === 5) await write(world, sent, one, "authentication");
}

async function write(
  world: TestWorld,
  sent: Map<string, string>,
  one: number,
  category: string,
): Promise<void> {
  const answer = await world.send({ to: phoneOf(one), ...MESSAGES[category] });
  assert.equal(answer.status, 200, answer.text);
  sent.set(answer.body.messages[0].id, category);
}

async function switchPhones(world: TestWorld, offline: boolean): Promise<void> {
  for (let one = 0; one < CUSTOMERS; one += IS_OFF_ONE_IN) {
    await world.control("PUT", `/emulator/customers/${phoneOf(one)}`, { behaviour: { offline } });
  }
}

/** The invoices of both months, with their lines of all markets and types together. */
async function invoiced({ control }: TestWorld): Promise<MonthSum[]> {
  const sums = new Map<string, MonthSum>();
  for (const month of ["2026-09", "2026-10"]) {
    const { lines, totalMicros } = (await control("GET", `/emulator/invoice?month=${month}`)).body;
    let total = 0;
    for (const { category, volume, costMicros } of lines) {
      const known = sums.get(keyOf({ month, category }));
      sums.set(keyOf({ month, category }), {
        ...{ month, category, volume: (known?.volume ?? 0) + volume },
        costMicros: (known?.costMicros ?? 0) + costMicros,
      });
      total += costMicros;
    }
    assert.deepEqual(totalMicros, { USD: total });
  }
  return [...sums.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function phoneOf(one: number): string {
  const start = ["4477009", "4915100", "5511999", "9198765"][one % 4] ?? "";
  return `${start}${String(one).padStart(5, "0")}`;
}

const ORDER = [
  { type: "text", text: "A-17" },
  { type: "text", text: "on its way" },
];
const CODE = [{ type: "text", text: "1234" }];

const MESSAGES: Readonly<Record<string, Value>> = {
  service: { type: "text", text: { body: "hello" } },
  utility: template("order_update", [{ type: "body", parameters: ORDER }]),
  marketing: template("spring_sale", [
    {
      type: "header",
      parameters: [{ type: "image", image: { link: "https://example.com/spring.jpg" } }],
    },
    { type: "body", parameters: [{ type: "text", text: "Ann" }] },
  ]),
  authentication: template("verification_code", [
    { type: "body", parameters: CODE },
    { type: "button", sub_type: "url", index: 0, parameters: CODE },
  ]),
};

function template(name: string, components: readonly Value[]): Value {
  return { type: "template", template: { name, language: { code: "en_US" }, components } };
}
