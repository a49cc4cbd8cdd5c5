import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice, postNotices } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";

// A lock that is let go before the commit lets the second of two equal posts in. A unique key does
// not: whoever commits second finds the fact there.

test("[I5] the same post twenty times at once, and again later, is one message and one charge", async () => {
  await using business = await begin();
  const at = String(business.clock.now() / 1_000);
  const text = { from: "447700900142", id: "wamid.in", timestamp: at, text: "hello" };
  const delivered = {
    ...{ id: "wamid.out", status: "delivered", timestamp: at, recipient_id: "447700900142" },
    pricing: { billable: true, pricing_model: "PMP", category: "marketing", type: "regular" },
  };
  const notices = { messages: [messageNotice(business, text)], statuses: [delivered] };
  const body = Buffer.from(JSON.stringify(envelopeOf(business, notices)));

  const statuses = await Promise.all(Array.from({ length: 20 }, () => postSigned(business, body)));
  await business.hub.quiet();
  await business.advance(60_000);
  await postNotices(business, notices);

  assert.deepEqual(new Set(statuses), new Set([200]));
  const { rows } = await business.db.query(`
select (select count(*)::int from post) as posts, (select count(*)::int from fact) as facts,
       (select count(*)::int from message) as messages, (select count(*)::int from unit) as units,
       (select count(*)::int from thread) as threads,
       (select count(*)::int from event where subject = 'wamid.in') as told`);
  assert.deepEqual(rows, [{ posts: 21, facts: 2, messages: 2, units: 1, threads: 1, told: 1 }]);
});
