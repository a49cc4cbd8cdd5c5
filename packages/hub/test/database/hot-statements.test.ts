import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";
import pg from "pg";
import { ManualMachine } from "../access/manual-machine.ts";
import { beginWithTwoNumbers, hear, pathOf } from "../customers/two-numbers.ts";
import { beginOffice } from "../downstream/office.ts";
import { type Business, begin } from "../flows/begin.ts";
import { bytesOf, sendsFile } from "../flows/files.ts";
import { SIBLING } from "../flows/sibling.ts";
import { capturedWebhooks, postSigned } from "../flows/signed-post.ts";
import { secondNode, untilOwned } from "../nodes/second-node.ts";

// Citus sends a statement to the one shard that its distribution column names, if it names it as a
// value. So every statement that receiving, digesting, sending and settling make says which number
// it is about, once, in a parameter that is no list.

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly client: pg.Client;
}

/** Notes every statement that goes to the server from here on, and lets it go. */
function listenIn(): { readonly said: readonly Statement[]; stop(): void } {
  const { query } = pg.Client.prototype;
  const said: Statement[] = [];
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...asked: unknown[]): unknown {
      const [what, values] = asked;
      const isText = typeof what === "string";
      said.push({
        ...{ text: isText ? what : textOf(what), client: this },
        values: listOf(isText ? values : Reflect.get(Object(what), "values")),
      });
      return Reflect.apply(query, this, asked);
    },
  });
  return { said, stop: () => void Object.assign(pg.Client.prototype, { query }) };
}

function textOf(what: unknown): string {
  return String(Reflect.get(Object(what), "text"));
}

function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}

const HOT = [
  ..."stream post pending not_understood fact alias thread message message_content".split(" "),
  ..."service_window conversation unit posting draft event appointment media delivery".split(" "),
  ..."number_position number_reach unit_day asked ended_elsewhere".split(" "),
];
const NAMES_HOT = new RegExp(`\\b(?:from|into|update|join)\\s+(?:${HOT.join("|")})\\b`);

/** Which numbers a key reaches is asked of all of them, at most once in five seconds a key. */
const OF_KEYS = /\bfrom api_key\b/;

/** Which numbers there are is asked of all: by a node every two seconds, whatever comes or goes. */
const OF_ALL = /^select number_id from number union select number_id from stream\b/;

/** How a statement says which number: a comparison, or the first column of what it inserts. */
const NAMES_NUMBER = /number_id = \$(\d+)|(?:select|values \()\s*\$(\d+)/;

function namesOneNumber(statement: Statement): boolean {
  return numberIn(statement) !== undefined && !/number_id (?:= any|in) ?\(/.test(statement.text);
}

function numberIn({ text, values }: Omit<Statement, "client">): string | undefined {
  const [, compared, inserted] = NAMES_NUMBER.exec(text) ?? [];
  const value = values[Number(compared ?? inserted) - 1];
  return typeof value === "bigint" || typeof value === "string" ? String(value) : undefined;
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
    if (new Set(before.map(numberIn)).size > 1) across.push(before.map(({ text }) => text));
  }
  return across;
}

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
  const tables = new Set(
    hotIn(ear.said).flatMap(({ text }) => HOT.filter((one) => text.includes(one))),
  );
  assert.ok(["post", "fact", "unit", "posting", "draft", "event"].every((one) => tables.has(one)));
  assert.deepEqual(astrayIn(ear.said), []);
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
  const tables = new Set(
    hotIn(ear.said).flatMap(({ text }) => HOT.filter((one) => text.includes(one))),
  );
  assert.ok(["media", "delivery", "appointment", "not_understood"].every((one) => tables.has(one)));
  assert.deepEqual(astrayIn(ear.said), []);
});

test("so does all that is written down of a customer of two numbers, and no transaction writes to both", async () => {
  await using business = await beginWithTwoNumbers();
  const one = await hear(business, { from: "447700900142", from_user_id: "GB.1" });
  const other = await hear(business, { from_user_id: "GB.1" }, SIBLING);
  const ear = listenIn();
  try {
    const about = { category: "marketing", word: "opt_out", source: "shop" };
    for (const [method, part, body] of [
      ["POST", "consents", { ...about, stated_at: isoAfter(business, 0) }],
      ["POST", "notes", { text: "calls on Mondays" }],
      ["PATCH", "fields", { fields: { City: "Leeds" } }],
    ] as const) {
      const { status } = await business.ask(method, `${pathOf(one)}/customer/${part}`, body);
      assert.equal(status, 200, part);
    }
    await business.hub.quiet();
    for (const each of [one, other]) {
      assert.equal((await business.ask("POST", `${pathOf(each)}/erasure`)).status, 200);
    }
  } finally {
    ear.stop();
  }

  assert.ok(ear.said.some(({ text }) => text.includes("into customer_note")));
  assert.deepEqual(astrayIn(ear.said), []);
  assert.deepEqual(acrossIn(ear.said), []);
});

test("so does every look of a node for what it was not told of", async () => {
  await using business = await beginWithTwoNumbers();
  const machine = new ManualMachine();
  await using node = await secondNode(business, machine);
  await untilOwned(business, ({ owners }) => new Set(owners.values()).size === 2);
  const ear = listenIn();
  try {
    while (!ear.said.some(({ text }) => /from asked\b[\s\S]*from ended_elsewhere\b/.test(text))) {
      machine.turn(2_000);
      await setImmediate();
    }
  } finally {
    ear.stop();
  }

  assert.deepEqual(astrayIn(ear.said), []);
  await node.close();
});

function hotIn(said: readonly Statement[]): Statement[] {
  return said.filter(({ text }) => {
    return NAMES_HOT.test(text) && !OF_KEYS.test(text) && !OF_ALL.test(text);
  });
}

function astrayIn(said: readonly Statement[]): string[] {
  const astray = hotIn(said).filter((one) => !namesOneNumber(one));
  return [...new Set(astray.map(({ text }) => text))];
}

function isoAfter({ clock }: Business, ms: number): string {
  return new Date(clock.now() + ms).toISOString();
}
