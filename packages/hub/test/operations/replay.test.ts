import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { ConfigFailure } from "../../src/config.ts";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { replayPosts } from "../../src/operations/replay.ts";
import { type Business, begin } from "../flows/begin.ts";
import { messageNotice, postNotices } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";
import { AMARA, DAY_MS, tradeADay, workshopOf } from "./stopped-hub.ts";

test("[O3] reading all kept posts again changes nothing that was understood", async () => {
  await using business = await begin();
  await tradeADay(business);
  await business.stop();
  const before = await factsAnd(business);
  await using workshop = await workshopOf(business);

  const replayed = await replayPosts(workshop, {});

  assert.deepEqual(await factsAnd(business), before);
  const own = replayed.find((one) => String(one.numberId) === business.numberId);
  const { rows } = await business.db.query("select count(*)::int as posts from post");
  assert.deepEqual([own?.posts, own?.facts], [rows[0].posts, 0]);
  await business.startAgain();
});

test("[O3] a notice that is understood by now becomes a fact and is no longer listed", async () => {
  await using business = await begin();
  await notUnderstoodAtFirst(business);
  assert.equal(await threadsOf(business), 0);
  await using workshop = await workshopOf(business);

  const [replayed] = await replayPosts(workshop, { numberId: BigInt(business.numberId) });

  assert.equal(replayed?.facts, 1);
  assert.deepEqual([replayed?.notUnderstoodBefore, replayed?.notUnderstood], [2, 1]);
  const { rows } = await business.db.query("select what from not_understood");
  assert.deepEqual(rows, [{ what: "still strange" }]);
  await business.startAgain();
  assert.equal(await threadsOf(business), 1);
});

test("[O3] a post that could not be read at all is off the list once something in it can", async () => {
  await using business = await begin();
  await notUnderstoodAtFirst(business);
  await business.db.query("update not_understood set at_path = '' where what <> 'still strange'");
  await business.db.query("update not_understood set notice_id = 'whole post' where at_path = ''");
  await using workshop = await workshopOf(business);

  const [replayed] = await replayPosts(workshop, { numberId: BigInt(business.numberId) });

  assert.deepEqual([replayed?.notUnderstoodBefore, replayed?.notUnderstood], [2, 1]);
  await business.startAgain();
});

test("[O3] what is still not understood stays listed, as of when it came", async () => {
  await using business = await begin();
  const body = Buffer.from('{"object":"whatsapp_business_account","entry":"none"}');
  assert.equal(await postSigned(business, body), 200);
  await business.hub.quiet();
  const before = await business.db.query("select * from not_understood");
  assert.equal(before.rowCount, 1);
  await business.stop();
  await using workshop = await workshopOf(business);

  await replayPosts(workshop, {});

  const after = await business.db.query("select * from not_understood");
  assert.deepEqual(after.rows, before.rows);
  await business.startAgain();
});

test("a replay from a moment to another reads the posts that came between", async () => {
  await using business = await begin();
  const customer = { from: AMARA, id: "wamid.HBgM1" };
  const first = business.clock.now();
  await postNotices(business, {
    messages: [messageNotice(business, { ...customer, text: "one" })],
  });
  await business.advance(DAY_MS);
  const second = business.clock.now();
  await postNotices(business, {
    messages: [messageNotice(business, { ...customer, id: "wamid.HBgM2", text: "two" })],
  });
  await using workshop = await workshopOf(business);
  const posts = async (span: { from?: number; to?: number }): Promise<number | undefined> => {
    const { from = 0, to = second + DAY_MS } = span;
    const asked = { from: instantFromMs(from), to: instantFromMs(to) };
    const replayed = await replayPosts(workshop, {
      numberId: BigInt(business.numberId),
      ...asked,
    });
    return replayed[0]?.posts;
  };

  await business.stop();
  assert.equal(await posts({ from: second }), 1);
  assert.equal(await posts({ from: second + 1 }), 0);
  assert.equal(await posts({ from: first }), 2);
  assert.equal(await posts({ to: second }), 1);
  assert.equal(await posts({ to: second + 1 }), 2);
  assert.equal(await posts({ from: first, to: first }), 0);
  await assert.rejects(replayPosts(workshop, { numberId: 999n }), ConfigFailure);
  await business.startAgain();
});

/** A kept post whose one notice an older hub could not read, beside one that nobody can. */
async function notUnderstoodAtFirst(business: Business): Promise<void> {
  const notice = messageNotice(business, { from: AMARA, id: "wamid.HBgM1", text: "hello" });
  await postNotices(business, { messages: [notice] });
  await business.stop();
  const { db } = business;
  await db.query(
    `
insert into not_understood (number_id, notice_id, post_id, received_on, at_path, what, recorded_at)
select p.number_id, f.fact_id, p.post_id, p.received_on,
       'entry[0].changes[0].value.messages[0]', 'not read yet', p.received_at
from fact f join post p on p.post_id = f.post_id
union all
select p.number_id, 'strange', '00000000-0000-4000-8000-0000000000bb', p.received_on,
       'entry[0]', 'still strange', p.received_at
from post p`,
  );
  for (const table of ["fact", "alias", "thread", "message", "message_content", "service_window"]) {
    await db.query(`truncate ${table}`);
  }
}

async function threadsOf({ db }: Business): Promise<number> {
  return (await db.query("select from thread")).rowCount ?? 0;
}

async function factsAnd({ db, numberId }: Business): Promise<unknown> {
  const facts = await db.query("select * from fact order by fact_id");
  const events = await db.query("select count(*) from event");
  return [facts.rows, events.rows, await storedDump(db, BigInt(numberId))];
}
