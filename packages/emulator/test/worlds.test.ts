import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

test("GET /emulator: the world in brief", async () => {
  const { control, emulator } = beginWorld();

  const { body } = await control("GET", "/emulator");

  const { token, appSecret, verifyToken, appId, wabaId, phoneNumberId } = body;
  assert.deepEqual(
    { token, appSecret, verifyToken, appId, wabaId, phoneNumberId },
    emulator.credentials,
  );
  assert.deepEqual(emulator.credentials, {
    token: "casement-emulator-token",
    appSecret: "casement-emulator-secret",
    verifyToken: "casement-verify-token",
    appId: "100000000000001",
    wabaId: "100000000000010",
    phoneNumberId: "100000000000020",
  });
  assert.deepEqual(body.counts, { customers: 0, messages: 0, templates: 5, webhooks: 0, due: 0 });
});

test("POST /emulator/worlds: a world of its own, with its own token, ids and clock", async () => {
  const { control, graph, turn } = beginWorld();

  const other = (await control("POST", "/emulator/worlds", {})).body;
  await turn("1h");
  const said = await control(
    "POST",
    `/emulator/customers/${ALICE}/messages`,
    { type: "text", text: { body: "hello" } },
    other.token,
  );
  const text = { messaging_product: "whatsapp", to: ALICE, type: "text", text: { body: "hi" } };
  const path = `/v24.0/${other.phoneNumberId}/messages`;
  const own = await graph("POST", path, text, other.token);
  const foreign = await graph("POST", path, text);
  const clock = await control("GET", "/emulator/clock", undefined, other.token);

  assert.deepEqual([said.status, own.status, foreign.status], [200, 200, 400]);
  assert.equal(clock.body.now, "2026-11-02T09:00:00.000Z");
  assert.equal((await control("GET", "/emulator")).body.counts.messages, 0);
  assert.notEqual(other.wabaId, "100000000000010");
  assert.equal((await control("GET", "/emulator", undefined, "nonsense")).status, 401);
});

test("POST /emulator/worlds: its clock and its webhooks can be chosen", async () => {
  const { control, arrived, emulator } = beginWorld();
  const wanted = { clock: "2023-07-10T00:00:00Z", webhook: "http://other.test/" };

  const { token } = (await control("POST", "/emulator/worlds", wanted)).body;
  const message = { type: "text", text: { body: "hello" } };
  await control("POST", `/emulator/customers/${ALICE}/messages`, message, token);
  await emulator.quiet();
  const wrong = await control("POST", "/emulator/worlds", { clock: "yesterday" });

  assert.deepEqual(
    arrived.map(({ url }) => url),
    ["http://other.test/"],
  );
  const timestamp = JSON.parse(Buffer.from(arrived[0]!.bytes).toString()).entry[0].changes[0].value
    .messages[0].timestamp;
  assert.equal(Number(timestamp) * 1_000, Date.parse("2023-07-10T00:00:00Z"));
  assert.equal(wrong.status, 400);
});

test("POST /emulator/reset: back to the seed, and what was to happen does not", async () => {
  const world = beginWorld();
  const first = await aLittle(world);
  await world.text(ALICE, "on its way");
  world.arrived.splice(0);

  const reset = await world.control("POST", "/emulator/reset");
  await world.turn("1h");
  const silent = world.arrived.length;
  const second = await aLittle(world);

  assert.equal(silent, 0);
  assert.deepEqual(reset.body.counts.messages, 0);
  assert.deepEqual(first, second);
});

test("POST /emulator/reset: retries of the world before do not reach the one after", async () => {
  const { answer, says, control, turn, arrived } = beginWorld();
  answer.status = 500;
  await says(ALICE, "before");
  await control("POST", "/emulator/reset");
  answer.status = 200;
  await says(ALICE, "after");
  await turn("8d");

  assert.equal(arrived.length, 2);
});

test("an emulator that was closed does nothing more, wherever its clock goes", async () => {
  const { emulator, says, text, arrived, clock } = beginWorld();
  await says(ALICE, "hello");
  await text(ALICE, "hi");
  await emulator.close();
  await clock.advanceBy(60_000);

  assert.equal(arrived.length, 1);
});

async function aLittle(world: TestWorld): Promise<string[]> {
  return [await world.says(ALICE, "hello"), await world.text(ALICE, "hi")];
}

test("GET /emulator/state, PUT /emulator/state: a saved world goes on the same", async () => {
  const saved = beginWorld();
  const loaded = beginWorld({ at: "2026-11-01T00:00:00Z", seed: 99 });
  await aLittle(saved);
  await saved.turn("1s");
  saved.answer.status = 500;
  await saved.says(ALICE, "are you there?");

  const state = (await saved.control("GET", "/emulator/state")).body;
  const put = await loaded.control("PUT", "/emulator/state", state);
  for (const world of [saved, loaded]) {
    world.answer.status = 200;
    await world.turn("1h");
    await aLittle(world);
    await world.turn("1h");
  }

  assert.equal(put.body.clock.now, "2026-11-02T09:00:01.000Z");
  const after = await Promise.all(
    [saved, loaded].map(async ({ control }) => (await control("GET", "/emulator/state")).text),
  );
  assert.equal(after[0], after[1]);
});

test("PUT /emulator/state: a saved world brings its own secrets", async () => {
  const saved = beginWorld({ token: "another-token" });
  const loaded = beginWorld();

  await loaded.control(
    "PUT",
    "/emulator/state",
    (await saved.control("GET", "/emulator/state")).body,
  );

  assert.equal(loaded.emulator.credentials.token, "another-token");
  assert.equal((await loaded.control("GET", "/emulator", undefined, "another-token")).status, 200);
});

test("PUT /emulator/state: what is no world is refused, and changes nothing", async () => {
  const { control, says } = beginWorld();
  await says(ALICE, "hello");
  const state = (await control("GET", "/emulator/state")).body;
  const wrong: Value[] = [
    {},
    { ...state, now: "noon" },
    { ...state, world: { ...state.world, version: 3 } },
    { ...state, world: { ...state.world, threads: undefined } },
  ];
  for (const document of wrong) {
    assert.equal((await control("PUT", "/emulator/state", document)).status, 400);
  }
  assert.equal((await control("GET", "/emulator")).body.counts.messages, 1);
});

test("PUT /emulator/state: a world from before there was media is taken, and goes on", async () => {
  const old = beginWorld();
  await old.says(ALICE, "hello");
  await old.text(ALICE, "hi");
  const { now, world } = (await old.control("GET", "/emulator/state")).body;
  const { media: _media, ...before } = world;
  for (const message of Object.values<Value>(before.messages)) delete message.links;
  const { control, turn, statuses } = beginWorld();

  const answer = await control("PUT", "/emulator/state", { now, world: { ...before, version: 1 } });

  assert.equal(answer.status, 200, answer.text);
  await turn("10s");
  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["sent", "delivered"],
  );
});

test("a world that was saved before a business had settings goes on, too", async () => {
  const old = beginWorld();
  await old.says(ALICE, "hello");
  const { body: state } = await old.control("GET", "/emulator/state");
  for (const member of ["registrations", "blockLists", "calls", "groups", "tokens"]) {
    delete state.world[member];
  }
  delete state.world.customers[ALICE].marketingIsStopped;
  delete state.world.customers[ALICE].hidesPhone;
  const { control, graph, text, turn, statuses, emulator } = beginWorld();

  const answer = await control("PUT", "/emulator/state", state);

  assert.equal(answer.status, 200, answer.text);
  await text(ALICE, "hi");
  await turn("10s");
  assert.equal(statuses().at(-1).status, "delivered");
  const number = await graph("GET", `/v24.0/${emulator.credentials.phoneNumberId}?fields=status`);
  assert.equal(number.body.status, "CONNECTED");
});

test("a control call that does not exist answers 404", async () => {
  const { control } = beginWorld();

  const none = await control("GET", "/emulator/nonsense");

  assert.deepEqual([none.status, none.body.error.code], [404, "not_found"]);
});

test("a page of another site cannot steer the emulator", async () => {
  const { emulator } = beginWorld();
  const post = (origin: string): Promise<Response> =>
    emulator.fetch(
      new Request("http://127.0.0.1:2425/emulator/reset", { method: "POST", headers: { origin } }),
    );

  assert.equal((await post("https://evil.test")).status, 403);
  assert.equal((await post("null")).status, 403);
  assert.equal((await post("http://127.0.0.1.evil.test")).status, 403);
  assert.equal((await post("http://127.0.0.1:2425")).status, 200);
  assert.equal((await post("http://localhost:5173")).status, 200);
});
