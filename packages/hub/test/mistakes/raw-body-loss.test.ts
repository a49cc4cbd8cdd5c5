import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isSigned } from "@casement/cloud-api";
import { type Business, begin } from "../flows/begin.ts";

// Meta writes all but ASCII as \\uXXXX. Who checks the signature over what they parsed and wrote
// again loses just the messages with emoji, accents and other scripts.

let business: Business;
before(async () => {
  business = await begin();
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

/**
 * Emoji of several code points, right to left, both line ends of JavaScript, half a pair, marks.
 */
const TEXTS = [
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u{1f1e9}\u{1f1ea}",
  "\u0645\u0631\u062d\u0628\u0627 \u202eabc",
  "one\u2028two\u2029three",
  "half a pair \ud800 here",
  'e\u0301 and \u00e9, a/b, "quoted", \\ and \t',
];

test("[I2] whatever a customer writes, the post is kept as it was signed, and shown as it was written", async () => {
  const amara = business.customer("447700900142");

  for (const text of TEXTS) {
    await amara.writes(text);
    await business.advance(1_000);
  }

  const { rows } = await business.db.query("select bytes, signature from post order by post_id");
  const { appSecret } = business.emulator.credentials;
  assert.equal(rows.length, TEXTS.length);
  for (const { bytes, signature } of rows) {
    assert.equal(isSigned(new Uint8Array(bytes), signature, appSecret), true);
    assert.match(Buffer.from(bytes).toString("latin1"), /^[\x20-\x7e]+$/, "Meta writes ASCII");
  }
  const contents = await business.db.query(`
select content ->> 'text' as text
from message m
join message_content c using (number_id, wamid)
order by m.at`);
  assert.deepEqual(
    contents.rows.map((row) => row.text),
    TEXTS.map((text) => text.toWellFormed()),
  );
});
