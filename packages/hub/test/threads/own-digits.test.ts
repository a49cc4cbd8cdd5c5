import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { threadsMeant } from "../../src/sending/threads-meant.ts";
import type { SourcedFact } from "../../src/threads/learn.ts";
import type { Aliases } from "../../src/webhook/received-fact.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import {
  beginWorld,
  factsOf,
  forgetFacts,
  inTransaction,
  learn,
  merge,
  raise,
  type Said,
  START,
  threadOf,
  threadsOf,
  type World,
} from "./merging-world.ts";

// We wrote the digits of a Norwegian, and WhatsApp took them for an American's. Each number of this
// file hears the same of the two, in another order.

const NORWEGIAN = "12125550142";
const AMERICAN = "447700900142";

const HOWDY = fact("heard", 0, { waId: AMERICAN });
const SENT: SourcedFact[] = [
  {
    ...fact("heard", 1, { waId: AMERICAN, writtenAs: NORWEGIAN }),
    ...{ kind: "business_message", said: { wamid: "wamid.1", type: "text", accountId: "1" } },
  },
  { ...fact("sent", 2, { waId: AMERICAN }), wamid: "wamid.1" },
];
const HEI = fact("heard", 3, { waId: NORWEGIAN, userId: "NO.1" });

let world: World;
before(async () => {
  world = await beginWorld();
});
after(async () => {
  await world[Symbol.asyncDispose]();
});

test("[F15] [F1] digits that we wrote are theirs who are heard of by them, in any order and batch", async () => {
  const orders = [
    [[HOWDY], SENT, [HEI]],
    [SENT, [HEI, HOWDY]],
    [[HEI], SENT, [HOWDY]],
    [[HOWDY, ...SENT, HEI]],
  ];
  for (const [place, batches] of orders.entries()) {
    const numberId = BigInt(place + 1);
    for (const batch of batches) await learn(world, numberId, batch);
    await proveRebuilt(world.db, numberId);
  }

  const all = await Promise.all(orders.map((_, place) => threadsOf(world, BigInt(place + 1))));

  assert.deepEqual(await wamidsOf(1n), {
    [AMERICAN]: ["wamid.0", "wamid.1"],
    [NORWEGIAN]: ["wamid.3"],
  });
  for (const [place, threads] of all.entries()) {
    assert.deepEqual(threads, all[0], `order ${place + 1}`);
  }
});

test("[F15] [R8] the floor of a thread stays with it when digits that we wrote are another's", async () => {
  const facts = [HOWDY, ...SENT];
  await learn(world, 21n, facts);
  await learn(world, 22n, facts);
  await raise(world, 22n, { minutes: 5 });
  await forgetFacts(world, 22n, 5);
  const late = fact("heard", 10, { waId: NORWEGIAN });

  for (const numberId of [21n, 22n]) await learn(world, numberId, [late]);

  assert.deepEqual(await threadsOf(world, 22n), await threadsOf(world, 21n));
  await proveRebuilt(world.db, 22n);
});

test("[F15] [F13] somebody whom we wrote to and merged with another stays so when they write", async () => {
  const name = { kind: "wa_id" as const, value: NORWEGIAN };
  const [from] = await inTransaction(world.db, (client) =>
    threadsMeant(client, 31n, [{ to: { name }, body: {} }], START),
  );
  await learn(world, 31n, [HOWDY]);
  const into = await threadOf(world, 31n, AMERICAN);
  assert.equal(await merge(world, 31n, { from, into, place: 1 }), true);

  await learn(world, 31n, [HEI]);

  const both = ["wamid.0", "wamid.3"];
  assert.deepEqual(await wamidsOf(31n), { [AMERICAN]: both, [NORWEGIAN]: both });
});

test("[F15] [F7] who is called by digits that we wrote and by another name of theirs stays one", async () => {
  await learn(world, 41n, [fact("heard", 0, { waId: AMERICAN, userId: "US.1" }), ...SENT]);

  await learn(world, 41n, [fact("heard", 3, { waId: NORWEGIAN, userId: "US.1" })]);
  await learn(world, 41n, [fact("heard", 4, { waId: NORWEGIAN })]);

  assert.equal((await threadsOf(world, 41n)).length, 1);
});

function fact(kind: Said["kind"], at: number, aliases: Aliases): SourcedFact {
  const [first] = factsOf({ kind, phone: 0, user: 0, at }, at);
  assert(first !== undefined);
  return { ...first, aliases };
}

/** The messages of the thread that each phone stands for. */
async function wamidsOf(numberId: bigint): Promise<Record<string, readonly string[]>> {
  const { rows } = await world.db.query<{ value: string; wamids: string[] }>(
    `select a.value, array_agg(m.wamid order by m.wamid) as wamids
     from alias a join message m on m.number_id = $1 and m.thread_id = a.thread_id
     where a.number_id = $1 and a.kind = 'wa_id' group by a.value`,
    [numberId],
  );
  return Object.fromEntries(rows.map((row) => [row.value, row.wamids]));
}
