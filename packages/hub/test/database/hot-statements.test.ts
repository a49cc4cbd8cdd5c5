import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { begin } from "../flows/begin.ts";

// Citus sends a statement to the one shard that its distribution column names, if it names it as a
// value. So every statement that receiving, digesting, sending and settling make says which number
// it is about, once, in a parameter that is no list.

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Notes every statement that goes to the server from here on, and lets it go. */
function listenIn(): { readonly said: readonly Statement[]; stop(): void } {
  const { query } = pg.Client.prototype;
  const said: Statement[] = [];
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...asked: unknown[]): unknown {
      const [what, values] = asked;
      if (typeof what === "string") said.push({ text: what, values: listOf(values) });
      else said.push({ text: textOf(what), values: listOf(Reflect.get(Object(what), "values")) });
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
  ..."number_position number_reach unit_day".split(" "),
];
const NAMES_HOT = new RegExp(`\\b(?:from|into|update|join)\\s+(?:${HOT.join("|")})\\b`);

/** Which numbers a key reaches is asked of all of them, at most once in five seconds a key. */
const OF_KEYS = /\bfrom api_key\b/;

/** How a statement says which number: a comparison, or the first column of what it inserts. */
const NAMES_NUMBER = /number_id = \$(\d+)|(?:select|values \()\s*\$(\d+)/;

function namesOneNumber({ text, values }: Statement): boolean {
  const [, compared, inserted] = NAMES_NUMBER.exec(text) ?? [];
  const value = values[Number(compared ?? inserted) - 1];
  const isScalar = typeof value === "bigint" || typeof value === "string";
  return isScalar && !/number_id (?:= any|in) ?\(/.test(text);
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

  const hot = ear.said.filter(({ text }) => NAMES_HOT.test(text) && !OF_KEYS.test(text));
  assert.ok(hot.length > 50, "the hot paths were gone");
  const tables = new Set(hot.flatMap(({ text }) => HOT.filter((one) => text.includes(one))));
  assert.ok(["post", "fact", "unit", "posting", "draft", "event"].every((one) => tables.has(one)));
  const astray = hot.filter((one) => !namesOneNumber(one)).map(({ text }) => text);
  assert.deepEqual([...new Set(astray)], []);
});
