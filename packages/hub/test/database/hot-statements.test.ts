import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type pg from "pg";
import { silentLog } from "../../src/log.ts";
import { KEEPING } from "../../src/retention/keeping.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { beginWithTwoNumbers, hear, pathOf } from "../customers/two-numbers.ts";
import { beginOffice } from "../downstream/office.ts";
import { type Answered, type Business, begin } from "../flows/begin.ts";
import { bytesOf, sendsFile } from "../flows/files.ts";
import { SIBLING } from "../flows/sibling.ts";
import { capturedWebhooks, postSigned } from "../flows/signed-post.ts";
import { secondNode, untilOwned } from "../nodes/second-node.ts";
import { hotTables } from "./hot-tables.ts";
import { listenIn, mentionsIn, numberIn, type Statement } from "./overheard.ts";

// Citus sends a statement to the one shard that its distribution column names, if it names it as a
// value. So every statement that receiving, digesting, sending and settling make says which number
// it is about, once, in a parameter that is no list.

let hot: ReadonlySet<string>;
/** Those of which something was heard. */
const met = new Set<string>();

before(async () => {
  await using database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  hot = await hotTables(db);
  await db.end();
});

/**
 * What names no number and may, and why. All of it is asked when a hub starts, or by a node every
 * so often, whatever comes or goes; none of it for a message.
 */
const NOT_HOT: Readonly<Record<string, RegExp>> = {
  "which numbers a key reaches, at most once in five seconds a key": /\bfrom api_key\b/,
  "which numbers there are, by each node every two seconds":
    /^select number_id from number union select number_id from stream\b/,
  "of which numbers there is work left over, once by each hub that starts":
    /^select distinct number_id from (?:appointment|delivery|pending)\b/,
  "which accounts were not looked at for too long, once by each hub that starts":
    /^select number_id as account_id from appointment where kind = \$1 and due_at < \$2$/,
};

test("a statement is of one number if every hot table in it is tied to that, and to no other", () => {
  const of = (text: string, ...values: unknown[]): string | undefined =>
    numberIn({ text, values }, new Set(["alias", "thread", "fact"]));

  assert.equal(of("select from alias where number_id = $1", 7n), "7");
  assert.equal(of("select from alias where value = $1", 7n), undefined);
  assert.equal(of("select from alias where number_id = any ($1)", [7n]), undefined);
  assert.equal(of("select from alias where number_id = $1", [7n]), undefined);
  const two = "select from alias a join thread t on t.thread_id = a.thread_id";
  assert.equal(of(`${two} where a.number_id = $1`, 7n), undefined);
  assert.equal(of(`${two} where a.number_id = $1 and t.number_id = a.number_id`, 7n), "7");
  assert.equal(of(`${two} where a.number_id = $1 and t.number_id = $2`, 7n, 8n), undefined);
  assert.equal(of(`${two} and t.number_id = a.number_id`), undefined);
  assert.equal(of("insert into fact (number_id, kind) values ($1, $2)", 7n, "x"), "7");
  assert.equal(of("insert into fact (number_id, kind) select $1, k from x", 7n), "7");
  assert.equal(of("insert into fact (number_id, kind) select * from x", 7n), undefined);
  const moved = "with gone as (delete from fact f where f.number_id = $1 returning f.*)";
  const back = "insert into fact (number_id, kind) select g.number_id, g.kind from gone g";
  assert.equal(of(`${moved} ${back}`, 7n), "7");
});

test("every statement on a hot table, from a webhook to a settled send, names one number by a scalar", async () => {
  await using business = await begin();
  const amara = business.customer("447700900142");
  const ear = listenIn();
  try {
    await amara.writes("hello");
    const answer = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
      ...{ messaging_product: "whatsapp", to: amara.phone, text: { body: "hi" } },
    });
    assert.equal(answer.status, 200);
    await business.advance(60_000);
    await amara.writes("thanks");
    await business.hub.quiet();
  } finally {
    ear.stop();
  }

  assert.ok(hotIn(ear.said).length > 50, "the hot paths were gone");
  const tables = tablesIn(ear.said);
  assert.ok(["post", "fact", "unit", "posting", "draft", "event"].every((one) => tables.has(one)));
  provePlaced(ear.said);
});

test("so does every statement of every other notice, of files, of what is sent later, and of what is forwarded and to whom", async () => {
  await using office = await beginOffice();
  const { business } = office;
  const { numberId } = business;
  const amara = business.customer("447700900142");
  const posts = await office.endpoint("/posts");
  await office.endpoint("/events", { events: ["message.received"] });
  const ear = listenIn();
  try {
    await amara.writes("hello");
    await sendsFile(amara, "image", { bytes: bytesOf(1), mime_type: "image/png" });
    for (const send_at of [MINUTE_MS, HOUR_MS].map((ms) => isoAfter(business, ms))) {
      const draft = { kind: "text", text: "later" };
      const body = { number_id: numberId, to: amara.phone, draft, send_at };
      assert.equal((await business.ask("POST", "/api/v1/messages", body)).status, 200);
    }
    const template = { name: "hello_world", language: { code: "en_US" } };
    const sends = ["447700900142", "447700900143"].map((to) =>
      business.ask("POST", `/v23.0/${numberId}/messages`, {
        ...{ messaging_product: "whatsapp", to, type: "template", template },
      }),
    );
    for (const { status } of await Promise.all(sends)) assert.equal(status, 200);
    await business.advance(2 * HOUR_MS);
    for (const body of (await capturedWebhooks()).values()) await postSigned(business, body);
    await business.advance(DAY_MS);
    await office.change(posts, { paused: false });
    assert.ok((await office.log(posts)).length > 0);
    const removed = await business.ask("DELETE", `/api/v1/endpoints/${posts.endpoint_id}`);
    assert.equal(removed.status, 200);
  } finally {
    ear.stop();
  }

  assert.ok(office.at("/posts").length > 0 && office.at("/events").length > 0);
  const tables = tablesIn(ear.said);
  assert.ok(["media", "delivery", "appointment", "not_understood"].every((one) => tables.has(one)));
  provePlaced(ear.said);
});

test("so does all that is written down of a customer, merged, erased, sealed and swept, and no transaction writes to two numbers", async () => {
  const keeping = { ...KEEPING, messagesMonths: 0, factsMonths: 0, sealAfterDays: 1 };
  await using business = await beginWithTwoNumbers({ at: "2026-09-29T09:00:00Z", keeping });
  const one = await hear(business, { from: "447700900142", from_user_id: "GB.1" });
  const other = await hear(business, { from_user_id: "GB.1" }, SIBLING);
  const phone = await hear(business, { from: "447700900143" });
  const user = await hear(business, { from_user_id: "GB.2" });
  const done = async (method: string, path: string, body?: object): Promise<Answered["body"]> => {
    const answer = await business.ask(method, path, body);
    assert.equal(answer.status, 200, path);
    return answer.body.data;
  };
  const ear = listenIn();
  try {
    const stated_at = isoAfter(business, 0);
    const consent = { category: "marketing", word: "opt_out", source: "shop", stated_at };
    await done("POST", `${pathOf(one)}/customer/consents`, consent);
    await done("POST", `${pathOf(one)}/customer/notes`, { text: "calls on Mondays" });
    await done("PATCH", `${pathOf(one)}/customer/fields`, { fields: { City: "Leeds" } });
    const merged = await done("POST", `${pathOf(phone)}/merges`, { thread_id: user.thread_id });
    await hear(business, { from_user_id: "GB.2" });
    await done("DELETE", `${pathOf(phone)}/merges/${merged.merge_id}`);
    await done("POST", `${pathOf(phone)}/merges`, { thread_id: user.thread_id });
    await business.hub.quiet();
    for (const each of [one, other]) await done("POST", `${pathOf(each)}/erasure`);
    await business.advance(4 * DAY_MS);
  } finally {
    ear.stop();
  }

  const tables = tablesIn(ear.said);
  for (const name of ["thread_merge", "erased_thread", "seal", "fact_floor", "thread_floor"]) {
    assert.ok(tables.has(name), name);
  }
  provePlaced(ear.said);
});

test("so does every statement of a node that comes, and every look for what it was not told of", async () => {
  await using business = await beginWithTwoNumbers();
  const machine = new ManualMachine();
  const ear = listenIn();
  try {
    await using node = await secondNode(business, machine);
    await untilOwned(business, ({ owners }) => new Set(owners.values()).size === 2);
    while (!ear.said.some(({ text }) => /from asked\b[\s\S]*from ended_elsewhere\b/.test(text))) {
      machine.turn(2_000);
      await setImmediate();
    }
    await node.close();
  } finally {
    ear.stop();
  }

  provePlaced(ear.said);
});

/** What this file does not come to: limits, what becomes of unknown ends, closing windows. */
const ELSEWHERE = new Set(["number_reach", "unknown_policy", "window_watch"]);

test("of every hot table something was heard", () => {
  const parts = /_(?:\d{4}|\d{8}|rest|before)\w*$/;
  assert.deepEqual(
    [...hot].filter((one) => !met.has(one) && !ELSEWHERE.has(one) && !parts.test(one)),
    [],
  );
});

function hotIn(said: readonly Statement[]): Statement[] {
  const waived = Object.values(NOT_HOT);
  return said.filter(({ text }) => {
    return mentionsIn(text, hot).length > 0 && !waived.some((one) => one.test(text));
  });
}

function astrayIn(said: readonly Statement[]): string[] {
  const astray = hotIn(said).filter((one) => numberIn(one, hot) === undefined);
  return [...new Set(astray.map(({ text }) => text))];
}

/** The transactions that write to rows of two numbers, or lock them. */
function acrossIn(said: readonly Statement[]): string[][] {
  const across: string[][] = [];
  const open = new Map<pg.Client, Statement[]>();
  for (const one of said) {
    if (one.text === "begin") open.set(one.client, []);
    if (/^(?:commit|rollback)$/.test(one.text)) open.delete(one.client);
    const changes = /\b(?:insert|update|delete)\b/.test(one.text) && hotIn([one]).length > 0;
    const before = open.get(one.client);
    if (!changes || before === undefined) continue;
    before.push(one);
    if (new Set(before.map((each) => numberIn(each, hot))).size > 1)
      across.push(before.map(({ text }) => text));
  }
  return across;
}

/** What was said names one number each, and no transaction wrote to two. */
function provePlaced(said: readonly Statement[]): void {
  for (const table of tablesIn(said)) met.add(table);
  assert.deepEqual(astrayIn(said), []);
  assert.deepEqual(acrossIn(said), []);
}

/** The hot tables that were asked or changed. */
function tablesIn(said: readonly Statement[]): Set<string> {
  return new Set(said.flatMap(({ text }) => mentionsIn(text, hot).map(({ table }) => table)));
}

function isoAfter({ clock }: Business, ms: number): string {
  return new Date(clock.now() + ms).toISOString();
}
