import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, type Answer, beginWorld, type TestWorld, type Value } from "./world.ts";

const BOB = "5511999990001";

interface Faulty extends TestWorld {
  put(...rules: Value[]): Promise<Answer>;
  /** What came to the webhook as one line each: `sent`, or the words of a customer. */
  heard(): string[];
}

function begin(options: Parameters<typeof beginWorld>[0] = {}): Faulty {
  const world = beginWorld(options);
  return {
    ...world,
    put: async (...rules) => {
      const answer = await world.control("PUT", "/emulator/faults", rules);
      assert.equal(answer.status, 200, answer.text);
      return answer;
    },
    heard: () =>
      world
        .values()
        .map((value) => value.statuses?.[0].status ?? value.messages?.[0].text?.body ?? "other"),
  };
}

const hi = ({ send }: TestWorld, to = ALICE) => send({ to, type: "text", text: { body: "hi" } });

async function open(world: Faulty): Promise<void> {
  await world.says(ALICE, "hello");
  await world.says(BOB, "olá");
  world.heard();
}

test("GET /emulator/faults, PUT /emulator/faults, DELETE /emulator/faults: rules, counted, and none", async () => {
  const world = begin();
  const rule = { on: "request", match: { type: "text" }, do: { error: 131_000 }, times: 1 };
  await world.put(rule);
  const refused = await hi(world);
  await hi(world);

  const listed = await world.control("GET", "/emulator/faults");
  const again = await world.control("PUT", "/emulator/faults", listed.body);
  const cleared = await world.control("DELETE", "/emulator/faults");

  assert.deepEqual([refused.status, refused.body.error.code], [500, 131_000]);
  assert.deepEqual(listed.body, { data: [{ ...rule, seen: 2, struck: 1 }] });
  assert.deepEqual(again.body, { data: [{ ...rule, seen: 0, struck: 0 }] });
  assert.deepEqual(cleared.body, { data: [] });
});

test("a rule that cannot be is refused, and says why", async () => {
  const { control } = begin();
  const rules: [rule: Value, why: RegExp][] = [
    [{ on: "status", do: { hang: "1s" } }, /hang cannot happen to a status/],
    [{ on: "request", do: { explode: true } }, /do/],
    [{ on: "request", do: { hang: "soon" } }, /do/],
    [{ on: "request", do: { http: 503 }, times: 1, every: 2 }, /one of times, every and chance/],
    [{ on: "nowhere", do: { http: 503 } }, /on/],
  ];
  for (const [rule, why] of rules) {
    const answer = await control("PUT", "/emulator/faults", [rule]);
    assert.equal(answer.status, 400, JSON.stringify(rule));
    assert.match(answer.body.error.message, why);
  }
  assert.deepEqual((await control("GET", "/emulator/faults")).body, { data: [] });
});

test("a rule strikes for what it names: by words, several of them, and a star", async () => {
  const world = begin();
  await world.put({
    on: "request",
    match: { route: "POST /PN/messages", phone: ["55*", "1*"] },
    do: { error: 131_016 },
  });

  const [alice, bob] = [await hi(world), await hi(world, BOB)];
  const look = await world.graph("GET", "/v24.0/100000000000020");

  assert.deepEqual([alice.status, bob.status, look.status], [200, 500, 200]);
  assert.equal(bob.body.error.code, 131_016);
});

test("every so many-th, and by chance that follows from the seed", async () => {
  const codes = async (seed: number, rule: Value): Promise<string> => {
    const world = begin({ seed });
    await world.put({ on: "request", do: { http: 503 }, ...rule });
    let codes = "";
    for (let at = 0; at < 12; at++) codes += (await hi(world)).status === 503 ? "x" : ".";
    return codes;
  };

  assert.equal(await codes(1, { every: 3 }), "..x..x..x..x");
  const one = await codes(1, { chance: 0.5 });
  assert.equal(one, await codes(1, { chance: 0.5 }));
  assert.notEqual(one, await codes(2, { chance: 0.5 }));
  assert.match(one, /x.*\./);
});

test("http answers as a proxy does, with no envelope, and nothing was taken", async () => {
  const world = begin();
  await world.put({ on: "request", do: { http: 503 }, times: 1 });

  const answer = await hi(world);

  assert.deepEqual([answer.status, answer.text], [503, ""]);
  assert.equal((await world.control("GET", "/emulator")).body.counts.messages, 0);
});

test("close drops the connection: before the message was taken, or after", async () => {
  const world = begin();
  await open(world);
  await world.put(
    { on: "request", match: { phone: ALICE }, do: { close: "after_accept" } },
    { on: "request", match: { phone: BOB }, do: { close: "before_accept" } },
  );

  await assert.rejects(hi(world), (error: Error) => error instanceof TypeError);
  await assert.rejects(hi(world, BOB), { message: "fetch failed" });
  await world.turn("5s");

  assert.deepEqual(world.heard(), ["sent", "delivered"]);
});

test("over a port a dropped connection has no answer, and the next one does", async () => {
  const world = begin();
  await world.put({ on: "request", do: { close: "after_accept" }, times: 1 });
  const { url } = await world.emulator.listen(0);
  const ask = () =>
    fetch(`${url}/v24.0/100000000000020?access_token=${world.emulator.credentials.token}`);
  try {
    await assert.rejects(ask());
    assert.equal((await ask()).status, 200);
  } finally {
    await world.emulator.close();
  }
});

test("hang does not answer, and delay answers late, both in the machine's time", async () => {
  const world = begin();
  await world.put(
    { on: "request", match: { phone: ALICE }, do: { hang: "5ms" } },
    { on: "request", match: { phone: BOB }, do: { delay: "5ms" } },
  );

  await assert.rejects(hi(world), { message: "fetch failed" });
  assert.equal((await hi(world, BOB)).status, 200);
  assert.equal((await world.control("GET", "/emulator")).body.counts.messages, 1);
});

test("a message can fail with any code, and its status can come late", async () => {
  const world = begin();
  await open(world);
  await world.put(
    { on: "status", match: { status: "sent", phone: ALICE }, do: { error: 131_026 } },
    { on: "status", match: { status: "delivered", phone: BOB }, do: { delay: "1h" } },
  );
  await hi(world);
  await hi(world, BOB);
  await world.turn("59m");
  const early = world.statuses();
  await world.turn("2m");
  const late = world.statuses();

  assert.deepEqual(early.map(({ status, errors }) => errors?.[0].code ?? status).toSorted(), [
    131_026,
    "sent",
  ]);
  assert.deepEqual(
    late.map(({ status }) => status),
    ["delivered"],
  );
});

test("a status is told twice, not at all, or after the next one", async () => {
  const heard = async (rule: Value): Promise<string[]> => {
    const world = begin();
    await open(world);
    await world.put({ on: "status", ...rule });
    await hi(world);
    await world.turn("10s");
    return world.heard();
  };

  assert.deepEqual(await heard({ match: { status: "sent" }, do: { duplicate: 3 } }), [
    ...["sent", "sent", "sent"],
    "delivered",
  ]);
  assert.deepEqual(await heard({ do: { omit: "delivered" } }), ["sent"]);
  assert.deepEqual(await heard({ do: { drop: true } }), []);
  assert.deepEqual(await heard({ match: { status: "sent" }, do: { reorder: true } }), [
    "delivered",
    "sent",
  ]);
});

test("a webhook is told twice with the same bytes, late, never, or after the next one", async () => {
  const world = begin();
  await world.put(
    { on: "webhook", match: { phone: ALICE }, do: { duplicate: 2 }, times: 1 },
    { on: "webhook", match: { phone: BOB }, do: { delay: "10m" } },
  );
  await world.says(ALICE, "one");
  const twice = world.arrived.map(({ bytes }) => Buffer.from(bytes).toString());
  await world.says(BOB, "late");
  const before = world.heard();
  await world.turn("10m");
  const after = world.heard();
  await world.put(
    { on: "webhook", match: { phone: ALICE }, do: { reorder: true }, times: 1 },
    { on: "webhook", match: { phone: BOB }, do: { drop: true } },
  );
  await world.says(ALICE, "first");
  await world.says(ALICE, "second");
  await world.says(BOB, "lost");
  await world.turn("1h");

  assert.equal(twice.length, 2);
  assert.equal(twice[0], twice[1]);
  assert.deepEqual([before, after], [["one", "one"], ["late"]]);
  assert.deepEqual(world.heard(), ["second", "first"]);
});

test("a post that is to come after the next one goes by itself if there is none", async () => {
  const world = begin();
  await world.put({ on: "webhook", do: { reorder: true }, times: 1 });
  await world.says(ALICE, "alone");
  const before = world.heard();
  await world.turn("5s");

  assert.deepEqual([before, world.heard()], [[], ["alone"]]);
});

test("a batch shares a post: when it is full, or a second after its first", async () => {
  const world = begin();
  await world.put({ on: "webhook", do: { batch: 3 } });
  for (const words of ["a", "b", "c", "d"]) await world.says(ALICE, words);
  const full = world.arrived.splice(0);
  await world.turn("1s");
  const rest = world.arrived.splice(0);

  const entries = (posts: typeof full): Value[] =>
    posts.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)).entry);
  const [one, ...more] = entries(full);
  assert.deepEqual(more, []);
  assert.equal(one.length, 1);
  assert.deepEqual(
    one[0].changes.map(({ value }: Value) => value.messages[0].text.body),
    ["a", "b", "c"],
  );
  assert.deepEqual(
    entries(rest).map(([entry]: Value) => entry.changes.length),
    [1],
  );
});

test("an answer that is lost makes Meta post again what was taken", async () => {
  const world = begin();
  await world.put({ on: "webhook", do: { http: 500 }, times: 1 });
  await world.says(ALICE, "taken");
  await world.turn("10s");

  const log = (await world.control("GET", "/emulator/webhooks")).body.data[0];
  assert.deepEqual(world.heard(), ["taken", "taken"]);
  assert.deepEqual(
    log.attempts.map(({ status }: Value) => status),
    [500, 200],
  );
});

test("sent is told before the request that caused it is answered", async () => {
  const world = begin();
  await open(world);
  await world.put({ on: "request", do: { before_response: true } });

  const answer = await hi(world);
  const heard = world.statuses();
  await world.turn("5s");

  assert.deepEqual(
    heard.map(({ id, status }) => [id, status]),
    [[answer.body.messages[0].id, "sent"]],
  );
  assert.deepEqual(world.heard(), ["delivered"]);
});

test("files fail as they are handed in or out, and as they are linked to", async () => {
  const world = begin();
  await open(world);
  const message = { type: "image", image: {} };
  await world.control("POST", `/emulator/customers/${ALICE}/messages`, message);
  const [value] = world.values();
  const { id } = value.messages[0].image;
  await world.put(
    { on: "media", match: { route: "GET /MEDIA" }, do: { error: 131_016 } },
    { on: "media", match: { link: "https://example.com/*" }, do: { http: 404 } },
  );

  const meta = await world.graph("GET", `/v24.0/${id}`);
  const sent = await world.send({
    to: ALICE,
    type: "image",
    image: { link: "https://example.com/spring.jpg" },
  });
  await world.turn("5s");

  assert.equal(meta.body.error.code, 131_016);
  assert.equal(sent.status, 200);
  const [failed] = world.statuses();
  assert.equal(failed.errors[0].code, 131_053);
  assert.match(failed.errors[0].error_data.details, /http code 404, status message Not Found/);
});

test("a file is handed out with other bytes, and as many, as often as a rule says", async () => {
  const world = begin();
  const data = Buffer.from("as it was sent").toString("base64");
  const message = { type: "image", image: { data, mime_type: "image/png" } };
  await world.control("POST", `/emulator/customers/${ALICE}/messages`, message);
  await world.put({ on: "media", do: { garble: true }, times: 1 });
  const [value] = world.values();
  const { url } = (await world.graph("GET", `/v24.0/${value.messages[0].image.id}`)).body;

  const garbled = await world.fetchUrl(url);
  const right = await world.fetchUrl(url);

  const length = garbled.headers.get("content-length");
  assert.deepEqual([garbled.status, length], [200, right.headers.get("content-length")]);
  const [others, own] = [await garbled.bytes(), await right.bytes()];
  assert.equal(Buffer.from(own).toString(), "as it was sent");
  assert.deepEqual([others.length, Buffer.from(others).equals(own)], [own.length, false]);
});

test("rules and what they keep back are saved with the world", async () => {
  const world = begin();
  await world.put({ on: "webhook", do: { batch: 9 } });
  await world.says(ALICE, "kept");
  const state = (await world.control("GET", "/emulator/state")).body;

  const other = begin();
  await other.control("PUT", "/emulator/state", state);
  await other.turn("1s");

  assert.deepEqual(other.heard(), ["kept"]);
  assert.equal((await other.control("GET", "/emulator/faults")).body.data[0].seen, 1);
});
