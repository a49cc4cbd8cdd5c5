import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY_MS, later } from "@casement/engine";
import { ALICE, BASE, beginWorld } from "./world.ts";

test("GET /emulator/clock: what time it is, and what happens next", async () => {
  const { control, says, text } = beginWorld();
  const before = await control("GET", "/emulator/clock");
  await says(ALICE, "hello");
  await text(ALICE, "hi");
  const after = await control("GET", "/emulator/clock");

  assert.deepEqual(before.body, {
    now: "2026-11-02T09:00:00.000Z",
    mode: "frozen",
    speed: 0,
    next: null,
    upcoming: [],
    others: [],
  });
  assert.deepEqual(after.body.next, { at: "2026-11-02T09:00:00.999Z", what: "a message is sent" });
  assert.deepEqual(after.body.upcoming, [after.body.next]);
});

test("GET /emulator/clock: what comes next is told soonest first, and five at most", async () => {
  const { control, says, text } = beginWorld();
  await says(ALICE, "hello");
  for (let sent = 0; sent < 7; sent++) await text(ALICE, `message ${sent}`);

  const { upcoming, next } = (await control("GET", "/emulator/clock")).body;

  const moments = upcoming.map((due: { at: string }) => due.at);
  assert.equal(moments.length, 5);
  assert.deepEqual(moments, moments.toSorted());
  assert.deepEqual(upcoming[0], next);
});

test("GET /emulator/clock: what others on the same clock do is told beside it, if they say it", async () => {
  const { control, clock } = beginWorld();
  const at = (ms: number) => later(clock.now(), ms);
  clock.schedule(at(3_000), () => {}, "a month is closed");
  clock.schedule(at(2_000), () => {}, "a scheduled message is sent");
  const named = (await control("GET", "/emulator/clock")).body;
  clock.schedule(at(1_000), () => {});

  const unnamed = (await control("GET", "/emulator/clock")).body;

  const scheduled = { at: "2026-11-02T09:00:02.000Z", what: "a scheduled message is sent" };
  assert.deepEqual(named.others, [
    scheduled,
    { at: "2026-11-02T09:00:03.000Z", what: "a month is closed" },
  ]);
  assert.deepEqual([named.next, named.upcoming], [scheduled, []]);
  assert.deepEqual(unnamed.next, {
    at: "2026-11-02T09:00:01.000Z",
    what: "an appointment of another party",
  });
  assert.deepEqual(unnamed.others, named.others);
});

test("POST /emulator/clock: turned by a span, to a moment, or until nothing is due", async () => {
  const { control, says, text, answer } = beginWorld();
  await says(ALICE, "hello");
  answer.status = 500;
  await text(ALICE, "hi");

  const advanced = await control("POST", "/emulator/clock", { advance: "1h2m3s" });
  const to = await control("POST", "/emulator/clock", { to: "2026-11-02T12:00:00+01:00" });
  const idle = await control("POST", "/emulator/clock", { idle: true });

  assert.equal(advanced.body.now, "2026-11-02T10:02:03.000Z");
  assert.equal(to.body.now, "2026-11-02T11:00:00.000Z");
  assert.equal(idle.body.next, null);
  const days = (Date.parse(idle.body.now) - Date.parse("2026-11-02T09:00:00Z")) / DAY_MS;
  assert.ok(days > 6 && days <= 7, String(days));
});

test("POST /emulator/clock: it runs at a speed, and is frozen again", async () => {
  const { control, emulator } = beginWorld();

  const running = await control("POST", "/emulator/clock", { speed: 60 });
  const frozen = await control("POST", "/emulator/clock", { freeze: true });

  assert.deepEqual([running.body.mode, running.body.speed], ["60x", 60]);
  assert.deepEqual([frozen.body.mode, frozen.body.speed], ["frozen", 0]);
  await emulator.close();
});

test("POST /emulator/clock: what it cannot do is refused: nonsense, and going back", async () => {
  const { control } = beginWorld();

  const answers = [
    await control("POST", "/emulator/clock", {}),
    await control("POST", "/emulator/clock", { advance: "tomorrow" }),
    await control("POST", "/emulator/clock", { advance: "1h", freeze: true }),
    await control("POST", "/emulator/clock", { to: "noon" }),
    await control("POST", "/emulator/clock", { speed: 0 }),
    await control("POST", "/emulator/clock", { to: "2026-11-02T08:59:59Z" }),
  ];

  assert.deepEqual(
    answers.map(({ status }) => status),
    [400, 400, 400, 400, 400, 409],
  );
});

test("POST /emulator/clock: two turns at once each get the whole way", async () => {
  const { control } = beginWorld();

  await Promise.all([
    control("POST", "/emulator/clock", { advance: "1h" }),
    control("POST", "/emulator/clock", { advance: "2h" }),
  ]);

  const { body } = await control("GET", "/emulator/clock");
  assert.equal(body.now, "2026-11-02T12:00:00.000Z");
});

test("POST /emulator/clock/parties: a turn waits for each, and drops the dead", async () => {
  const asked: string[] = [];
  let isAlive = true;
  const { control } = beginWorld({
    webhook: undefined,
    post: async (url) => {
      asked.push(url);
      if (!isAlive) throw new Error("connection refused");
      return { status: 200 };
    },
  });
  const url = "http://hub.test/clock/quiet";

  const joined = await control("POST", "/emulator/clock/parties", { url });
  await control("POST", "/emulator/clock/parties", { url });
  await control("POST", "/emulator/clock", { advance: "1s" });
  const whileAlive = asked.length;
  isAlive = false;
  await control("POST", "/emulator/clock", { advance: "1s" });
  await control("POST", "/emulator/clock", { advance: "1s" });
  const wrong = await control("POST", "/emulator/clock/parties", { url: "nonsense" });

  assert.deepEqual(joined.body, { parties: [url] });
  assert.ok(whileAlive > 0);
  assert.equal(asked.length, whileAlive + 1);
  assert.equal(wrong.status, 400);
});

/** Reads a stream until `count` events have come. */
async function eventsOf(response: Response, count: number): Promise<string[]> {
  const reader = response.body!.getReader();
  let text = "";
  const events = (): string[] => text.split("\n\n").filter((one) => one.startsWith("event:"));
  while (events().length < count) {
    const { value, done } = await reader.read();
    assert.ok(!done, "the stream has ended");
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return events();
}

test("GET /emulator/clock/events: the clock at once, and whenever it was turned", async () => {
  const { emulator, turn } = beginWorld();
  const stream = await emulator.fetch(new Request(`${BASE}/emulator/clock/events`));
  await turn("1h");

  const [first, second] = await eventsOf(stream, 2);

  assert.equal(stream.headers.get("content-type"), "text/event-stream; charset=utf-8");
  assert.match(first!, /^event: clock\ndata: {"now":"2026-11-02T09:00:00.000Z"/);
  assert.match(second!, /"now":"2026-11-02T10:00:00.000Z"/);
});

test("GET /emulator/events: clock, phones and webhooks, until it closes", async () => {
  const { emulator, says, turn } = beginWorld();
  const { token } = emulator.credentials;
  const url = `${BASE}/emulator/events?access_token=${token}`;
  const stream = await emulator.fetch(new Request(url));
  const other = await emulator.fetch(new Request(url));
  await says(ALICE, "hello");
  await turn("1s");

  const events = await eventsOf(stream, 4);
  await emulator.close();
  const rest = await other.text();

  assert.deepEqual(
    events.map((event) => event.split("\n")[0]),
    ["event: clock", "event: phone", "event: webhook", "event: clock"],
  );
  assert.match(events[1]!, new RegExp(`{"phone":"${ALICE}"}`));
  assert.match(events[2]!, /{"id":"1"}/);
  assert.match(rest, /event: webhook/);
});
