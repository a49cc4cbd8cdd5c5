import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { KEEP_MS_MAX } from "../../src/webhook/keep.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { type Business, begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";
import { type DatabaseGate, databaseGate } from "../sending/database-gate.ts";
import { until } from "../sending/desk.ts";

// What is not committed is answered 503, and Meta posts it again.

/** The machine's own time, but for the deadline of a post: that is turned by hand. */
const deadline = new ManualMachine();
const machine: MachineTime = {
  nowMs: () => machineTime.nowMs(),
  after: (ms, task) => (ms === KEEP_MS_MAX ? deadline : machineTime).after(ms, task),
};

let gate: DatabaseGate;
let business: Business;
before(async () => {
  gate = databaseGate();
  business = await begin({ databaseThrough: gate.lead, machine });
});
after(async () => {
  await business[Symbol.asyncDispose]();
  await gate[Symbol.asyncDispose]();
});

const post = (id: string): Promise<number> => postSigned(business, bodyOf(id));
function bodyOf(id: string): Buffer {
  const notice = messageNotice(business, { from: "447700900142", id, text: "hello" });
  return Buffer.from(JSON.stringify(envelopeOf(business, { messages: [notice] })));
}

/** How often each of the messages is there, and how many posts wait. */
async function digested(like: string): Promise<unknown> {
  await business.hub.quiet();
  const { rows } = await business.db.query(
    `
select wamid, (select count(*)::int from fact f where f.wamid = m.wamid) as facts,
       (select count(*)::int from pending) as pending
from message m
where wamid like $1
order by wamid`,
    [like],
  );
  return rows;
}

test("[I1] while the database is away a post is answered 503; once it is back, 200, and digested", async () => {
  await gate.shut();
  const away = [await post("wamid.away"), await post("wamid.away")];
  await gate.open();
  let back = await post("wamid.away");
  while (back === 503) back = await post("wamid.away");

  assert.deepEqual(away, [503, 503]);
  assert.equal(back, 200);
  assert.deepEqual(await digested("wamid.away"), [{ wamid: "wamid.away", facts: 1, pending: 0 }]);
});

test("[I1] a database that hangs gets no more than eight seconds: 503, and the post is let go", async () => {
  const holder = await business.db.connect();
  await holder.query("begin");
  await holder.query("lock table post in share mode");
  const ids = ["wamid.hangs.1", "wamid.hangs.2", "wamid.hangs.3"];
  const stuck: number[] = [];
  // More than are written at a time: each finds a place, since the one before is cut off.
  for (const id of ids) {
    const posted = post(id);
    await until(() => deadline.nextInMs !== undefined);
    deadline.turn(KEEP_MS_MAX);
    stuck.push(await posted);
    await until(() => business.hub.isQuiet());
  }
  await holder.query("commit");
  holder.release();
  // Those that were cut off may be committed all the same.
  while ((await statementsUnderWay()) > 0);
  const again = [];
  for (const id of ids) again.push(await post(id));

  assert.deepEqual(stuck, [503, 503, 503]);
  assert.deepEqual(again, [200, 200, 200]);
  const each = ids.map((wamid) => ({ wamid, facts: 1, pending: 0 }));
  assert.deepEqual(await digested("wamid.hangs.%"), each);
});

async function statementsUnderWay(): Promise<number> {
  const { rows } = await business.db.query(`
select count(*)::int as count
from pg_stat_activity
where datname = current_database() and state = 'active' and query like '%insert into post%'
  and pid <> pg_backend_pid()`);
  return rows[0].count;
}
