import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { type Business, begin } from "./begin.ts";
import { envelopeOf, messageNotice, postNotices } from "./notices.ts";
import { proveRebuilt } from "./prove-rebuilt.ts";
import { rebatched } from "./rebatched.ts";
import { capturedWebhooks, postSigned } from "./signed-post.ts";

test("[I1] [I5] every captured message and status is answered 200, kept, and becomes a row", async () => {
  await using business = await begin();
  const captured = await capturedWebhooks();
  for (const [name, body] of captured) {
    if (!/^(messages|statuses)\./.test(name)) continue;
    const before = await rowsOf(business);

    const status = await postSigned(business, body);
    await business.hub.quiet();

    assert.equal(status, 200, name);
    const after = await rowsOf(business);
    assert.equal(after.posts > before.posts, true, `${name} is kept`);
    assert.equal(after.pending, 0, `${name} is digested`);
    const told = after.facts + after.strange - before.facts - before.strange;
    if (!SAME_AS_AN_EARLIER_ONE.has(name)) assert.equal(told > 0, true, `${name} is read`);
  }
  for (const numberId of await numbersOf(business)) await proveRebuilt(business.db, numberId);
});

/** Samples of the documentation whose notice stands in another file, too. */
const SAME_AS_AN_EARLIER_ONE = new Set<string>([]);

test("[I3] every notice that came is a fact or stands in the list, and is nowhere twice", async () => {
  await using business = await begin();
  await business.db.query("alter table message add check (wamid not like 'wamid.poison%')");
  const ids = (kind: string): string[] => Array.from({ length: 30 }, (_, i) => `${kind}.${i}`);
  const status = { status: "delivered", timestamp: "1793610000", recipient_id: "447700900142" };
  const told = ids("told").map((id) => messageNotice(business, message(id, "hello")));
  const delivered = ids("sent").map((id) => ({ ...status, id: `wamid.${id}` }));
  const poison = ids("poison").map((id) => messageNotice(business, message(id, "hello")));
  const nonsense = ids("nonsense").map((nonsense) => ({ nonsense }));
  const unheard = ids("unheard").map((id) => ({ ...status, id, status: "teleported" }));
  const [less = {}, more = {}] = [15, 15].map((size) => ({
    messages: [told, poison, nonsense].flatMap((all) => all.splice(0, size)),
    statuses: [delivered, unheard].flatMap((all) => all.splice(0, size)),
  }));

  for (const value of [less, more, less]) {
    const body = Buffer.from(JSON.stringify(envelopeOf(business, value)));
    assert.equal(await postSigned(business, body), 200);
  }
  await business.hub.quiet();

  const { rows } = await business.db.query(`
select (select count(*)::int from fact) as facts,
       (select count(*)::int from fact where wamid like 'wamid.poison%') as poisoned,
       (select count(*)::int from not_understood) as listed,
       (select count(*)::int from pending) as pending,
       (select count(*)::int from not_understood join fact on fact_id = notice_id) as both`);
  assert.deepEqual(rows, [{ facts: 60, poisoned: 0, listed: 90, pending: 0, both: 0 }]);
});

test("[I4] one notice that cannot be read is set aside, and the others of its post are learned", async () => {
  await using business = await begin();
  const body = Buffer.from(
    JSON.stringify(
      envelopeOf(business, {
        messages: [
          messageNotice(business, message("1", "first")),
          { nonsense: true },
          messageNotice(business, message("2", "last")),
        ],
      }),
    ),
  );

  const status = await postSigned(business, body);
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select at_path from not_understood");
  assert.deepEqual(rows, [{ at_path: "entry[0].changes[0].value.messages[1]" }]);
  const kept = await business.db.query("select wamid from message order by wamid");
  assert.deepEqual(kept.rows, [{ wamid: "wamid.1" }, { wamid: "wamid.2" }]);
});

test("[I4] one of a thousand notices that the database will not take is set aside, and 999 are learned", async () => {
  await using business = await begin();
  const messages = Array.from({ length: 1_000 }, (_, i) =>
    messageNotice(business, message(String(i), `the ${i}th`)),
  );
  await business.db.query("alter table message add check (wamid <> 'wamid.613')");

  await postSigned(business, Buffer.from(JSON.stringify(envelopeOf(business, { messages }))));
  await business.hub.quiet();

  const { rows } = await business.db.query("select at_path, what from not_understood");
  const what = "could not be digested: the database refuses it (23514)";
  assert.deepEqual(rows, [{ at_path: "entry[0].changes[0].value.messages[613]", what }]);
  const { rows: kept } = await business.db.query(`
select count(*)::int as messages, (select count(*)::int from pending) as pending,
       (select count(*)::int from fact where wamid = 'wamid.613') as poisoned
from message`);
  assert.deepEqual(kept, [{ messages: 999, pending: 0, poisoned: 0 }]);
});

test("[I6] NUL and half a surrogate pair in a message do not keep it from being stored", async () => {
  await using business = await begin();
  const text = "a\\u0000b \\ud800 c";
  const json = JSON.stringify(
    envelopeOf(business, { messages: [messageNotice(business, message("1", "TEXT"))] }),
  ).replace("TEXT", text);

  const status = await postSigned(business, Buffer.from(json));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select content from message_content");
  assert.deepEqual(rows, [{ content: { kind: "text", text: "a\ufffdb \ufffd c" } }]);
});

test("[F1] any order, any repetition and any batching of the same notices leave the same dump", async () => {
  const posts = await aDay();
  const dumps = new Set<string>();
  for (const order of [
    posts,
    shuffledTwice(posts, 1),
    shuffledTwice(posts, 2),
    rebatched(posts, 3),
  ]) {
    await using business = await begin();
    await Promise.all(order.map((body) => postSigned(business, body)));
    await business.hub.quiet();
    dumps.add(JSON.stringify([await stateOf(business), await messagesOf(business)]));
  }
  assert.equal(dumps.size, 1);
});

test("[F1] a delivery that is told again ten days later is one unit: alone, in one post, with a late notice", async () => {
  await using business = await begin({ at: "2026-11-20T09:00:00Z" });
  const status = (id: string, word: string, day: number): object => ({
    ...{ id, recipient_id: "447700900142", status: word },
    timestamp: String(1793610000 + day * 86_400),
    pricing: { billable: true, pricing_model: "PMP", category: "utility", type: "regular" },
  });
  const toldOf = (id: string): object[] => [
    status(id, "sent", 0),
    status(id, "delivered", 0),
    status(id, "delivered", 10),
  ];

  for (const one of toldOf("wamid.alone")) await postNotices(business, { statuses: [one] });
  await postNotices(business, { statuses: toldOf("wamid.together") });
  const late = messageNotice(business, message("1", "before all of it"));
  await postNotices(business, { messages: [late] });

  const { rows } = await business.db.query(`
select (select count(*)::int from unit) as units, (select count(*)::int from fact) as facts,
       (select count(*)::int from not_understood) as strange`);
  assert.deepEqual(rows, [{ units: 2, facts: 7, strange: 0 }]);
});

function stateOf({ db, numberId }: Business): Promise<readonly string[]> {
  return storedDump(db, BigInt(numberId));
}

/** Every message with who sent it, to whom, and each moment that was told of it. */
async function messagesOf({ db }: Business): Promise<unknown> {
  const { rows } = await db.query(`
select wamid, thread_id, direction, origin, at, sent_at, delivered_at, read_at, failed_at,
       failed_code
from message
order by wamid`);
  return rows;
}

/** The webhooks of a lively day, as an emulator sent them. */
async function aDay(): Promise<Uint8Array[]> {
  await using business = await begin();
  const [amara, rosa] = [business.customer("447700900142"), business.customer("5511987650123")];
  await amara.writes("hello");
  await rosa.writes("oi");
  for (const [phone, text] of [
    [amara.phone, "hi"],
    [rosa.phone, "olá"],
    [amara.phone, "and?"],
  ] as const) {
    await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
      messaging_product: "whatsapp",
      to: phone,
      text: { body: text },
    });
    await business.advance(3_600_000);
  }
  await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: amara.phone,
    type: "template",
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "1" },
            { type: "text", text: "sent" },
          ],
        },
      ],
    },
  });
  await business.advance(20_000);
  await amara.writes("thanks");
  const { rows } = await business.db.query<{ bytes: Uint8Array }>(
    "select bytes from post order by post_id",
  );
  return rows.map((row) => new Uint8Array(row.bytes));
}

function shuffledTwice(posts: readonly Uint8Array[], seed: number): Uint8Array[] {
  const both = [...posts, ...posts];
  const [shuffled = both] = fc.sample(fc.shuffledSubarray(both, { minLength: both.length }), {
    numRuns: 1,
    seed,
  });
  return shuffled;
}

function message(id: string, text: string): Record<string, string> {
  return { from: "447700900142", id: `wamid.${id}`, timestamp: "1793610000", text };
}

async function rowsOf(
  business: Business,
): Promise<{ posts: number; pending: number; facts: number; strange: number }> {
  const { rows } = await business.db.query(`
select (select count(*)::int from post) as posts, (select count(*)::int from pending) as pending,
       (select count(*)::int from fact) as facts,
       (select count(*)::int from not_understood) as strange`);
  return rows[0];
}

async function numbersOf(business: Business): Promise<bigint[]> {
  const { rows } = await business.db.query("select number_id from stream order by 1");
  return rows.map((row) => row.number_id);
}
