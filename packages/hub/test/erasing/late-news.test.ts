import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Business, begin } from "../flows/begin.ts";
import { bytesOf, sendsFile } from "../flows/files.ts";

const business = await begin();
after(() => business[Symbol.asyncDispose]());

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
