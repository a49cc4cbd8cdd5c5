import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { openTap } from "../flows/wire-tap.ts";

// Meta's status may come before the answer to the send. Who looks up the message and finds none
// answers 400 and hopes for a retry, or drops it.

test("[S2] statuses that come while the send is not answered are kept, and belong to it once it is", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const amara = business.customer("447700900142");
  await amara.writes("hello");
  const answered = Promise.withResolvers<void>();
  const wamids: string[] = [];
  tap.instead = async ({ method, url, headers, body }) => {
    if (method !== "POST" || !url.endsWith("/messages")) return undefined;
    const answer = await business.emulator.fetch(
      new Request(`http://emulator${url}`, {
        method,
        headers: { "content-type": "application/json", authorization: headers.authorization ?? "" },
        body: new Uint8Array(body),
      }),
    );
    const text = await answer.text();
    wamids.push(JSON.parse(text).messages[0].id);
    await answered.promise;
    return { status: answer.status, body: text };
  };

  const sending = business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    ...{ messaging_product: "whatsapp", to: amara.phone, text: { body: "hi" } },
  });
  while (wamids.length === 0) await new Promise((next) => setImmediate(next));
  await business.advance(30_000);
  const early = await business.db.query("select state from draft");
  answered.resolve();
  const { status, body } = await sending;

  assert.deepEqual(early.rows, [{ state: "accepted" }]);
  assert.deepEqual([status, body.messages], [200, [{ id: wamids[0] }]]);
  const { rows } = await business.db.query(`
select m.wamid, m.origin, m.delivered_at is not null as delivered, c.content ->> 'text' as text
from message m
join message_content c using (number_id, wamid)
where m.direction = 'out'`);
  assert.deepEqual(rows, [{ wamid: wamids[0], origin: "casement", delivered: true, text: "hi" }]);
});
