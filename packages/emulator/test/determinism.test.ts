import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Random, randomStateFromSeed } from "../src/random.ts";
import { upload, uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type TestWorld } from "./world.ts";

const BOB = "5511999990001";

type Step = (world: TestWorld) => Promise<unknown>;

const steps: Step[] = [
  (world) => world.says(ALICE, "hello 😀"),
  (world) => world.says(BOB, "olá"),
  (world) => world.send({ to: ALICE, type: "text", text: { body: "hi" } }),
  (world) => world.send({ to: BOB, type: "text", text: { body: "" } }),
  (world) =>
    world.send({
      to: BOB,
      type: "template",
      template: { name: "hello_world", language: { code: "en_US" } },
    }),
  (world) => world.control("POST", `/emulator/customers/${ALICE}/read`),
  (world) => upload(world, { type: "image/png" }),
  (world) => upload(world, { type: "application/zip" }),
  async (world) => {
    const id = await uploaded(world, {});
    await world.send({ to: ALICE, type: "image", image: { id } });
    const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;
    await world.fetchUrl(url, { range: "bytes=1-" });
  },
  (world) =>
    world.send({ to: ALICE, type: "image", image: { link: "https://example.com/spring.jpg" } }),
  (world) => world.send({ to: ALICE, type: "video", video: { link: "https://example.com/none" } }),
  (world) =>
    world.control("POST", `/emulator/customers/${ALICE}/messages`, { type: "audio", audio: {} }),
  (world) => world.graph("GET", `/v24.0/${world.emulator.credentials.wabaId}/phone_numbers`),
  (world) => number(world, "POST", "/message_qrdls", { prefilled_message: "hi" }),
  (world) => number(world, "POST", "/register", { messaging_product: "whatsapp", pin: "123456" }),
  (world) => number(world, "POST", "/request_code", { code_method: "SMS", language: "en_US" }),
  (world) => number(world, "POST", "/groups", { messaging_product: "whatsapp", subject: "Garden" }),
  (world) =>
    number(world, "POST", "/block_users", {
      messaging_product: "whatsapp",
      block_users: [{ user: BOB }],
    }),
  (world) =>
    number(world, "POST", "/calls", {
      messaging_product: "whatsapp",
      to: ALICE,
      action: "connect",
      session: { sdp_type: "offer", sdp: "v=0" },
    }),
  (world) => world.control("POST", `/emulator/customers/${ALICE}/calls`),
  (world) => world.control("POST", `/emulator/customers/${BOB}/stop_marketing`),
  (world) => world.control("PUT", `/emulator/customers/${ALICE}`, { hidePhone: true }),
  (world) =>
    world.control("POST", `/emulator/customers/${BOB}/change_number`, { to: "5511999990009" }),
  (world) =>
    world.graph("POST", `/v24.0/${world.emulator.credentials.appId}/uploads`, {
      file_length: 3,
      file_type: "image/png",
    }),
  (world) =>
    world.graph("POST", `/v24.0/${world.emulator.credentials.wabaId}/flows`, {
      name: "join",
      categories: ["OTHER"],
    }),
  (world) =>
    world.graph("POST", `/v24.0/${world.emulator.credentials.wabaId}/message_templates`, {
      name: "order_sent",
      language: "en_US",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Your order is on its way to you." }],
    }),
  (world) =>
    world.control("POST", "/emulator/templates/100000000000101/review", { quality: "RED" }),
  (world) =>
    world.control("POST", "/emulator/numbers/100000000000020", { limit: 250, throughput: 2 }),
  (world) =>
    world.control("PUT", "/emulator/faults", [
      { on: "webhook", do: { duplicate: 2 }, chance: 0.5 },
      { on: "status", do: { delay: "3s" }, chance: 0.3 },
      { on: "request", match: { phone: BOB }, do: { error: 131_016 }, every: 2 },
    ]),
  (world) => world.turn("1s"),
  (world) => world.turn("13h"),
  async (world) => {
    world.answer.status = world.answer.status === 200 ? 503 : 200;
  },
];

/** A call about the world's number. */
function number(world: TestWorld, method: string, edge: string, body: unknown): Promise<unknown> {
  return world.graph(method, `/v24.0/${world.emulator.credentials.phoneNumberId}${edge}`, body);
}

/** Everything that leaves the emulator: answers, headers, webhooks, and in the end its state. */
async function record(seed: number, walk: readonly number[]): Promise<string[]> {
  const world = beginWorld({ seed });
  const out: string[] = [];
  const { fetch } = world.emulator;
  world.emulator.fetch = async (request) => {
    const response = await fetch(request);
    out.push(JSON.stringify([...response.headers]), await response.clone().text());
    return response;
  };
  for (const index of walk) {
    await steps[index]!(world);
    await world.emulator.quiet();
  }
  for (const { headers, bytes } of world.arrived) {
    out.push(JSON.stringify(headers), Buffer.from(bytes).toString("latin1"));
  }
  out.push((await world.control("GET", "/emulator/state")).text);
  return out;
}

test("the same seed and the same calls give the same bytes", async () => {
  const walks = fc.array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), walks, async (seed, walk) => {
      assert.deepEqual(await record(seed, walk), await record(seed, walk));
    }),
    { numRuns: 20 },
  );
});

test("another seed gives other ids", async () => {
  const [one, other] = await Promise.all([record(1, [0]), record(2, [0])]);

  assert.notDeepEqual(one, other);
});

test("to look at the world does not change what happens in it", async () => {
  const looked = beginWorld();
  await looked.graph("GET", "/v24.0/999");
  await looked.control("GET", "/emulator");
  const plain = beginWorld();

  assert.equal(await looked.says(ALICE, "hello"), await plain.says(ALICE, "hello"));
});

test("chance is fair, stays within its bounds, and its streams are apart", () => {
  const random = new Random(randomStateFromSeed(7, "ids"));
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 6_000; i++) counts[random.below(6)]! += 1;
  for (const count of counts) assert.ok(count > 850 && count < 1_150, String(count));
  assert.ok(!random.happens(0));
  assert.ok(random.happens(1));
  assert.notDeepEqual(randomStateFromSeed(7, "ids"), randomStateFromSeed(7, "traces"));
  assert.notDeepEqual(randomStateFromSeed(7, "ids"), randomStateFromSeed(8, "ids"));
});
