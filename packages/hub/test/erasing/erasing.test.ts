import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import { sequentialIds } from "@casement/hub";
import { FileFolder } from "../../src/media/file-folder.ts";
import { type Business, begin } from "../flows/begin.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import { secondNode } from "../nodes/second-node.ts";

const ALICE = "447700900031";
const BOB = "447700900032";

test("[R4] [R5] [R6] a customer is forgotten: no name, word or file of theirs is left, and what it cost is", async () => {
  await using business = await begin();
  const { db, numberId } = business;
  const [alice, bob] = [business.customer(ALICE), business.customer(BOB)];
  await alice.writes("my secret recipe");
  await bob.writes("mine stays");
  await sent(business, ALICE, { type: "text", text: { body: "thank you Alice" } });
  await business.advance(25 * HOUR_MS);
  await sent(business, ALICE, TEMPLATE);
  await business.advance(MINUTE_MS);
  const place = await aFileOf(business, "my secret recipe");
  const thread = await threadOf(business, ALICE);
  const books = await rowsOf(business, "unit", "posting", "conversation", "service_window");
  assert.ok(books["posting"] === 1 && books["unit"] === 2);

  const { status, body } = await business.ask("POST", `${pathOf(thread)}/erasure`);

  assert.equal(status, 200, JSON.stringify(body));
  const { contents, files, facts, posts_dropped: dropped } = body.data;
  assert.deepEqual([contents, files], [3, 1]);
  assert.ok(facts >= 7 && dropped >= 5);
  assert.deepEqual(
    await tablesNaming(business, [ALICE, "secret recipe", "thank you", "Alice"]),
    [],
  );
  assert.equal((await business.ask("GET", pathOf(thread))).status, 404);
  assert.equal((await business.ask("GET", "/api/v1/threads?q=recipe")).body.data.length, 0);
  assert.equal((await business.ask("GET", `/api/v1/threads?q=${ALICE}`)).body.data.length, 0);
  assert.equal((await business.ask("GET", "/api/v1/threads?q=stays")).body.data.length, 1);
  assert.deepEqual(await readdir(join(business.folder, "media", place.slice(0, 2))), []);
  assert.deepEqual(
    await rowsOf(business, "unit", "posting", "conversation", "service_window"),
    books,
  );
  await proveRebuilt(db, BigInt(numberId));

  const again = { number_id: numberId, thread_id: body.data.thread_id };
  const detail = await business.ask("GET", pathOf(again));
  assert.equal(detail.body.data.erased_at, new Date(business.clock.now()).toISOString());
  const refused = await business.ask("POST", `${pathOf(again)}/messages`, {
    kind: "text",
    text: "who is it?",
  });
  assert.deepEqual([refused.status, refused.body.error.code], [422, "refused"]);
});

test("[R6] what Meta still reports of them brings no name back; when they write again they are somebody new", async () => {
  await using business = await begin();
  const { db, numberId } = business;
  const alice = business.customer(ALICE);
  await alice.writes("hello");
  await isOffline(business, true);
  await sent(business, ALICE, { type: "text", text: { body: "are you there?" } });
  await business.advance(MINUTE_MS);
  const before = await threadOf(business, ALICE);
  const erased = await business.ask("POST", `${pathOf(before)}/erasure`);
  assert.equal(erased.status, 200, JSON.stringify(erased.body));

  await isOffline(business, false);
  await business.advance(MINUTE_MS);

  const told = await db.query("select said ->> 'status' as status from fact order by recorded_at");
  assert.equal(told.rows.at(-1)?.status, "delivered");
  const { rows } = await db.query("select kind from fact where wa_id = $1", [ALICE]);
  assert.deepEqual(rows, []);
  const units = await db.query("select thread_id from unit");
  assert.deepEqual(units.rows, [{ thread_id: erased.body.data.thread_id }]);
  await proveRebuilt(db, BigInt(numberId));
  await alice.writes("it is me");
  const after = await threadOf(business, ALICE);
  const { body } = await business.ask("GET", `${pathOf(after)}/messages`);
  assert.deepEqual(
    body.data.map((one: { content: { text: string } }) => one.content.text),
    ["it is me"],
  );
  assert.notEqual(after.thread_id, erased.body.data.thread_id);
});

test("[R7] the audit log says who erased, when and what, in the words of no customer; nobody changes it", async () => {
  await using business = await begin();
  await business.customer(ALICE).writes("hello");
  const thread = await threadOf(business, ALICE);
  const { body: erased } = await business.ask("POST", `${pathOf(thread)}/erasure`);

  const { status, body } = await business.ask("GET", "/api/v1/audit-log?limit=1");

  assert.equal(status, 200);
  const [entry] = body.data;
  assert.deepEqual([entry.who, entry.what], ["test", "thread_erased"]);
  assert.equal(entry.at, new Date(business.clock.now()).toISOString());
  assert.equal(entry.about.thread_id, erased.data.thread_id);
  assert.equal(entry.about.contents, 1);
  assert.ok(!JSON.stringify(body).includes(ALICE));
  await assert.rejects(business.db.query("delete from audit_log"), /permission denied/);
  assert.equal((await business.ask("POST", `${pathOf(thread)}/erasure`)).status, 404);
});

test("[R4] a node erases a customer of a number that another node owns", async () => {
  await using business = await begin();
  await business.customer(ALICE).writes("hello");
  await business.customer(BOB).writes("hello too");
  const [alice, bob] = [await threadOf(business, ALICE), await threadOf(business, BOB)];
  await using second = await secondNode(business, machineTime);

  const here = await business.ask("POST", `${pathOf(alice)}/erasure`);
  const there = await fetch(`${second.url}${pathOf(bob)}/erasure`, {
    method: "POST",
    headers: { authorization: `Bearer ${business.key}` },
  });

  assert.deepEqual([here.status, there.status], [200, 200]);
  assert.deepEqual(await tablesNaming(business, [ALICE, BOB]), []);
  await second.close();
});

const TEMPLATE = {
  type: "template",
  template: {
    name: "order_update",
    language: { code: "en_US" },
    components: [
      { type: "body", parameters: ["1042", "for Alice"].map((text) => ({ type: "text", text })) },
    ],
  },
};

interface ThreadAddress {
  readonly number_id: string;
  readonly thread_id: string;
}

function pathOf({ number_id, thread_id }: ThreadAddress): string {
  return `/api/v1/threads/${number_id}/${thread_id}`;
}

async function threadOf(business: Business, phone: string): Promise<ThreadAddress> {
  const { body } = await business.ask("GET", "/api/v1/threads");
  const found = body.data.find((one: { phone: string | null }) => one.phone === `+${phone}`);
  assert.ok(found !== undefined, "the thread is there");
  return found;
}

/** Takes Alice's phone off the net, or back: what was sent meanwhile is delivered then. */
async function isOffline(business: Business, offline: boolean): Promise<void> {
  const told = await business.control("PUT", `customers/${ALICE}`, { behaviour: { offline } });
  assert.equal(told.status, 200, JSON.stringify(told.body));
}

async function sent(business: Business, to: string, body: object): Promise<void> {
  const path = `/v23.0/${business.numberId}/messages`;
  const told = await business.ask("POST", path, { messaging_product: "whatsapp", to, ...body });
  assert.equal(told.status, 200, JSON.stringify(told.body));
}

/** Puts a file of the hub's beside a message. */
async function aFileOf({ db, folder }: Business, text: string): Promise<string> {
  const files = new FileFolder(join(folder, "media"), sequentialIds());
  const { place } = await files.write(Readable.from(["bytes"]));
  await db.query(
    `
insert into media (number_id, media_id, wamid, mime_type, place, created_at)
select number_id, 'm1', wamid, 'image/png', $2, to_timestamp(0)
from message_content
where content ->> 'text' = $1`,
    [text, place],
  );
  return place;
}

async function rowsOf(
  { db }: Business,
  ...tables: readonly string[]
): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await db.query(`select count(*)::int as n from ${table}`);
    all[table] = rows[0].n;
  }
  return all;
}

/** Every table with a row in which one of these stands, as text or as bytes. */
async function tablesNaming({ db }: Business, words: readonly string[]): Promise<string[]> {
  const tables = await db.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await db.query<{ row: string }>(`select t::text as row from "${name}" t`);
    for (const word of words) {
      const hex = Buffer.from(word).toString("hex");
      if (rows.some(({ row }) => row.includes(word) || row.includes(hex))) {
        found.push(`${name}: ${word}`);
      }
    }
  }
  return found;
}
