import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { ManualMachine } from "../access/manual-machine.ts";
import type { Answered } from "../flows/begin.ts";
import { endSession, secondNode, untilOwned } from "../nodes/second-node.ts";
import { beginDesk, type Desk, until } from "./desk.ts";

const AMARA = "447700900142";

/** Meta's word that it will never send this: nothing settles the draft but this answer. */
const REFUSED = {
  status: 400,
  body: JSON.stringify({
    error: {
      message: "(#131009) Parameter value is not valid",
      type: "OAuthException",
      code: 131009,
    },
  }),
};

test("[S18] what Meta answers to a node that lost the number settles the draft all the same", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  const number = BigInt(business.numberId);
  await business.customer(AMARA).writes("hello");
  const held = Promise.withResolvers<typeof REFUSED>();
  desk.onPost = () => held.promise;
  const asked = desk.text(AMARA, "to be refused");
  await until(() => desk.posted.length === 1);
  const machine = new ManualMachine();
  await using other = await secondNode(business, machine);
  await passOn(desk, number, () => machine.turn(100));
  const between = await settledAs(desk, "unknown");
  held.resolve(REFUSED);
  const after = await settledAs(desk, "failed", () => machine.turn(10));
  const answer: Answered = await asked;

  assert.deepEqual([between.answer_status, after.answer_status], [null, 400]);
  // Whoever asked is told what Meta said, by the node that they asked.
  assert.deepEqual([answer.status, answer.body.error.code], [400, 131009]);
  await leftOver(desk, 0);
  await other.close();
});

test("[S18] an end that was written down and not told of is found, and one of a settled draft is dropped", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await desk.text(AMARA, "one");
  await desk.text(AMARA, "two");
  await business.advance(60_000);
  await business.stop();
  await business.db.query(
    `update draft set state = 'unknown', wamid = null, answer = null
     where draft_id = (select draft_id from draft order by created_at, draft_id limit 1)`,
  );
  const end = { state: "failed", answer: { status: 400, body: JSON.parse(REFUSED.body) } };
  await business.db.query(
    "insert into ended_elsewhere select number_id, draft_id, $1, $2 from draft",
    [new Date(business.clock.now()), JSON.stringify(end)],
  );

  await business.startAgain();
  await settledAs(desk, "failed");
  await leftOver(desk, 0);

  const { rows } = await business.db.query("select state from draft order by state");
  assert.deepEqual(
    rows.map((row) => row.state),
    ["accepted", "failed"],
  );
});

/** Ends the first node's session, as often as it takes for the number to be the other one's. */
async function passOn({ business }: Desk, number: bigint, turn: () => void): Promise<void> {
  const { nodes, owners } = await untilOwned(business, (all) => all.nodes.length === 2);
  const other = nodes.find((node) => node !== owners.get(number));
  for (let owner = owners.get(number); owner !== other; ) {
    if (owner !== undefined) await endSession(business, owner);
    turn();
    owner = (await untilOwned(business, () => true)).owners.get(number);
  }
}

interface Settled {
  readonly state: string;
  readonly answer_status: number | null;
}

/** The draft that is settled so, as soon as one is. */
async function settledAs(
  { business }: Desk,
  state: string,
  meanwhile: () => void = () => {},
): Promise<Settled> {
  for (;;) {
    const { rows } = await business.db.query<Settled>(
      "select state, answer_status from draft where state = $1",
      [state],
    );
    if (rows[0] !== undefined) return rows[0];
    meanwhile();
    await setImmediate();
  }
}

/** Waits until so many ends wait to be settled. */
async function leftOver({ business }: Desk, count: number): Promise<void> {
  for (;;) {
    const { rows } = await business.db.query("select from ended_elsewhere");
    if (rows.length === count) return;
    await setImmediate();
  }
}
