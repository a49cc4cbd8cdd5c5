import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";

// An album is several posts within a few hundred milliseconds. With a lock a message, or none, each
// of them finds no conversation and makes one.

test("[F1] an album from somebody new, in posts that arrive together, is one thread and one window", async () => {
  await using business = await begin();
  const at = String(business.clock.now() / 1_000);
  const from = "447700900142";
  const contacts = [{ wa_id: from, profile: { name: "Amara" } }];
  const messages = ["image", "audio", "image", "video", "text", "image"].map((type, i) => {
    const notice = { from, id: `wamid.album.${i}`, timestamp: at, text: "look" };
    const { text, ...rest } = messageNotice(business, notice);
    const medium = { id: `90${i}`, mime_type: "image/jpeg", sha256: "eA==" };
    return type === "text" ? { ...rest, text } : { ...rest, type, [type]: medium };
  });

  const posts = messages.map((one) => {
    const envelope = envelopeOf(business, { contacts, messages: [one] });
    return postSigned(business, Buffer.from(JSON.stringify(envelope)));
  });
  await Promise.all(posts);
  await business.hub.quiet();

  const { rows } = await business.db.query(`
select (select count(*)::int from thread) as threads, (select count(*)::int from alias) as aliases,
       (select count(*)::int from service_window) as windows,
       (select count(distinct thread_id)::int from message) as spread,
       (select count(*)::int from message) as messages`);
  assert.deepEqual(rows, [{ threads: 1, aliases: 1, windows: 1, spread: 1, messages: 6 }]);
});
