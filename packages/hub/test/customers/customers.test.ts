import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Business } from "../flows/begin.ts";
import { SIBLING } from "../flows/sibling.ts";
import { beginWithTwoNumbers, hear, pathOf, type Thread } from "./two-numbers.ts";

// One business with two numbers of one portfolio for the whole file; each test has customers of its
// own.

let business: Business;

before(async () => {
  business = await beginWithTwoNumbers();
});

after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[N21] a customer is the same on every number of the portfolio, as far as names link the threads", async () => {
  const one = await hear(business, { from: "447700900201", from_user_id: "GB.21" });
  const other = await hear(business, { from_user_id: "GB.21" }, SIBLING);
  const third = await hear(business, { from: "447700900202" });
  await write(other, "Likes figs");
  await write(one, "Pays on Fridays");
  await change(one, "fields", { fields: { "Customer since": "2019", City: "Leeds" } });
  await change(other, "fields", { fields: { City: null, Colour: "green" } });

  for (const thread of [one, other]) {
    const data = await customerOf(thread);
    assert.deepEqual(data.notes.map(textOf), ["Pays on Fridays", "Likes figs"]);
    assert.deepEqual(
      data.fields.map((field: { name: string; value: string }) => [field.name, field.value]),
      [
        ["Colour", "green"],
        ["Customer since", "2019"],
      ],
    );
  }
  assert.deepEqual(
    (await customerOf(one)).threads.map((each: Thread & { number_name: string }) => [
      ...[each.number_id, each.thread_id, each.number_name],
    ]),
    [
      [business.numberId, one.thread_id, (await customerOf(one)).threads[0].number_name],
      [SIBLING, other.thread_id, "Second"],
    ],
  );
  assert.deepEqual((await customerOf(third)).notes, []);
});

test("[N21] a note can be changed and taken away, by whoever looks at the customer, and every screen looks again", async () => {
  const one = await hear(business, { from: "447700900203" });
  const other = await hear(business, { from: "447700900203" }, SIBLING);
  const stranger = await hear(business, { from: "447700900204" });
  const { notes } = await write(one, "Likes figs");
  const [{ note_id }] = notes;
  const positions = async (): Promise<number[]> => {
    const { rows } = await business.db.query(
      "select position from thread where thread_id = any($1::uuid[]) order by number_id",
      [[one.thread_id, other.thread_id]],
    );
    return rows.map((row) => Number(row.position));
  };
  const before = await positions();

  const changed = await change(other, `notes/${note_id}`, { text: "Likes dates" });

  assert.deepEqual([textOf(changed.notes[0]), changed.notes[0].who], ["Likes dates", "test"]);
  assert.equal(changed.notes[0].edited_at, new Date(business.clock.now()).toISOString());
  assert.ok((await positions()).every((position, i) => position > (before[i] ?? 0)));
  const path = (thread: Thread): string => `${pathOf(thread)}/customer/notes/${note_id}`;
  assert.equal((await business.ask("DELETE", path(stranger))).status, 404);
  assert.equal((await business.ask("DELETE", path(one))).status, 200);
  assert.deepEqual((await customerOf(other)).notes, []);
  assert.equal(
    (await business.ask("POST", path(one).replace(/\/[^/]+$/, ""), { text: " " })).status,
    400,
  );
});

test("[N21] [F13] two who were merged have each other's notes, and each gets back their own", async () => {
  const one = await hear(business, { from: "447700900205" });
  const other = await hear(business, { from_user_id: "GB.25" });
  await write(one, "of one");
  await write(other, "of the other");
  const merged = await business.ask("POST", `${pathOf(one)}/merges`, {
    thread_id: other.thread_id,
  });

  assert.deepEqual((await customerOf(one)).notes.map(textOf), ["of the other", "of one"]);

  await business.ask("DELETE", `${pathOf(one)}/merges/${merged.body.data.merge_id}`);
  assert.deepEqual((await customerOf(one)).notes.map(textOf), ["of one"]);
  assert.deepEqual((await customerOf(other)).notes.map(textOf), ["of the other"]);
});

test("[R4] what was written down of a customer goes when the last number that knows them forgets them", async () => {
  const one = await hear(business, { from: "447700900206" });
  const other = await hear(business, { from: "447700900206" }, SIBLING);
  await write(one, "a secret of the bakery");
  await change(one, "fields", { fields: { City: "a secret town" } });
  const left = async (): Promise<unknown> => {
    const { rows } = await business.db.query(`
select (select count(*)::int from customer_note where text like '%secret%') as notes,
       (select count(*)::int from customer_field where value like '%secret%') as fields,
       (select count(*)::int from customer_record_name where value = '447700900206') as names`);
    return rows[0];
  };

  assert.equal((await business.ask("POST", `${pathOf(other)}/erasure`)).status, 200);
  assert.deepEqual(await left(), { notes: 1, fields: 1, names: 2 });
  assert.equal((await business.ask("POST", `${pathOf(one)}/erasure`)).status, 200);
  assert.deepEqual(await left(), { notes: 0, fields: 0, names: 0 });
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
type Value = any;

function textOf({ text }: { text: string }): string {
  return text;
}

async function customerOf(thread: Thread): Promise<Value> {
  const { status, body } = await business.ask("GET", `${pathOf(thread)}/customer`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.data;
}

async function write(thread: Thread, text: string): Promise<Value> {
  const { status, body } = await business.ask("POST", `${pathOf(thread)}/customer/notes`, { text });
  assert.equal(status, 200, JSON.stringify(body));
  await business.advance(1_000);
  return body.data;
}

async function change(thread: Thread, part: string, what: object): Promise<Value> {
  const path = `${pathOf(thread)}/customer/${part}`;
  const { status, body } = await business.ask("PATCH", path, what);
  assert.equal(status, 200, JSON.stringify(body));
  return body.data;
}
