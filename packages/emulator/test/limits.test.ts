import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import fc from "fast-check";
import { nobodyReached, reach } from "../src/limits/reached-customers.ts";
import { ALICE, type Answer, beginWorld, type TestWorld, type Value } from "./world.ts";

const NUMBER = "100000000000020";
const BRAZIL = 5_511_999_990_000;
const brazil = (at: number): string => String(BRAZIL + at);

interface Line extends TestWorld {
  set(body: Value): Promise<Answer>;
  /** A template to a customer: utility, or with `spring_sale` marketing, or a code. */
  template(to: string, name?: string): Promise<Answer>;
  /** Customers block the business, one after the other. Returns the number's quality then. */
  block(from: number, to: number): Promise<string>;
  /** The codes of what failed so far, forgetting all. */
  failures(): number[];
}

function begin(options: Parameters<typeof beginWorld>[0] = {}): Line {
  const world = beginWorld(options);
  const words = (...texts: string[]): Value => ({
    type: "body",
    parameters: texts.map((text) => ({ type: "text", text })),
  });
  const image = { type: "image", image: { link: "https://example.com/spring.jpg" } };
  const code = {
    type: "button",
    sub_type: "url",
    index: 0,
    parameters: [{ type: "text", text: "123" }],
  };
  const components: Record<string, Value[]> = {
    hello_world: [],
    spring_sale: [{ type: "header", parameters: [image] }, words("Ana")],
    verification_code: [words("123"), code],
  };
  return {
    ...world,
    set: (body) => world.control("POST", `/emulator/numbers/${NUMBER}`, body),
    template: (to, name = "hello_world") =>
      world.send({
        to,
        type: "template",
        template: { name, language: { code: "en_US" }, components: components[name] },
      }),
    async block(from, to) {
      for (let at = from; at < to; at++) {
        await world.control("POST", `/emulator/customers/${brazil(at)}/block`);
      }
      const number = await world.control("POST", `/emulator/numbers/${NUMBER}`, {});
      return number.body.quality;
    },
    failures: () =>
      world.statuses().flatMap(({ errors }) => (errors === undefined ? [] : [errors[0].code])),
  };
}

test("POST /emulator/numbers/ID: what Meta thinks of a number, told by webhooks", async () => {
  const line = begin();

  const answer = await line.set({
    quality: "RED",
    throughput: "STANDARD",
    limit: 2_000,
    paymentMethod: false,
  });
  await line.set({ quality: "GREEN", throughput: "HIGH", limit: "unlimited" });
  const wrong = await line.set({ limit: 3 });
  const unknown = await line.control("POST", "/emulator/numbers/1", { quality: "RED" });
  const node = await line.graph("GET", `/v24.0/${NUMBER}?fields=quality_rating,throughput`);

  assert.deepEqual(answer.body, {
    id: NUMBER,
    quality: "RED",
    throughput: 80,
    limit: "TIER_2K",
    paymentMethod: false,
  });
  assert.deepEqual([wrong.status, unknown.status], [400, 404]);
  assert.deepEqual(node.body, {
    quality_rating: "GREEN",
    throughput: { level: "HIGH" },
    id: NUMBER,
  });
  const number = { display_phone_number: "15550100000" };
  assert.deepEqual(line.values(), [
    { ...number, event: "FLAGGED", max_daily_conversations_per_business: "TIER_UNLIMITED" },
    { ...number, event: "DOWNGRADE", max_daily_conversations_per_business: "TIER_2K" },
    { max_daily_conversations_per_business: "TIER_2K", max_phone_numbers_per_waba: 25 },
    { ...number, event: "UNFLAGGED", max_daily_conversations_per_business: "TIER_2K" },
    { ...number, event: "THROUGHPUT_UPGRADE", max_daily_conversations_per_business: "TIER_2K" },
    { ...number, event: "UPGRADE", max_daily_conversations_per_business: "TIER_UNLIMITED" },
    { max_daily_conversations_per_business: "TIER_UNLIMITED", max_phone_numbers_per_waba: 25 },
  ]);
});

test("until February 2026 limits are told in the older members", async () => {
  const line = begin({ at: "2025-11-02T09:00:00Z" });
  await line.set({ limit: 250 });

  assert.deepEqual(line.values(), [
    {
      display_phone_number: "15550100000",
      event: "DOWNGRADE",
      old_limit: "TIER_UNLIMITED",
      current_limit: "TIER_250",
    },
    {
      max_daily_conversation_per_phone: 250,
      max_daily_conversations_per_business: 250,
      max_phone_numbers_per_business: 2,
    },
  ]);
});

test("the 81st message of a second is refused, and the first of the next is not", async () => {
  const line = begin();
  await line.set({ throughput: "STANDARD" });
  for (let at = 0; at < 80; at++) assert.equal((await line.template(brazil(at))).status, 200);

  const tooFast = await line.template(brazil(80));
  await line.turn("999ms");
  const still = await line.template(brazil(80));
  await line.turn("1ms");
  const later = await line.template(brazil(80));

  assert.deepEqual([tooFast.status, tooFast.body.error.code], [400, 130_429]);
  assert.match(tooFast.body.error.error_data.details, /throughput has been reached/);
  assert.equal(still.body.error.code, 130_429);
  assert.equal(later.status, 200);
});

test("a world begins with a thousand a second, and may be let go without a limit", async () => {
  const line = begin();
  const codes = async (count: number): Promise<(number | undefined)[]> => {
    const answers = [];
    for (let at = 0; at < count; at++) answers.push(await line.template(brazil(at)));
    return answers.map(({ body }) => body.error?.code);
  };

  const limited = await codes(1_001);
  await line.set({ throughput: "unlimited" });
  const free = await codes(100);

  assert.deepEqual(limited.indexOf(130_429), 1_000);
  assert.ok(free.every((code) => code === undefined));
});

test("45 messages go to one customer at once, and then one every six seconds", async () => {
  const line = begin();
  await line.says(ALICE, "hello");
  const hi = () => line.send({ to: ALICE, type: "text", text: { body: "hi" } });
  for (let at = 0; at < 45; at++) assert.equal((await hi()).status, 200);

  const burst = await hi();
  const other = await line.template(brazil(1));
  await line.turn("5999ms");
  const early = await hi();
  await line.turn("1ms");
  const [paid, next] = [await hi(), await hi()];

  assert.deepEqual([burst.status, burst.body.error.code], [400, 131_056]);
  assert.equal(other.status, 200);
  assert.equal(early.body.error.code, 131_056);
  assert.deepEqual([paid.status, next.body.error.code], [200, 131_056]);
});

test("no more customers are reached in a day than the limit, out of their windows", async () => {
  const line = begin();
  await line.set({ limit: 250, throughput: "unlimited" });
  await line.says(ALICE, "hello");
  for (let at = 0; at < 250; at++) await line.template(brazil(at));
  await line.turn("10s");
  const before = line.failures();

  await line.template(brazil(250));
  await line.template(brazil(0));
  await line.template(ALICE);
  await line.turn("10s");
  const full = line.failures();
  await line.turn("24h");
  await line.template(brazil(250));
  await line.turn("10s");

  assert.deepEqual(before, []);
  assert.deepEqual(full, [131_048]);
  assert.deepEqual(line.failures(), []);
});

test("half of the limit in seven days earns the next level within six hours", async () => {
  const line = begin();
  await line.set({ limit: 2_000, throughput: "unlimited" });
  for (let at = 0; at < 1_000; at++) await line.template(brazil(at));
  line.values();
  await line.turn("5h59m");
  const early = line.values().filter(({ event }) => event === "UPGRADE");
  await line.turn("1m");

  const told = line.values().filter(({ event }) => event === "UPGRADE");
  assert.deepEqual(early, []);
  assert.deepEqual(
    told.map((value) => value.max_daily_conversations_per_business),
    ["TIER_10K"],
  );
  const node = await line.graph(
    "GET",
    `/v24.0/${NUMBER}?fields=whatsapp_business_manager_messaging_limit`,
  );
  assert.equal(node.body.whatsapp_business_manager_messaging_limit, "TIER_10K");
});

test("a number of low quality earns nothing", async () => {
  const line = begin();
  await line.set({ limit: 2_000, throughput: "unlimited", quality: "RED" });
  for (let at = 0; at < 1_000; at++) await line.template(brazil(at));
  await line.turn("6h");

  assert.equal((await line.set({ paymentMethod: true })).body.limit, "TIER_2K");
});

test("a number that customers block falls in quality, and is itself again a week later", async () => {
  const line = begin();
  for (let at = 0; at < 100; at++) await line.template(brazil(at));
  await line.turn("10s");
  line.values();

  const qualities = [await line.block(0, 4), await line.block(4, 5), await line.block(5, 9)];
  await line.control("POST", `/emulator/customers/${brazil(0)}/unblock`);
  await line.turn("6d");
  const [flagged, ...others] = line.values();
  const weekBefore = (await line.set({})).body.quality;
  await line.turn("1d");

  // Five of a hundred are many at once: it is RED before it was YELLOW.
  assert.deepEqual(qualities, ["GREEN", "RED", "RED"]);
  assert.deepEqual([flagged.event, others, weekBefore], ["FLAGGED", [], "RED"]);
  assert.deepEqual(
    line.values().map(({ event }) => event),
    ["UNFLAGGED"],
  );
  assert.equal((await line.set({})).body.quality, "GREEN");
});

test("what the control API says of a number's quality is lowered by blocks, and never raised", async () => {
  const line = begin();
  for (let at = 0; at < 200; at++) await line.template(brazil(at));
  await line.turn("10s");

  const few = await line.block(0, 5);
  await line.set({ quality: "RED" });
  const said = await line.block(5, 6);
  await line.turn("8d");

  assert.deepEqual([few, said, (await line.set({})).body.quality], ["YELLOW", "RED", "RED"]);
});

test("the third marketing template of a day is withheld, but for some countries", async () => {
  const line = begin();
  for (let at = 0; at < 3; at++) {
    await line.template(brazil(0), "spring_sale");
    await line.template(ALICE, "spring_sale");
  }
  await line.turn("10s");
  const withheld = line.failures();
  await line.says(brazil(0), "hello");
  await line.template(brazil(0), "spring_sale");
  await line.turn("24h");
  await line.template(brazil(0), "spring_sale");
  await line.turn("10s");

  assert.deepEqual(withheld, [131_049]);
  assert.deepEqual(line.failures(), []);
});

for (const { at, codes } of [
  { at: "2025-03-31T23:59:00Z", codes: [] },
  { at: "2025-04-01T00:00:00Z", codes: [131_049] },
]) {
  const may = codes.length === 0 ? "goes" : "does not go";
  test(`marketing ${may} to the United States on ${at.slice(0, 10)}`, async () => {
    const line = begin({ at });
    await line.template("12125550100", "spring_sale");
    await line.template("12125550100");
    await line.turn("10s");

    assert.deepEqual(line.failures(), codes);
  });
}

test("without a payment method what is free goes, and what would be charged does not", async () => {
  const line = begin();
  await line.set({ paymentMethod: false });
  await line.says(ALICE, "hello");
  await line.text(ALICE, "within the allowance");
  await line.template(ALICE);
  await line.turn("10s");
  const unpaid = line.failures();
  await line.set({ paymentMethod: true });
  await line.template(ALICE);
  await line.turn("10s");

  assert.deepEqual(unpaid, [131_042]);
  assert.deepEqual(line.failures(), []);
});

test("a code that is not delivered in ten minutes is dropped, and nobody is told", async () => {
  const line = begin();
  const offline = (is: boolean) =>
    line.control("PUT", `/emulator/customers/${ALICE}`, { behaviour: { offline: is } });
  await offline(true);
  await line.template(ALICE, "verification_code");
  await line.template(ALICE);
  await line.turn("11m");
  await offline(false);
  await line.turn("10s");

  const told = line.statuses();
  assert.deepEqual(
    told.map(({ status }) => status),
    ["sent", "sent", "delivered"],
  );
});

test("the 5,001st call about an account in an hour is refused, and the header tells", async () => {
  const line = begin();
  const look = () => line.graph("GET", `/v24.0/${NUMBER}?fields=id`);
  for (let at = 0; at < 2_500; at++) await look();
  const half = JSON.parse((await look()).headers.get("x-business-use-case-usage") ?? "{}");
  for (let at = 0; at < 2_499; at++) await look();

  const tooMany = await look();
  const sent = await line.template(brazil(0));
  await line.turn("1h");
  const next = await look();

  assert.equal(half["100000000000010"][0].call_count, 51);
  assert.deepEqual([tooMany.status, tooMany.body.error.code], [400, 80_007]);
  const [usage] = JSON.parse(tooMany.headers.get("x-business-use-case-usage") ?? "")[
    "100000000000010"
  ];
  assert.deepEqual([usage.call_count, usage.estimated_time_to_regain_access], [101, 60]);
  assert.deepEqual([sent.status, next.status], [200, 200]);
});

test("customers are counted over a moving day, week and month as a plain count would", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 60 })), { maxLength: 60 }),
      (steps) => {
        const reached = nobodyReached();
        const plain = new Map<string, number>();
        let now = 0;
        for (const [customer, hours] of steps) {
          now += hours * 3_600_000;
          reach(reached, String(customer), instantFromMs(now));
          plain.set(String(customer), now);
          const within = (days: number): number =>
            [...plain.values()].filter((at) => at > now - days * 86_400_000).length;
          assert.deepEqual(
            [reached.day.count, reached.week.count, reached.month.count],
            [within(1), within(7), within(30)],
          );
        }
      },
    ),
  );
});

test("what is older than thirty days is forgotten", () => {
  const reached = nobodyReached();
  for (let at = 0; at < 1_500; at++) reach(reached, brazil(at), instantFromMs(at));
  reach(reached, ALICE, instantFromMs(31 * 86_400_000));

  assert.deepEqual([reached.month.count, reached.log.length], [1, 1]);
  assert.deepEqual(Object.keys(reached.lastAt), [ALICE]);
});
