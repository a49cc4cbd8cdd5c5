import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Instant, instantFromMs } from "@casement/engine";
import { createTestDatabase, ensureDay, openPool, type TestDatabase } from "@casement/hub/database";
import type { Pool } from "pg";
import { silentLog } from "../../src/log.ts";
import { Keeper, NotKept } from "../../src/webhook/keep.ts";
import { dayOf, type Post } from "../../src/webhook/post-store.ts";
import { signedBodyFromRow } from "../../src/webhook/signed-body.ts";
import { ManualMachine } from "../access/manual-machine.ts";

const AT: Instant = instantFromMs(1_793_610_000_000);
const NUMBERS = [1n, 2n];

let database: TestDatabase;
let db: Pool;
before(async () => {
  database = await createTestDatabase();
  db = openPool({ databaseUrl: database.url, log: silentLog });
  await ensureDay(db, "post", dayOf(AT));
});
after(async () => {
  await db.end();
  await database.drop();
});

function postOf(n: number, size: number): Post {
  const postId = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const signature = "sha256=00";
  return {
    postId,
    receivedAt: AT,
    appId: 7n,
    secretVersion: 1,
    signature,
    bytes: signedBodyFromRow({ bytes: Buffer.alloc(size) }),
  };
}

test("[I1] beyond so many bytes that wait, a post is refused at once, until those before it are kept", async () => {
  const held = Promise.withResolvers<void>();
  const keeper = new Keeper({
    ...{ db, machine: new ManualMachine(), waitingBytesMax: 100 },
    ready: () => held.promise,
  });
  const keep = (n: number, size: number): Promise<void> =>
    keeper.keep(NUMBERS, postOf(n, size), () => {});

  const large = keep(1, 150);
  await assert.rejects(keep(2, 1), NotKept);
  held.resolve();
  await large;
  await keeper.settled();
  await Promise.all([keep(3, 60), keep(4, 40)]);

  const { rows } = await db.query(`
select octet_length(bytes) as size, count(*)::int as streams
from post
group by size
order by size`);
  assert.deepEqual(
    rows,
    [40, 60, 150].map((size) => ({ size, streams: NUMBERS.length })),
  );
});

test("[I1] what hangs is given back when its time is over, and whoever comes then is kept", async () => {
  const machine = new ManualMachine();
  let wait: Promise<void> = new Promise(() => {});
  const keeper = new Keeper({ db, machine, waitingBytesMax: 100, ready: () => wait });
  const heard: bigint[] = [];
  const keep = (n: number): Promise<void> =>
    keeper.keep(NUMBERS, postOf(n, 60), (numberId) => void heard.push(numberId));

  const stuck = assert.rejects(keep(11), NotKept);
  machine.turn(8_000);
  await stuck;
  await keeper.settled();
  wait = Promise.resolve();
  await keep(12);

  assert.equal(keeper.idle, true);
  assert.deepEqual(heard.sort(), NUMBERS);
});
