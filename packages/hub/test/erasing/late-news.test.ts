import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Business } from "../flows/begin.ts";
import { bytesOf, sendsFile } from "../flows/files.ts";
import { postNotices, secondsNow } from "../flows/notices.ts";
import { beginDesk } from "../sending/desk.ts";

const desk = await beginDesk();
const { business } = desk;
after(() => desk[Symbol.asyncDispose]());

test("[R6] a notice that comes again after an erasing does not bring the file back", async () => {
  const alice = business.customer("447700900041");
  await sendsFile(alice, "image", { bytes: bytesOf(1), mime_type: "image/png" });
  await business.hub.quiet();
  const before = await business.db.query("select from media where place is not null");
  await erase(business, alice.phone);

  for (const { id } of (await business.control("GET", "webhooks")).body.data) {
    await business.control("POST", `webhooks/${id}/redeliver`);
  }
  await business.advance(60_000);

  assert.equal(before.rowCount, 1);
  assert.deepEqual((await business.db.query("select media_id from media")).rows, []);
  const folders = await readdir(join(business.folder, "media"));
  const files = folders.map((one) => readdir(join(business.folder, "media", one)));
  assert.deepEqual((await Promise.all(files)).flat(), []);
  assert.deepEqual(await threadsNaming(business, alice.phone), []);
});

test("[R6] an edit or a revocation after an erasing moves the message into no thread with a name", async () => {
  const { db } = business;
  const bob = business.customer("447700900042");
  await bob.writes("my first words");
  await bob.writes("my other words");
  const said = await db.query(
    "select wamid from message_content where content ->> 'text' like 'my %words' order by wamid",
  );
  const [first, second] = said.rows.map((row) => row.wamid);
  const thread = await erase(business, bob.phone);
  const text = { body: "what I meant" };
  const from = { from: bob.phone, timestamp: String(secondsNow(business)) };

  await postNotices(business, {
    contacts: [{ wa_id: bob.phone, profile: { name: "Bob Example" } }],
    messages: [
      {
        ...{ ...from, id: "wamid.EDIT", type: "edit" },
        edit: { original_message_id: first, message: { type: "text", text } },
      },
      { ...from, id: "wamid.REVOKE", type: "revoke", revoke: { original_message_id: second } },
    ],
  });

  const { rows } = await db.query(
    `
select thread_id, edited_at is not null as edited, revoked_at is not null as revoked, content_month
from message
where wamid = any ($1)
order by wamid = 'wamid.REVOKE', wamid = 'wamid.EDIT', wamid`,
    [[first, second, "wamid.EDIT", "wamid.REVOKE"]],
  );
  const row = { thread_id: thread, edited: false, revoked: false, content_month: null };
  assert.deepEqual(rows, [{ ...row, edited: true }, { ...row, revoked: true }, row, row]);
  assert.deepEqual(await threadsNaming(business, bob.phone), []);
});

test("[R6] a status of a draft that was unknown when its customer was erased brings no name back", async () => {
  const { db, numberId } = business;
  const carol = business.customer("447700900043");
  await carol.writes("hello");
  desk.onPost = () => "cut";
  await desk.text(carol.phone, "are you there?");
  const { rows: before } = await db.query("select state from draft");
  const thread = await erase(business, carol.phone);
  const from = { id: "wamid.UNKNOWN", recipient_id: carol.phone };
  const timestamp = String(secondsNow(business));
  const mark = `casement:${desk.posted[0]?.draft}`;

  await postNotices(business, {
    contacts: [{ wa_id: carol.phone, profile: { name: "Carol Example" } }],
    statuses: [
      { ...from, timestamp, status: "delivered" },
      { ...from, timestamp, status: "sent", biz_opaque_callback_data: mark },
    ],
  });
  await postNotices(business, { statuses: [{ ...from, timestamp, status: "read" }] });

  assert.deepEqual(before, [{ state: "unknown" }]);
  assert.deepEqual(await threadsNaming(business, carol.phone), []);
  const { rows } = await db.query(
    `
select thread_id, num_nonnulls(sent_at, delivered_at, read_at) as times
from message
where wamid = 'wamid.UNKNOWN'`,
  );
  assert.deepEqual(rows, [{ thread_id: thread, times: 3 }]);
  const { body } = await business.ask("GET", `/api/v1/threads/${numberId}/${thread}/messages`);
  assert.ok(!JSON.stringify(body).includes("are you there?"));
});

/** Erases the customer with this phone, and says which thread is left of them. */
async function erase({ ask, numberId }: Business, phone: string): Promise<string> {
  const { body } = await ask("GET", "/api/v1/threads");
  const found = body.data.find((one: { phone: string | null }) => one.phone === `+${phone}`);
  assert.ok(found !== undefined, "the thread is there");
  const erased = await ask("POST", `/api/v1/threads/${numberId}/${found.thread_id}/erasure`);
  assert.equal(erased.status, 200, JSON.stringify(erased.body));
  return erased.body.data.thread_id;
}

async function threadsNaming({ db }: Business, phone: string): Promise<unknown[]> {
  const { rows } = await db.query("select thread_id from alias where value = $1", [phone]);
  return rows;
}
