import assert from "node:assert/strict";
import { test } from "node:test";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { type Answered, begin } from "./begin.ts";
import { envelopeOf, messageNotice, postNotices, secondsNow } from "./notices.ts";
import { postSigned } from "./signed-post.ts";

const HOUR_MS = 3_600_000;
const AMARA = "447700900142";

test("[G1] [S1] a reply in the window is sent, delivered, and counted in a conversation", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("Is the lemon tart vegan?");
  const thread = await onlyThread(business);

  const sent = await business.ask("POST", `${pathOf(thread)}/messages`, {
    kind: "text",
    text: "It is not.",
  });
  await business.advance(10_000);

  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  assert.deepEqual(
    (await amara.messages()).map((message) => [message.from, message.content.body]),
    [
      ["customer", "Is the lemon tart vegan?"],
      ["business", "It is not."],
    ],
  );
  const shown = await onlyThread(business);
  assert.deepEqual(
    shown.conversations.map((one: { category: string }) => one.category),
    ["service"],
  );
  assert.equal(shown.last_message.status, "delivered");
});

test("[G1] a reply after the 24th hour is refused with 131047, and nothing reaches the phone", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  await business.advance(24 * HOUR_MS);

  const answer = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: AMARA,
    type: "text",
    text: { body: "still there?" },
  });

  assert.equal(answer.status, 400);
  assert.equal(answer.body.error.code, 131047);
  assert.match(answer.body.error.error_data.details, /service window is closed/);
  assert.match(answer.headers.get("x-casement-decision") ?? "", /service_window_closed/);
  assert.equal((await amara.messages()).length, 1);
});

test("[G1] the gate keeps two seconds off the window's end, and refuses nothing before", async () => {
  await using business = await begin();
  await business.advance(24 * HOUR_MS);
  await business.customer(AMARA).writes("hello");
  const body = { messaging_product: "whatsapp", to: AMARA, text: { body: "just in time?" } };
  await business.advance(24 * HOUR_MS - 3_000);
  const before = await business.ask("POST", `/v23.0/${business.numberId}/messages`, body);
  await business.advance(1_000);
  const within = await business.ask("POST", `/v23.0/${business.numberId}/messages`, body);

  assert.equal(before.status, 200);
  assert.equal(within.body.error.code, 131047);
});

test("[L1] a template outside the window opens a conversation and is booked at the date's rate", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await business.advance(24 * HOUR_MS);
  const thread = await onlyThread(business);

  const sent = await business.ask("POST", `${pathOf(thread)}/messages`, {
    kind: "template",
    name: "order_update",
    language: "en_US",
    values: ["1042", "on its way"],
  });
  await business.advance(10_000);

  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const ledger = await business.ask("GET", "/api/v1/ledger?month=2026-11");
  assert.equal(ledger.body.data.total, "0.0220");
  const [line] = ledger.body.data.lines;
  assert.deepEqual(
    [line.charge.category, line.charge.market, line.charge.amount, line.charge.state],
    ["utility", "United Kingdom", "0.0220", "confirmed"],
  );
  const { rows } = await business.db.query("select debit, credit, amount_micros from posting");
  assert.deepEqual(rows, [
    {
      debit: "cost:100000000000010:utility:United Kingdom",
      credit: "meta:100000000000010",
      amount_micros: 22_000n,
    },
  ]);
  assert.equal((await onlyThread(business)).conversations[0].category, "utility");
});

test("[L1] in 2023 the reply opens a service conversation out of the account's 1,000 free ones", async () => {
  await using business = await begin({ at: "2023-07-10T09:00:00Z" });
  await business.customer(AMARA).writes("hello");
  const thread = await onlyThread(business);

  await business.ask("POST", `${pathOf(thread)}/messages`, { kind: "text", text: "hi" });
  await business.advance(10_000);

  const ledger = await business.ask("GET", "/api/v1/ledger?month=2023-07");
  const [line] = ledger.body.data.lines;
  assert.deepEqual(
    [line.charge.model, line.charge.category, line.charge.billable, line.charge.state],
    ["CBP", "service", false, "free"],
  );
});

test("[S3] the same Idempotency-Key sends once and answers the same", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  const send = (): Promise<Response> =>
    fetch(`${business.hub.url}/v23.0/${business.numberId}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${business.key}`,
        "content-type": "application/json",
        "idempotency-key": "order-1042",
      },
      body: JSON.stringify({ messaging_product: "whatsapp", to: AMARA, text: { body: "once" } }),
    });

  const answers = await Promise.all([send(), send()]);
  const again = await send();

  await business.advance(10_000);
  assert.deepEqual(
    [...answers, again].map((answer) => answer.status),
    [200, 200, 200],
  );
  const texts = await Promise.all([...answers, again].map((answer) => answer.text()));
  assert.deepEqual(new Set(texts).size, 1, texts.join("\n"));
  assert.equal((await amara.messages()).filter((one) => one.from === "business").length, 1);
});

test("[N17] an answer by whichever way is a look at what was written before it; a template is none", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  const unread = async (): Promise<number> => (await onlyThread(business)).unread;
  const graph = (body: object): Promise<Answered> =>
    business.ask("POST", `/v25.0/${business.numberId}/messages`, {
      ...{ messaging_product: "whatsapp", to: AMARA },
      ...body,
    });
  await amara.writes("Is the lemon tart vegan?");
  await business.advance(5_000);
  const name = { name: "hello_world", language: { code: "en_US" } };
  assert.equal((await graph({ type: "template", template: name })).status, 200);
  assert.equal(await unread(), 1, "a template");

  assert.equal((await graph({ type: "text", text: { body: "It is not." } })).status, 200);

  assert.equal(await unread(), 0, "through the Graph path");
  await business.advance(5_000);
  await amara.writes("And the scones?");
  assert.equal(await unread(), 1, "written after the answer");
  await business.ask("POST", `${pathOf(await onlyThread(business))}/messages`, {
    ...{ kind: "text", text: "They are." },
  });
  assert.equal(await unread(), 0, "through the API");

  await business.advance(5_000);
  await amara.writes("Two, please");
  const answeredAt = secondsNow(business) + 1;
  await business.advance(5_000);
  await amara.writes("Or three");
  const echo = { from: "15550100000", to: AMARA, id: "wamid.echo", type: "text" };
  const echoes = [{ ...echo, timestamp: String(answeredAt), text: { body: "Sure" } }];
  await postNotices(business, { message_echoes: echoes }, "smb_message_echoes");
  assert.equal(await unread(), 1, "by an echo that came after what was written since");
});

test("[G3] a reply to a message that is kept and not yet digested is not refused", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  await business.advance(25 * HOUR_MS);
  const notice = messageNotice(business, { id: "wamid.again", from: AMARA, text: "me again" });
  const body = Buffer.from(JSON.stringify(envelopeOf(business, { messages: [notice] })));
  // Holds the digest back: whoever decides now decides without the customer's message.
  const gate = await business.db.connect();
  await gate.query("begin");
  await gate.query("lock table fact in exclusive mode");
  assert.equal(await postSigned(business, body), 200);

  const answer = business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: AMARA,
    text: { body: "hi" },
  });
  await stillAsking(answer);
  await gate.query("commit");
  gate.release();

  assert.equal((await answer).status, 200);
});

test("[S1] a draft is committed before the call, and its id rides in it", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");

  const sent = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: AMARA,
    text: { body: "hi" },
    biz_opaque_callback_data: "the caller's own",
  });
  await business.advance(10_000);

  const draftId = sent.headers.get("x-casement-draft");
  const { rows } = await business.db.query("select draft_id, callback_data from draft");
  assert.deepEqual(rows, [{ draft_id: draftId, callback_data: "the caller's own" }]);
  const webhooks = (await business.control("GET", "webhooks")).body.data;
  const status = webhooks.find((one: { body: string }) => one.body.includes('"delivered"'));
  assert.match(status.body, new RegExp(`"biz_opaque_callback_data":"casement:${draftId}"`));
});

test("[K1] [F2] advancing by a and then by b ends as advancing by a + b", async () => {
  const dumps: string[] = [];
  for (const steps of [[26], [3, 23], [1, 1, 12, 12]]) {
    await using business = await begin();
    await business.customer(AMARA).writes("hello");
    await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
      messaging_product: "whatsapp",
      to: AMARA,
      text: { body: "hi" },
    });
    for (const hours of steps) await business.advance(hours * HOUR_MS);
    dumps.push(JSON.stringify(await storedDump(business.db, BigInt(business.numberId))));
  }
  assert.equal(new Set(dumps).size, 1);
});

/** Lets everything run that can, and finds the answer still out. */
async function stillAsking(answer: Promise<unknown>): Promise<void> {
  let answered = false;
  void answer.then(() => {
    answered = true;
  });
  for (let turn = 0; turn < 200; turn++) await new Promise((done) => setImmediate(done));
  assert.equal(answered, false);
}

type Business = Awaited<ReturnType<typeof begin>>;

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function onlyThread(business: Business): Promise<any> {
  const { body } = await business.ask("GET", "/api/v1/threads");
  assert.equal(body.data.length, 1);
  return body.data[0];
}

function pathOf(thread: { number_id: string; thread_id: string }): string {
  return `/api/v1/threads/${thread.number_id}/${thread.thread_id}`;
}
