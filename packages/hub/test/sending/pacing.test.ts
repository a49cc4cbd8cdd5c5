import assert from "node:assert/strict";
import { test } from "node:test";
import { graphError, graphJson } from "@casement/cloud-api";
import type { Answered } from "../flows/begin.ts";
import { beginDesk, until } from "./desk.ts";

const AMARA = "447700900142";

function phones(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `44770091${String(i).padStart(4, "0")}`);
}

test("[S6] Meta sees no more of a number in any second than it may send, and all of it comes", async () => {
  await using desk = await beginDesk({ perSecond: 20 });
  const { business, posted } = desk;

  const sends = phones(45).map((phone) => desk.template(phone));
  await until(() => posted.length >= 2);
  await business.advance(3_000);
  const answers = await Promise.all(sends);

  assert.equal(answers.filter((answer) => answer.status === 200).length, 45);
  for (const { at } of posted) {
    const inASecond = posted.filter((one) => one.at >= at && one.at < at + 1_000);
    assert.equal(inASecond.length <= 20, true, `${inASecond.length} in a second`);
  }
  const first = posted[0]?.at ?? 0;
  const last = posted.at(-1)?.at ?? 0;
  assert.equal(last - first < 2_500, true, `${last - first} ms`);
});

test("[S6] [S10] a number that Meta calls too fast rests, and the draft is posted again and sent", async () => {
  await using desk = await beginDesk({ perSecond: 20 });
  const { business, posted } = desk;
  desk.onPost = () => {
    if (posted.length > 1) return undefined;
    const { status, body } = graphError(130429);
    return { status, headers: { "content-type": "application/json" }, body: graphJson(body) };
  };
  const [phone = "", other = ""] = phones(2);

  const first = desk.template(phone);
  await until(() => posted.length === 1);
  await business.hub.quiet();
  const second = desk.template(other);
  await business.advance(5_000);

  assert.deepEqual([(await first).status, (await second).status], [200, 200]);
  assert.equal(posted.length, 3);
  assert.equal(posted[1]?.draft, posted[0]?.draft);
  assert.equal((posted[1]?.at ?? 0) - (posted[0]?.at ?? 0) >= 1_000, true);
  const { rows } = await business.db.query("select state, count(*)::int from draft group by state");
  assert.deepEqual(rows, [{ state: "accepted", count: 2 }]);
});

test("[S8] what gets no turn in 20 seconds is withdrawn with 429, and was never posted", async () => {
  await using desk = await beginDesk({ perSecond: 1 });
  const { business, posted } = desk;

  const sends = phones(30).map((phone) => desk.template(phone));
  await until(() => posted.length >= 1);
  await business.advance(30_000);
  const answers: Answered[] = await Promise.all(sends);

  const sent = answers.filter((answer) => answer.status === 200);
  const withdrawn = answers.filter((answer) => answer.status === 429);
  assert.equal(sent.length + withdrawn.length, 30);
  assert.equal(sent.length, posted.length);
  assert.equal(sent.length >= 19 && sent.length <= 21, true, `${sent.length} sent`);
  assert.equal(withdrawn[0]?.body.error.code, 130429);
  const { rows } = await business.db.query(
    "select count(*)::int from draft where state = 'withdrawn' and settled_at is not null",
  );
  assert.deepEqual(rows, [{ count: withdrawn.length }]);
});

test("[S7] one customer gets 45 at once and then is waited for, or the draft refused", async () => {
  await using desk = await beginDesk();
  const { business, posted } = desk;
  await business.customer(AMARA).writes("hello");

  const burst = Array.from({ length: 49 }, (_, i) => desk.text(AMARA, `line ${i}`));
  await until(() => posted.length === 45);
  await business.advance(5_000);
  assert.equal(posted.length, 45);
  // From then on one goes every six seconds: at 6, 12 and 18, and the last would be past 20.
  await business.advance(14_000);
  const answers = await Promise.all(burst);

  const refused = answers.filter((answer) => answer.status !== 200);
  assert.equal(posted.length, 48);
  assert.deepEqual(
    refused.map((answer) => answer.body.error.code),
    [131056],
  );
  const reason = JSON.parse(refused[0]?.headers.get("x-casement-decision") ?? "{}").reason;
  assert.equal(reason, "pair_rate");
});

test("[S6] [S7] a hub that starts again remembers how fast it went just before", async () => {
  await using desk = await beginDesk();
  const { business, posted } = desk;
  await business.customer(AMARA).writes("hello");
  await Promise.all(Array.from({ length: 45 }, (_, i) => desk.text(AMARA, `line ${i}`)));
  await business.stop();

  await business.startAgain();
  const next = desk.text(AMARA, "one more");
  await business.advance(5_000);
  assert.equal(posted.length, 45);
  await business.advance(2_000);

  assert.equal((await next).status, 200);
});

test("[S8] a hub that closes withdraws what waits for its turn, and does not wait for it", async () => {
  await using desk = await beginDesk({ perSecond: 8 });
  const { business, posted } = desk;

  const sends = phones(20).map((phone) => desk.template(phone));
  await until(() => posted.length >= 1);
  const ends = Promise.allSettled(sends);
  await business.stop();
  // One that had not come in yet finds the door closed, and was not taken.
  const answers = (await ends).flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  await business.startAgain();

  const withdrawn = answers.filter((answer) => answer.status === 429);
  assert.equal(withdrawn.length + posted.length, answers.length);
  assert.equal(withdrawn.length > 0, true);
  const { rows } = await business.db.query(
    "select count(*)::int from draft where state in ('sending', 'unknown')",
  );
  assert.deepEqual(rows, [{ count: 0 }]);
});
