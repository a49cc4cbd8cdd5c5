import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { threadIdFrom } from "../../src/threads/thread-id.ts";
import { beginDesk, type Desk, until } from "../sending/desk.ts";
import type { Answered } from "./begin.ts";
import { messageNotice, postNotices, secondsNow } from "./notices.ts";
import { threadsOf } from "./threads.ts";

// One business for the whole file; each test has customers of its own. WhatsApp is the emulator,
// which knows a customer by the writing in which they were first heard of.

let desk: Desk;

before(async () => {
  desk = await beginDesk();
  // Of a number that was heard a day long the hub can tell that a window is closed.
  await desk.business.customer("447700900142").writes("hello");
  await desk.business.advance(25 * HOUR_MS);
  await desk.business.customer("447700900142").writes("hello");
});

after(async () => {
  await desk[Symbol.asyncDispose]();
});

const IN_COUNTRIES = [
  { country: "Brazil", known: "551187654321", written: "5511987654321" },
  { country: "Mexico", known: "5215512345678", written: "525512345678" },
  { country: "Argentina", known: "5491123456789", written: "541123456789" },
];

for (const { country, known, written } of IN_COUNTRIES) {
  test(`[F15] in ${country} a message to the other writing uses the open window, in the same thread`, async () => {
    const { business, posted } = desk;
    await business.customer(known).writes("hola");
    await business.advance(1_000);

    const answer = await desk.text(`+${written}`, "one");
    await business.advance(1_000);
    const again = await desk.text(known, "two");

    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual(answer.body.contacts, [{ input: `+${written}`, wa_id: known }]);
    assert.equal(again.status, 200);
    assert.deepEqual(
      posted.slice(-2).map(({ to }) => to),
      [`+${written}`, known],
    );
    assert.deepEqual(await saidIn(known), ["hola", "one", "two"]);
    assert.equal((await threadsWith(known, written)).length, 1);
  });

  test(`[F15] [F8] in ${country} who stopped marketing gets none by either writing`, async () => {
    const [short, long] = [known, written].map((digits) => digits.replace(/.$/, "0"));
    assert(short !== undefined && long !== undefined);
    await desk.business.customer(short).writes("hola");
    await stopsMarketing(short);
    const before = desk.posted.length;

    const answers = [await sale(long), await sale(short), await saleByThread(short)];

    assert.deepEqual(answers.map(codeOf), [131050, 131050, "refused"]);
    assert.equal(answers[2]?.body.data.decision.reason, "opted_out");
    assert.equal(desk.posted.length, before);
    assert.equal((await threadsWith(short, long)).length, 1);
  });
}

test("[F15] whom the business wrote to first is one thread when they answer by the other writing", async () => {
  const [short, long] = ["553187654321", "5531987654321"];
  await desk.business.control("PUT", `customers/${short}`, { name: "Bia" });

  const template = await desk.template(long);
  await desk.business.advance(1_000);
  await desk.business.customer(short).writes("oi");
  await desk.business.advance(1_000);
  const text = await desk.text(long, "olá");

  assert.equal(template.body.contacts[0].wa_id, short);
  assert.equal(text.status, 200, JSON.stringify(text.body));
  assert.equal((await threadsWith(short, long)).length, 1);
  assert.deepEqual((await saidIn(short)).slice(1), ["oi", "olá"]);
});

test("[F15] [S5] those that wait in a line go on in order when their phone becomes another thread", async () => {
  const { short, long } = oneOfTwoWritings();
  await desk.business.control("PUT", `customers/${short}`, { name: "Caio" });
  const held = Promise.withResolvers<undefined>();
  const before = desk.posted.length;
  desk.onPost = ({ to }) =>
    to === long && desk.posted.length === before + 1 ? held.promise : undefined;

  const sends = [desk.template(long)];
  await until(() => desk.posted.length === before + 1);
  sends.push(...[2, 3, 4].map(() => desk.template(long)));
  await desk.text("447700900142", "whose turn comes after theirs");
  await desk.business.customer(short).writes("oi");
  held.resolve(undefined);
  const answers = await Promise.all(sends);
  desk.onPost = () => undefined;

  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.equal((await threadsWith(short, long)).length, 1);
});

test("[F15] two threads of one phone are decided on as one, and become one when WhatsApp answers", async () => {
  const [short, long] = ["554187654321", "5541987654321"];
  assert.equal(codeOf(await desk.text(long, "nobody knows them")), 131047);
  await desk.business.customer(short).writes("oi");
  await stopsMarketing(short);
  assert.equal((await threadsWith(short, long)).length, 2);
  assert.equal((await saleByThread(long)).body.data.decision.reason, "opted_out");
  assert.equal(codeOf(await sale(long)), 131050);

  const answer = await desk.text(long, "olá");

  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal((await threadsWith(short, long)).length, 1);
  assert.deepEqual((await saidIn(short)).slice(-1), ["olá"]);
  const threads = await desk.business.db.query(
    "select count(distinct thread_id)::int as n from draft where body->>'to' = any($1)",
    [[short, long]],
  );
  assert.deepEqual(threads.rows, [{ n: 1 }]);
});

test("[F15] [S12] a scheduled message is decided by what its phone's other writing is known by then", async () => {
  const { business } = desk;
  const customers = [
    { short: "555187654321", long: "5551987654321", draft: { kind: "text", text: "amanhã" } },
    { short: "555187654322", long: "5551987654322", draft: SALE },
  ];
  const send_at = new Date(business.clock.now() + HOUR_MS).toISOString();
  for (const { long, draft } of customers) {
    const whole = { number_id: business.numberId, to: long, draft, send_at };
    const made = await business.ask("POST", "/api/v1/messages", whole);
    assert.equal(made.status, 200, JSON.stringify(made.body));
  }
  for (const { short } of customers) await business.customer(short).writes("oi");
  await stopsMarketing("555187654322");

  await business.advance(HOUR_MS);
  await business.hub.quiet();

  assert.deepEqual(await saidIn("555187654321"), ["oi", "amanhã"]);
  assert.equal((await threadsWith("555187654321", "5551987654321")).length, 1);
  const { rows } = await business.db.query(
    `select d.state from draft d join alias a on a.thread_id = d.thread_id
     where a.value = '555187654322'`,
  );
  assert.deepEqual(rows, [{ state: "refused" }]);
});

test("[F15] [S5] messages to two writings of one phone go one after the other", async () => {
  const { business, posted } = desk;
  const [short, long] = ["556187654321", "5561987654321"];
  await business.customer(short).writes("oi");
  const held = Promise.withResolvers<undefined>();
  const before = posted.length;
  desk.onPost = () => held.promise;
  const first = desk.text(short, "one");
  await until(() => posted.length === before + 1);
  const second = desk.text(long, "two");
  const other = desk.template("447700900777");
  await until(() => posted.length >= before + 2);
  assert.equal(posted.at(-1)?.to, "447700900777");

  held.resolve(undefined);
  await Promise.all([first, second, other]);

  desk.onPost = () => undefined;
  assert.equal(posted.at(-1)?.text, "two");
});

test("[F15] whom WhatsApp knows by the writing that was dialled is somebody else, and stays so", async () => {
  const { business } = desk;
  const [short, long] = ["557187654321", "5571987654321"];
  await business.customer(short).writes("oi");
  answersWith({ input: long, wa_id: long }, "wamid.another");

  await desk.template(long);

  desk.onPost = () => undefined;
  assert.equal(codeOf(await desk.text(long, "olá")), 131047);
  const [one, other] = await threadsWith(short, long);
  assert.notEqual(one.thread_id, other.thread_id);
  assert.deepEqual(await saidIn(short), ["oi"]);
  const { rows } = await business.db.query(
    "select distinct thread_id from draft where body->>'to' = $1",
    [long],
  );
  assert.deepEqual(rows, [{ thread_id: (await threadsWith(long))[0].thread_id }]);
});

test("[F15] a status that settles an unknown draft tells who is meant by its digits too", async () => {
  const { business } = desk;
  const { short, long } = oneOfTwoWritings();
  desk.onPost = () => "cut";
  await desk.template(long);
  desk.onPost = () => undefined;
  const draft = desk.posted.at(-1)?.draft;

  await postNotices(business, {
    statuses: [
      {
        ...{ id: "wamid.settled", status: "sent", timestamp: String(secondsNow(business)) },
        ...{ recipient_id: short, biz_opaque_callback_data: `casement:${draft}` },
      },
    ],
  });

  assert.equal((await threadsWith(short, long)).length, 1);
});

test("[F15] digits that are another customer's own join nobody, whatever WhatsApp answers to them", async () => {
  const { business } = desk;
  const [norwegian, american] = ["4791234567", "14791234567"];
  for (const from of [norwegian, american]) {
    const notice = messageNotice(business, { id: `wamid.of.${from}`, from, text: "hello" });
    await postNotices(business, { messages: [notice] });
  }
  await business.advance(1_000);
  answersWith({ input: norwegian, wa_id: american }, "wamid.local");

  await desk.text(norwegian, "howdy");

  desk.onPost = () => undefined;
  assert.equal((await threadsWith(norwegian, american)).length, 2);
  assert.deepEqual(await saidIn(american), ["hello", "howdy"]);
  assert.deepEqual(await saidIn(norwegian), ["hello"]);
});

test("[F15] digits that we alone wrote are theirs who are heard of by them, whoever WhatsApp took them for", async () => {
  const { business } = desk;
  // The thread of both is that which the digits had before WhatsApp answered: the least id stays.
  const norwegian = ["68", "69", "70", "71", "72", "73", "74", "75"]
    .map((end) => `47912345${end}`)
    .find((digits) => idOf(digits) < idOf(`1${digits}`));
  assert(norwegian !== undefined);
  const american = `1${norwegian}`;
  const hears = async (from: string, text: string): Promise<void> => {
    const notice = messageNotice(business, { id: `wamid.${text}`, from, text });
    await postNotices(business, { messages: [notice] });
  };
  await hears(american, "howdy");
  answersWith({ input: norwegian, wa_id: american }, "wamid.local.first");
  await desk.template(norwegian);
  desk.onPost = () => undefined;
  assert.equal((await threadsWith(norwegian, american)).length, 1);

  await hears(norwegian, "hei");
  await business.advance(1_000);
  answersWith({ input: norwegian, wa_id: american }, "wamid.local.again");
  await desk.text(norwegian, "hi again");
  desk.onPost = () => undefined;

  assert.equal((await threadsWith(norwegian, american)).length, 2);
  assert.deepEqual((await saidIn(american)).toSpliced(1, 1), ["howdy", "hi again"]);
  assert.deepEqual(await saidIn(norwegian), ["hei"]);
});

/** The threads that have one of these digits for a name, oldest name first. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function threadsWith(...digits: string[]): Promise<any[]> {
  const { rows } = await desk.business.db.query(
    "select distinct thread_id from alias where value = any($1)",
    [digits],
  );
  const ids = new Set(rows.map((row) => row.thread_id));
  return (await threadsOf(desk.business)).filter(({ thread_id }) => ids.has(thread_id));
}

/** A phone whose one thread of two is that of the shorter writing: the least id stays. */
function oneOfTwoWritings(): { short: string; long: string } {
  const phones = ["73", "74", "75", "77", "79", "81", "82", "83", "84", "85", "86", "87"].map(
    (area) => ({ short: `55${area}87654321`, long: `55${area}987654321` }),
  );
  const phone = phones.find(({ short, long }) => idOf(short) < idOf(long));
  assert(phone !== undefined);
  return phone;
}

/** The id of a thread that begins with these digits. */
function idOf(value: string): string {
  return threadIdFrom(BigInt(desk.business.numberId), { kind: "wa_id", value });
}

/** What was said in the thread of these digits, oldest first. */
async function saidIn(digits: string): Promise<unknown[]> {
  const { business } = desk;
  const [thread] = await threadsWith(digits);
  const path = `/api/v1/threads/${business.numberId}/${thread.thread_id}/messages`;
  const { body } = await business.ask("GET", path);
  return body.data
    .filter(({ status }: { status: string }) => status !== "refused")
    .map(({ content }: { content: { text?: string } }) => content.text);
}

/** A template of the category marketing, as the API takes it. */
const SALE = {
  ...{ kind: "template", language: "en_US", name: "spring_sale" },
  values: ["https://example.com/spring.jpg", "Ana"],
};

/** Has Meta answer a send with this customer. */
function answersWith(contact: object, wamid: string): void {
  const answer = { messaging_product: "whatsapp", contacts: [contact], messages: [{ id: wamid }] };
  desk.onPost = () => ({ status: 200, body: JSON.stringify(answer) });
}

async function stopsMarketing(phone: string): Promise<void> {
  await desk.business.control("POST", `customers/${phone}/stop_marketing`);
  await desk.business.advance(0);
  await desk.business.hub.quiet();
}

/** Sends a template of the category marketing through the Cloud API. */
function sale(to: string): Promise<Answered> {
  const { business } = desk;
  const header = { type: "image", image: { link: "https://example.com/spring.jpg" } };
  return business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    ...{ messaging_product: "whatsapp", to, type: "template" },
    template: {
      ...{ name: "spring_sale", language: { code: "en_US" } },
      components: [
        { type: "header", parameters: [header] },
        { type: "body", parameters: [{ type: "text", text: "Ana" }] },
      ],
    },
  });
}

/** The same as somebody at the inbox sends it, in the thread of these digits. */
async function saleByThread(digits: string): Promise<Answered> {
  const { business } = desk;
  const [thread] = await threadsWith(digits);
  const path = `/api/v1/threads/${business.numberId}/${thread.thread_id}/messages`;
  return business.ask("POST", path, SALE);
}

function codeOf({ body }: Answered): unknown {
  return body.error?.code;
}
