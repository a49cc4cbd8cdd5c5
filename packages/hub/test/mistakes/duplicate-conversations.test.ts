import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { type Business, begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";
import { secondNode, untilOwned } from "../nodes/second-node.ts";

// An album is several posts within a few hundred milliseconds. With a lock a message, or none, each
// of them finds no conversation and makes one.

test("[F1] an album from somebody new, in posts that arrive together, is one thread and one window", async () => {
  await using business = await begin();
  const posts = albumOf(business).map((body) => postSigned(business, body));
  await Promise.all(posts);
  await business.hub.quiet();

  assert.deepEqual(await heardOf(business), ONE_ALBUM);
});

test("[O11] while one node is amid a digest, another with posts of the same number begins none", async () => {
  await using business = await begin();
  await untilOwned(business, ({ owners }) => owners.has(BigInt(business.numberId)));
  await using second = await secondNode(business);
  const [first, ...others] = albumOf(business);
  assert(first !== undefined);
  const hold = await business.db.connect();
  await hold.query("begin");
  await hold.query("lock table alias in exclusive mode");

  await postSigned(business, first);
  while ((await held(business)) < 1) await setImmediate();
  const answers = others.map((body) => postSigned({ ...business, hub: second }, body));
  assert.deepEqual(new Set(await Promise.all(answers)), new Set([200]));
  // The other has had its say when it is quiet. If it digests as well, it is held and never is.
  while (!second.isQuiet() && (await held(business)) < 2) await setImmediate();
  const amidst = await held(business);
  await hold.query("commit");
  hold.release();
  await business.hub.quiet();
  while ((await business.db.query("select from pending")).rowCount !== 0) await setImmediate();

  assert.equal(amidst, 1);
  assert.deepEqual(await heardOf(business), ONE_ALBUM);
  await second.close();
});

/** An album's posts, from somebody who has never written before. */
function albumOf(business: Business): Buffer[] {
  const at = String(business.clock.now() / 1_000);
  const from = "447700900142";
  const contacts = [{ wa_id: from, profile: { name: "Amara" } }];
  return ["image", "audio", "image", "video", "text", "image"].map((type, i) => {
    const notice = { from, id: `wamid.album.${i}`, timestamp: at, text: "look" };
    const { text, ...rest } = messageNotice(business, notice);
    const medium = { id: `90${i}`, mime_type: "image/jpeg", sha256: "eA==" };
    const message = type === "text" ? { ...rest, text } : { ...rest, type, [type]: medium };
    return Buffer.from(JSON.stringify(envelopeOf(business, { contacts, messages: [message] })));
  });
}

const ONE_ALBUM = { threads: 1, aliases: 1, windows: 1, spread: 1, messages: 6 };

async function heardOf({ db }: Business): Promise<unknown> {
  const { rows } = await db.query(`
select (select count(*)::int from thread) as threads, (select count(*)::int from alias) as aliases,
       (select count(*)::int from service_window) as windows,
       (select count(distinct thread_id)::int from message) as spread,
       (select count(*)::int from message) as messages`);
  return rows[0];
}

/** How many sessions wait in a statement for what another has under way. */
async function held({ db }: Business): Promise<number> {
  const { rowCount } = await db.query(`
select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rowCount ?? 0;
}
