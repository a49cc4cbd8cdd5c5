import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hub } from "@casement/hub";
import { disown, tryOwn } from "../../src/numbers/ownership-store.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import type { Business } from "../flows/begin.ts";
import { secondNode, untilOwned } from "../nodes/second-node.ts";
import { beginDesk, until } from "./desk.ts";

const AMARA = "447700900142";

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly body: any;
}

test("[S16] what one node is asked the number's owner sends, and whoever asked gets the answer", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await using other = await secondNode(business);
  await business.customer(AMARA).writes("hello");

  const sent = await graph(other, business, { text: { body: "one" } });
  const [again, same] = await Promise.all(
    [other, business.hub].map((hub) =>
      graph(hub, business, { text: { body: "two" } }, { "idempotency-key": "once" }),
    ),
  );
  const another = await graph(
    other,
    business,
    { text: { body: "three" } },
    { "idempotency-key": "once" },
  );

  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  assert.match(sent.body.messages[0].id, /^wamid\./);
  assert.deepEqual(again?.body, same?.body);
  assert.equal(another.status, 422);
  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["one", "two"],
  );
  const { rows } = await business.db.query("select count(*)::int as left from asked");
  assert.equal(rows[0].left, 0);
  await other.close();
});

test("[S16] refused, scheduled and unknown are answered across nodes as on one", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await using other = await secondNode(business);
  await business.customer(AMARA).writes("hello");
  desk.onPost = ({ text }) => (text === "lost" ? "cut" : undefined);

  const lost = await graph(other, business, { text: { body: "lost" } });
  const refused = await graph(other, business, { type: "text" });
  const later = await ask(other, business, "POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: AMARA, draft: { kind: "text", text: "later" } },
    send_at: new Date(business.clock.now() + 60_000).toISOString(),
  });

  assert.deepEqual([lost.status, lost.body.error.code], [500, 131000]);
  assert.equal(refused.status, 400);
  assert.equal(later.body.data.message.status, "scheduled");
  const path = `/api/v1/scheduled/${business.numberId}/${later.body.data.message.id}`;
  const sooner = { send_at: new Date(business.clock.now() + 1_000).toISOString() };
  assert.equal((await ask(other, business, "PATCH", path, sooner)).status, 200);
  await business.advance(1_000);
  // The owner hears of the sooner moment from the other node, which may take longer than a second.
  await until(() => desk.posted.length === 2);
  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["lost", "later"],
  );
  await other.close();
});

test("[S16] what no owner took in 20 seconds is taken back, and surely not sent", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  const number = BigInt(business.numberId);
  await business.customer(AMARA).writes("hello");
  await business.stop();
  // A node that hangs: it owns the number, and takes nothing.
  const hanging = await business.db.connect();
  await tryOwn(hanging, number);
  const machine = new ManualMachine();
  await using other = await secondNode(business, machine);

  let answer: Answer | undefined;
  void graph(other, business, { text: { body: "anybody?" } }).then((given) => (answer = given));
  while (answer === undefined) {
    await nextTurn();
    machine.turn(1_000);
  }

  assert.deepEqual([answer.status, answer.body.error.code], [503, 131016]);
  await disown(hanging, number);
  hanging.release();
  await business.startAgain();
  await untilOwned(business, (all) => all.owners.has(number));
  await business.advance(60_000);
  const { rows } = await business.db.query("select from draft union all select from asked");
  assert.equal(rows.length, 0);
  await other.close();
});

test("[S16] what a node wrote down and died before it said so is looked for, and comes to its end", async () => {
  const machine = new ManualMachine();
  await using desk = await beginDesk({ machine });
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await business.db.query(
    `insert into asked (number_id, ask_id, asked_at, command)
     select $1, gen_random_uuid(), $2::timestamptz - make_interval(secs => s), $3
     from unnest(array[1, 60]) as s`,
    [business.numberId, new Date(business.clock.now()), commandOf("from the dead")],
  );

  const ends = await statesOf(business, { count: 2, meanwhile: () => machine.turn(100) });

  assert.deepEqual(ends, ["accepted", "withdrawn"]);
  assert.equal(desk.posted.length, 1);
});

/** A command as a node writes it down for the owner of its number. */
function commandOf(text: string): string {
  const body = { messaging_product: "whatsapp", to: AMARA, type: "text", text: { body: text } };
  return JSON.stringify({ to: { address: AMARA, isGroup: false }, keyId: null, body });
}

/** How drafts ended, once so many have. */
async function statesOf(
  { db }: Business,
  { count, meanwhile }: { readonly count: number; readonly meanwhile: () => void },
): Promise<string[]> {
  for (;;) {
    const { rows } = await db.query<{ state: string }>(
      "select state from draft where settled_at is not null order by state",
    );
    if (rows.length === count) return rows.map((row) => row.state);
    meanwhile();
    await nextTurn();
  }
}

function graph(
  hub: Hub,
  business: Business,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = `/v23.0/${business.numberId}/messages`;
  return ask(
    hub,
    business,
    "POST",
    path,
    { messaging_product: "whatsapp", to: AMARA, ...body },
    headers,
  );
}

async function ask(
  hub: Hub,
  business: Business,
  method: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${hub.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${business.key}`,
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

function nextTurn(): Promise<void> {
  return new Promise((go) => void setImmediate(go));
}
