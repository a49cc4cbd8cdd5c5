import assert from "node:assert/strict";
import { after, test } from "node:test";
import { MINUTE_MS } from "@casement/engine";
import { begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice, postEnvelope } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";

const business = await begin();
after(() => business[Symbol.asyncDispose]());

test("[R4] what a customer wrote before they are erased is digested before, however long that takes", async () => {
  const { db, numberId, clock } = business;
  const dora = business.customer("447700900051");
  await dora.writes("hello");
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  await db.query("revoke delete on pending from current_user");
  const message = messageNotice(business, { id: "wamid.LATE", from: dora.phone, text: "a secret" });
  const post = JSON.stringify(envelopeOf(business, { messages: [message] }));
  assert.equal(await postSigned(business, Buffer.from(post)), 200);

  const path = `/api/v1/threads/${numberId}/${thread.thread_id}/erasure`;
  let isAnswered = false;
  const erasing = business.ask("POST", path).finally(() => {
    isAnswered = true;
  });
  // It cannot be done, and so its moment is another; or it was done, and should not have been.
  for (let isMoved = false; !isMoved && !isAnswered; ) {
    const { rowCount } = await db.query(
      "select from appointment where kind = 'erase_thread' and due_at > $1",
      [new Date(clock.now())],
    );
    isMoved = rowCount === 1;
  }
  await db.query("grant delete on pending to current_user");
  await business.hub.quiet();
  await business.advance(1_000);

  const { status, body } = await erasing;
  assert.deepEqual([status, body.data.contents], [200, 2]);
  const { rows } = await db.query("select kind from fact where wa_id = $1", [dora.phone]);
  assert.deepEqual(rows, []);
  const named = await db.query("select from alias where value = $1", [dora.phone]);
  assert.equal(named.rowCount, 0);
  assert.deepEqual(await copiesNaming(dora.phone), []);
});

test("[R5] a post that another number has yet to digest is cut when it has, and a new hub knows of that", async () => {
  const { db, numberId } = business;
  const eve = business.customer("447700900052");
  const message = messageNotice(business, { id: "wamid.TWO", from: eve.phone, text: "to both" });
  const ours = envelopeOf(business, { messages: [message] });
  const theirs = envelopeOf({ ...business, numberId: OTHER }, { messages: [message] });
  await postEnvelope(business, { ...ours, entry: [...ours.entry, ...theirs.entry] });
  const found = (await business.ask("GET", "/api/v1/threads")).body.data.find(
    (one: { phone: string; number_id: string }) =>
      one.phone === `+${eve.phone}` && one.number_id === numberId,
  );
  await db.query(
    `
insert into pending (number_id, post_id, received_on)
select number_id, post_id, received_on
from post
where number_id = $1`,
    [OTHER],
  );

  const path = `/api/v1/threads/${numberId}/${found.thread_id}/erasure`;
  assert.equal((await business.ask("POST", path)).status, 200);
  const before = await copiesNaming(eve.phone);
  await business.stop();
  await business.startAgain();
  await business.hub.quiet();
  await business.advance(10 * MINUTE_MS);

  assert.deepEqual(before, [numberId, OTHER].sort());
  assert.deepEqual(await copiesNaming(eve.phone), []);
  const appointments = await db.query("select from appointment where kind = 'cut_posts'");
  assert.equal(appointments.rowCount, 0);
});

/** A number that nobody connected: its posts are digested like any other's. */
const OTHER = "999";

/** The numbers that have a post in which this stands. */
async function copiesNaming(phone: string): Promise<string[]> {
  const { rows } = await business.db.query(
    "select number_id::text from post where position($1 in bytes) > 0 order by number_id::text",
    [Buffer.from(phone)],
  );
  return rows.map((row) => row.number_id);
}
