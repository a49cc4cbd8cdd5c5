import assert from "node:assert/strict";
import { createHmac, timingSafeEqual } from "node:crypto";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import { NATIVE_KINDS, type NativeKind } from "../../src/events/native-event.ts";
import { postAccountChange, postNotices, secondsNow } from "../flows/notices.ts";
import { beginOffice, type Made, type Office } from "./office.ts";
import type { Got } from "./receiver.ts";

// One business for all: each test has endpoints and customers of its own.
let office: Office;
before(async () => {
  office = await beginOffice();
});
after(async () => {
  await office[Symbol.asyncDispose]();
});

test("[H9] what a program asked for comes as Standard Webhooks, and says what it was when it happened", async () => {
  const { business } = office;
  const made = await office.endpoint("/crm", { events: NATIVE_KINDS });
  const alice = business.customer("447700900011");

  await alice.writes("hello");
  const sent = await send(alice.phone, { text: { body: "good day" } });
  await business.advance(MINUTE_MS);

  const got = office.at("/crm");
  assert.ok(got.every((one) => isStandard(one, made.secret)));
  assert.ok(!isStandard(got[0], `whsec_${Buffer.alloc(32).toString("base64")}`));
  assert.equal(new Set(got.map((one) => one.headers["webhook-id"])).size, got.length);
  const events = got.map(eventOf);
  assert.deepEqual(events.map(briefOf), [
    ["message.received", "hello"],
    ["message.sent", "good day"],
    ["message.status", "sent"],
    ["message.status", "delivered"],
    ["conversation.opened", "service"],
  ]);
  const { number_id, thread, customer, message_id, draft_id } = events[1]?.data ?? {};
  assert.deepEqual(
    [number_id, message_id, customer.phone],
    [business.numberId, sent, "+447700900011"],
  );
  assert.match(draft_id, /^[0-9a-f-]{36}$/);
  assert.ok(events.every(({ data }) => data.thread === thread));
  await remove(made);
});

test("[H9] a program gets the kinds that it asked for, and no post; one of posts gets no event", async () => {
  const { business } = office;
  const posts = await office.endpoint("/posts");
  const few = await office.endpoint("/few", { events: ["draft.refused", "charge.booked"] });
  const bob = business.customer("447700900012");
  await business.advance(25 * HOUR_MS);

  await send(bob.phone, { text: { body: "cold" } }, 400);
  await send(bob.phone, TEMPLATE);
  await business.advance(MINUTE_MS);

  const events = office.at("/few").map(eventOf);
  assert.deepEqual(events.map(briefOf), [
    ["draft.refused", "service_window_closed"],
    ["charge.booked", "utility"],
  ]);
  const charge = events[1]?.data;
  const { rows } = await business.db.query(
    "select amount_micros, currency from posting where unit = $1",
    [charge.message_id],
  );
  assert.deepEqual(
    rows.map((row) => [Number(row.amount_micros), row.currency]),
    [[Number(charge.amount) * 1e6, charge.currency]],
  );
  assert.ok(office.at("/posts").length > 0);
  assert.ok(office.at("/posts").every((one) => one.headers["webhook-id"] === undefined));
  const widened = await ask("PATCH", posts, "", { events: ["message.received"] });
  assert.deepEqual([widened.status, widened.body.error.where], [409, "body.events"]);
  for (const one of [posts, few]) await remove(one);
});

test("[H10] of a thread each event waits for the one before it; what fails holds up its own thread alone", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/order", { events: ["message.received"] });
  const [carol, dave] = [business.customer("447700900013"), business.customer("447700900014")];
  receiver.answer = ({ body }) => (body.includes("one of carol") ? 500 : 200);

  for (const text of ["one", "two", "three"]) {
    await carol.writes(`${text} of carol`);
    await dave.writes(`${text} of dave`);
  }
  assert.deepEqual(saidAt("/order"), [
    "one of carol",
    "one of dave",
    "two of dave",
    "three of dave",
  ]);
  const log = await office.log(made);
  const waiting = log.filter((one) => one.state === "waiting");
  assert.deepEqual(waiting.map((one) => [one.attempts, one.next_at === null]).sort(), [
    [0, true],
    [0, true],
    [1, false],
  ]);
  receiver.answer = () => 200;
  await business.advance(MINUTE_MS);

  assert.deepEqual(saidAt("/order").slice(4), ["one of carol", "two of carol", "three of carol"]);
  const [first, again] = office.at("/order").filter((one) => one.body.includes("one of carol"));
  assert.equal(first?.headers["webhook-id"], again?.headers["webhook-id"]);
  assert.deepEqual(first?.body, again?.body);
  assert.notEqual(first?.headers["webhook-timestamp"], again?.headers["webhook-timestamp"]);
  const positions = office
    .at("/order")
    .slice(4)
    .map((one) => eventOf(one).data.position);
  assert.deepEqual(
    positions,
    positions.toSorted((a, b) => a - b),
  );
  await remove(made);
});

test("[H11] that a window closes is told two hours ahead and when it has, once, also by a hub that was away", async () => {
  const { business } = office;
  await business.advance(25 * HOUR_MS);
  const erin = business.customer("447700900015");
  await erin.writes("before anybody asked");
  await business.advance(23 * HOUR_MS);
  const frank = business.customer("447700900016");
  await frank.writes("later");
  const start = business.clock.now();

  const made = await office.endpoint("/windows", { events: ["window.closing", "window.closed"] });
  await business.hub.quiet();
  assert.deepEqual(windowsAt(start), [["window.closing", erin.phone, -HOUR_MS]]);
  await business.advance(20 * HOUR_MS);
  await frank.writes("in time");
  await business.advance(HOUR_MS);
  // From here on the emulator posts to nobody: the hub that starts again has another address.
  await business.stop();
  await business.startAgain();
  await business.advance(50 * HOUR_MS);

  assert.deepEqual(windowsAt(start), [
    ["window.closing", erin.phone, -HOUR_MS],
    ["window.closed", erin.phone, HOUR_MS],
    ["window.closing", frank.phone, 42 * HOUR_MS],
    ["window.closed", frank.phone, 44 * HOUR_MS],
  ]);
  await remove(made);
});

test("[H12] a template that becomes another is an event, whoever tells of it", async () => {
  const { business } = office;
  const { wabaId } = business.emulator.credentials;
  const made = await office.endpoint("/templates", {
    account_id: wabaId,
    events: ["template.changed"],
  });
  const value = {
    message_template_name: NAME,
    message_template_language: "en_US",
    previous_category: "UTILITY",
    new_category: "MARKETING",
  };

  const change = { field: "template_category_update", value };
  await postAccountChange(business, change, { time: secondsNow(business) + 1 });
  await business.advance(MINUTE_MS);
  await business.advance(7 * HOUR_MS);

  const events = office.at("/templates").map(eventOf);
  const parts = events.map(({ data }) => [data.name, data.was.category, data.category]);
  // Meta's next list says that it is what it was: nobody but this test had said otherwise.
  assert.deepEqual(parts, [
    [NAME, "UTILITY", "MARKETING"],
    [NAME, "MARKETING", "UTILITY"],
  ]);
  assert.ok(events.every(({ data }) => data.account_id === wabaId && data.thread === undefined));
  await remove(made);
});

const NAME = "order_update";
const PARAMETERS = ["1", "sent"].map((text) => ({ type: "text", text }));
const TEMPLATE = {
  type: "template",
  template: {
    name: NAME,
    language: { code: "en_US" },
    components: [{ type: "body", parameters: PARAMETERS }],
  },
};

test("[H9] that a customer has another number, id or phone is told of, and a line in their thread", async () => {
  const { business } = office;
  const made = await office.endpoint("/changes", { events: ["customer.changed"] });
  const from = "447700900061";
  const timestamp = String(secondsNow(business));
  const systems = [
    { type: "customer_identity_changed", body: "identity" },
    { type: "user_changed_user_id", user_id: "GB.62", body: "id" },
    { type: "user_changed_number", wa_id: "447700900063", body: "number" },
    { type: "of_another_kind", body: "whatever" },
  ];
  const messages = systems.map((system, i) => {
    return { id: `wamid.change.${i}`, from, timestamp, type: "system", system };
  });

  await postNotices(business, { messages });

  const told = office.at("/changes").map((one) => eventOf(one).data);
  assert.deepEqual(
    told.map(({ message_id, what }) => [message_id, what]),
    [
      ["wamid.change.0", "identity"],
      ["wamid.change.1", "user_id"],
      ["wamid.change.2", "number"],
    ],
  );
  const [{ number_id, thread }] = told;
  const path = `/api/v1/threads/${number_id}/${thread}/messages`;
  const lines: { content: object }[] = (await business.ask("GET", path)).body.data;
  for (const { body: text } of systems) {
    const line = { kind: "other", type: "system", text };
    assert.ok(
      lines.some(({ content }) => isDeepStrictEqual(content, line)),
      text,
    );
  }
  await remove(made);
});

interface EventBody {
  readonly type: NativeKind;
  readonly timestamp: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly data: any;
}

function eventOf({ body }: Got): EventBody {
  return JSON.parse(body.toString());
}

/** What kind it is, and the one thing that tells it from others of its kind. */
function briefOf({ type, data }: EventBody): [string, string] {
  const what = data.content?.text ?? data.status ?? data.category ?? data.reasons?.[0];
  return [type, what];
}

function saidAt(path: string): string[] {
  return office.at(path).map((one) => eventOf(one).data.content.text);
}

/** What was told of windows: the kind, whose, and how long after a moment. */
function windowsAt(start: number): [string, string, number][] {
  return office.at("/windows").map((one) => {
    const { type, timestamp, data } = eventOf(one);
    return [type, data.customer.phone.slice(1), Date.parse(timestamp) - start];
  });
}

/**
 * The check that the specification asks of a receiver, written from its text: the secret is base64
 * behind `whsec_`, what is signed is id, timestamp and body, the timestamp is of the last five
 * minutes, and one of several signatures must fit.
 */
function isStandard(got: Got | undefined, secret: string): boolean {
  const header = (name: string): string => String(got?.headers[name] ?? "");
  const [id, timestamp] = [header("webhook-id"), header("webhook-timestamp")];
  const ageMs = office.business.clock.now() - Number(timestamp) * 1_000;
  if (!/^\d{10}$/.test(timestamp) || Math.abs(ageMs) > 5 * MINUTE_MS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${id}.${timestamp}.${got?.body.toString("utf8")}`;
  const expected = createHmac("sha256", key).update(signed).digest();
  return header("webhook-signature")
    .split(" ")
    .some((one) => {
      const [version, text = ""] = one.split(",");
      const given = Buffer.from(text, "base64");
      return version === "v1" && given.length === 32 && timingSafeEqual(given, expected);
    });
}

async function send(to: string, body: object, status: number = 200): Promise<string> {
  const { business } = office;
  const path = `/v23.0/${business.numberId}/messages`;
  const whole = { messaging_product: "whatsapp", to, type: "text", ...body };
  const told = await business.ask("POST", path, whole);
  assert.equal(told.status, status, JSON.stringify(told.body));
  return told.body.messages?.[0]?.id;
}

function ask(method: string, { endpoint_id: id }: Made, rest: string, body?: object) {
  return office.business.ask(method, `/api/v1/endpoints/${id}${rest}`, body);
}

async function remove(made: Made): Promise<void> {
  assert.equal((await ask("DELETE", made, "")).status, 200);
}
