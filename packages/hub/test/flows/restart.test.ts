import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";

const AMARA = "447700900142";

test("[F3] posts that were kept and not digested are digested by the next start", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  const before = await business.ask("GET", "/api/v1/threads");
  await business.stop();
  await forgetDigest(business);

  await business.startAgain();
  await business.hub.quiet();

  const after = await business.ask("GET", "/api/v1/threads");
  assert.equal(after.body.data[0].last_message.preview, "hello");
  assert.equal(after.body.data[0].thread_id, before.body.data[0].thread_id);
});

test("[F3] a digest whose connection is killed loses and repeats nothing", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("one");
  await business.db.query(`
select pg_terminate_backend(pid)
from pg_locks l
where locktype = 'advisory' and l.pid <> pg_backend_pid()
  and database = (select oid from pg_database where datname = current_database())
  and ((classid::bigint << 32) | objid::bigint) = ${business.numberId}`);

  await business.customer(AMARA).writes("two");

  const { rows } = await business.db.query("select count(*)::int as messages from message");
  assert.deepEqual(rows, [{ messages: 2 }]);
});

test("[K3] a hub that starts again finds its numbers, templates and keys", async () => {
  await using business = await begin();
  await business.stop();

  await business.startAgain();

  const numbers = await business.ask("GET", "/api/v1/numbers");
  assert.equal(numbers.body.data[0].number_id, business.numberId);
  const templates = await business.ask("GET", `/api/v1/templates?number_id=${business.numberId}`);
  assert.equal(templates.body.data.length, 5);
});

test("a hub whose start fails after its doors opened shuts them again", async () => {
  await using business = await begin();
  await business.stop();
  const before = openDoors();
  await business.db.query("alter table pending rename to pending_elsewhere");

  await assert.rejects(business.startAgain(), /"pending" does not exist/);

  assert.equal(openDoors(), before);
  await business.db.query("alter table pending_elsewhere rename to pending");
  await business.startAgain();
});

/** How many servers this process has. */
function openDoors(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
}

/** As if the process had died between the keeping of its posts and their digest. */
async function forgetDigest({ db }: Business): Promise<void> {
  for (const table of ["fact", "thread", "message", "message_content", "service_window"]) {
    await db.query(`truncate ${table}`);
  }
  await db.query(
    "insert into pending (number_id, post_id, received_on) select number_id, post_id, received_on from post",
  );
}
