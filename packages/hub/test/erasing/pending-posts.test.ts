import assert from "node:assert/strict";
import { after, test } from "node:test";
import { begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
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
  const posts = await db.query("select from post where position($1 in bytes) > 0", [
    Buffer.from(dora.phone),
  ]);
  assert.equal(posts.rowCount, 0);
});
