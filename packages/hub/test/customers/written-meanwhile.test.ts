import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sequentialIds } from "@casement/hub";
import { recordConsents } from "../../src/consent/record-consent.ts";
import {
  type Customer,
  findCustomer,
  type SeenCustomer,
  seenBy,
} from "../../src/customers/find-customer.ts";
import { areThere, holdRecords } from "../../src/customers/hold-customers.ts";
import { insertNote } from "../../src/customers/note-store.ts";
import { insertRecordNames } from "../../src/customers/record-name-store.ts";
import { NOTES_MAX, setFields, writeNote } from "../../src/customers/write-records.ts";
import { inTransaction } from "../../src/database/pool.ts";
import type { Answered, Business } from "../flows/begin.ts";
import { SIBLING } from "../flows/sibling.ts";
import { beginWithTwoNumbers, hear, pathOf, type Thread } from "./two-numbers.ts";

// What is written of a customer while they are erased, how much of it is kept, and who sees which
// of their names. One business with two numbers; each test has customers of its own.

let business: Business;

before(async () => {
  business = await beginWithTwoNumbers();
});

after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[R4] [N21] what somebody begins to write of a customer is not kept once one of their threads is erased", async () => {
  const one = await hear(business, { from: "447700900501", from_user_id: "GB.51" });
  const other = await hear(business, { from_user_id: "GB.51" }, SIBLING);
  const customer = await customerOf(one);
  assert.equal((await erase(other)).status, 200);
  const { db, clock } = business;
  const writing = { db, clock, ids: sequentialIds() };
  const who = { id: "1", name: "test" };

  const written = [
    await writeNote(writing, customer, { text: "too late", who }),
    await setFields(writing, customer, { fields: { City: "too late" }, who }),
    await recordConsents(
      { db, clock, appointmentsMade() {} },
      { ...customer, batchId: randomUUID() },
      [consentOf(customer)],
    ),
  ];

  assert.deepEqual(written, ["gone", "gone", "gone"]);
  const { rows } = await db.query("select from customer_record_name where value = 'GB.51'");
  assert.equal(rows.length, 0);
});

test("[R4] an erasing takes what is being written at that moment with it", async () => {
  const one = await hear(business, { from: "447700900502" });
  const { scope, places, names } = await customerOf(one);

  const erased = await inTransaction(business.db, async (db) => {
    await holdRecords(db, scope);
    assert.equal(await areThere(db, places), true);
    let isErased = false;
    const asked = erase(one).finally(() => {
      isErased = true;
    });
    while (!isErased && !(await isSomebodyWaiting())) {
      // Until the erasing has come to the records that are held here.
    }
    const recordId = randomUUID();
    await insertRecordNames(db, { scopeId: scope.scopeId, recordId, names });
    const writtenAt = business.clock.now();
    await insertNote(db, { recordId, text: "just now", writtenAt, who: "test", whoId: "1" });
    return { asked };
  });

  assert.equal((await erased.asked).status, 200);
  const { rows } = await business.db.query("select from customer_note where text = 'just now'");
  assert.equal(rows.length, 0);
});

test("[N21] five hundred notes and a hundred fields are kept of a customer, and the next is refused", async () => {
  const one = await hear(business, { from: "447700900503" });
  const { scope } = await customerOf(one);
  const fieldsFrom = (from: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`field ${from + i}`, "yes"]));
  await business.db.query(
    `
with made as (
  insert into customer_record_name (scope_id, kind, value, record_id)
  select $1, 'wa_id', '447700900503', gen_random_uuid()
  from generate_series(1, $2)
  returning record_id
)
insert into customer_note (record_id, text, written_at, who, who_id)
select record_id, 'one of many', '2026-01-01', 'test', '1' from made`,
    [scope.scopeId, NOTES_MAX],
  );

  const note = await ask("POST", one, "notes", { text: "one too many" });
  const fields = [0, 50, 100].map((from) => ({ fields: fieldsFrom(from) }));
  const set = [];
  for (const some of fields) set.push(await ask("PATCH", one, "fields", some));

  assert.deepEqual([note.status, note.body.error.code], [409, "conflict"]);
  assert.match(note.body.error.message, /500 notes and 100 fields/);
  assert.deepEqual(
    set.map(({ status }) => status),
    [200, 200, 409],
  );
  assert.equal((await ask("PATCH", one, "fields", { fields: fieldsFrom(50) })).status, 200);
  const away = {
    fields: Object.fromEntries(Object.keys(fieldsFrom(0)).map((name) => [name, null])),
  };
  assert.equal((await ask("PATCH", one, "fields", away)).status, 200);
  assert.equal((await ask("PATCH", one, "fields", { fields: fieldsFrom(100) })).status, 200);
  const [{ note_id }] = (await ask("GET", one, "")).body.data.notes;
  assert.equal((await ask("DELETE", one, `notes/${note_id}`)).status, 200);
  assert.equal((await ask("POST", one, "notes", { text: "the last" })).status, 200);
});

test("[G5] of a customer's names a key sees those that its numbers know", async () => {
  const one = await hear(business, { from: "447700900504", from_user_id: "GB.54" });
  const other = await hear(business, { from_user_id: "GB.54" }, SIBLING);
  const made = await business.ask("POST", "/api/v1/keys", {
    ...{ name: "of one number", scopes: ["threads:read"], number_ids: [SIBLING] },
  });
  const authorization = `Bearer ${made.body.data.key}`;

  const path = `${pathOf(other)}/customer`;
  const { status, body } = await business.ask("GET", path, undefined, { authorization });

  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.data.names, [{ kind: "user_id", value: "GB.54" }]);
  const whole = (await ask("GET", one, "")).body.data.names;
  assert.deepEqual(whole.map(({ kind }: { kind: string }) => kind).toSorted(), [
    "user_id",
    "wa_id",
  ]);
});

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await business.db.query(`
select from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock' and query like '%from account%'`);
  return rows.length > 0;
}

async function customerOf({ number_id, thread_id: threadId }: Thread): Promise<SeenCustomer> {
  const customer = await findCustomer(business.db, { numberId: BigInt(number_id), threadId });
  assert.ok(customer !== undefined);
  return seenBy(customer, () => true);
}

function consentOf({ names }: Customer): Parameters<typeof recordConsents>[2][number] {
  const now = business.clock.now();
  return {
    ...{ recordId: randomUUID(), category: "all", word: "opt_out", statedAt: now, source: "shop" },
    ...{ evidence: null, recordedAt: now, who: "test", whoId: "1", names },
  };
}

function erase(thread: Thread): Promise<Answered> {
  return business.ask("POST", `${pathOf(thread)}/erasure`);
}

function ask(method: string, thread: Thread, part: string, body?: object): Promise<Answered> {
  const path = `${pathOf(thread)}/customer${part === "" ? "" : `/${part}`}`;
  return business.ask(method, path, body);
}
