import assert from "node:assert/strict";
import { test } from "node:test";
import { graphError } from "@casement/cloud-api";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import { type Answered, begin } from "../flows/begin.ts";
import { postAccountChange } from "../flows/notices.ts";
import { addSibling, SIBLING } from "../flows/sibling.ts";
import { beginDesk, type Desk, until } from "./desk.ts";

test("[S9] [I18] a number stops at 95 % of what its portfolio may reach at the moment, and goes on a day later", async () => {
  await using desk = await beginDesk();
  const { business, tap } = desk;
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  // What Meta tells of it comes before anybody must know, and asks for nothing.
  await business.advance(1_000);
  await sendNearLimit(desk);

  const answers = await sendAll(desk, phones(41, 12));
  const known = await desk.template(phones(3, 1)[0] ?? "");

  assert.equal(answers.filter(({ status }) => status === 200).length, 6);
  const refused = answers.filter(({ status }) => status !== 200);
  assert.deepEqual([...new Set(refused.map(({ body }) => body.error.code))], [131048]);
  assert.equal(known.status, 200, "who was reached today costs nothing of the limit");

  await business.control("POST", `numbers/${business.numberId}`, { limit: 250 });
  await business.advance(1_000);
  assert.equal((await desk.template(phones(60, 1)[0] ?? "")).status, 200, "it rose");
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await business.advance(1_000);
  assert.equal((await desk.template(phones(61, 1)[0] ?? "")).status, 400, "it fell");

  await business.stop();
  await business.startAgain();
  const asked = (): number =>
    tap.tapped.filter(({ url }) => url.includes("messaging_limit")).length;
  const before = asked();
  await desk.template(phones(3, 1)[0] ?? "");
  await until(() => asked() > before);
  await business.hub.quiet();
  assert.equal((await desk.template(phones(61, 1)[0] ?? "")).status, 400);

  await business.advance(24 * HOUR_MS + 1_000);
  assert.equal((await desk.template(phones(61, 1)[0] ?? "")).status, 200);
});

test("[S9] what a number of another account of the portfolio reached counts, if it was within the day", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await addSibling(business);
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await sendNearLimit(desk);
  const told = "insert into number_reach values ($1, 5, $2)";
  await business.db.query(told, [SIBLING, new Date(business.clock.now())]);

  const answers = await sendAll(desk, phones(41, 4));

  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  const { rows } = await business.db.query(
    "select reached from number_reach where number_id = $1",
    [business.numberId],
  );
  assert.equal(rows[0]?.reached >= 41, true, "and the other hears of ours");
});

test("[S9] what a batch that was rolled back told the other numbers is told by the next", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await addSibling(business);
  // The first that tells of somebody fails as it commits.
  await business.db.query(`
create sequence once;
create function fail_once() returns trigger language plpgsql as $$
begin
  if new.reached > 0 and nextval('once') = 1 then
    raise exception 'the transaction fails' using errcode = '40001';
  end if;
  return null;
end $$;
create constraint trigger fail_once after insert or update on number_reach
deferrable initially deferred for each row execute function fail_once()`);

  const { status } = await desk.template(phones(0, 1)[0] ?? "");
  await desk.text(phones(0, 1)[0] ?? "", "the next batch");
  await business.hub.quiet();

  assert.equal(status, 500, "its end could not be written down at once");
  const { rows } = await business.db.query("select reached from number_reach");
  assert.deepEqual(rows, [{ reached: 1 }]);
});

test("[S9] who was surely sent nothing counts no longer, unless something else reached them; who may have been does", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await addSibling(business);
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await sendNearLimit(desk);
  const reached = async (): Promise<number> => {
    await business.hub.quiet();
    const told = "select reached from number_reach where number_id = $1";
    return (await business.db.query(told, [business.numberId])).rows[0]?.reached;
  };
  const { status, body } = graphError(132000);
  desk.onPost = () => ({ status, body: JSON.stringify(body) });
  const failed = await sendAll(desk, [...phones(41, 6), ...phones(3, 1)]);
  assert.deepEqual(new Set(failed.map((one) => one.body.error.code)), new Set([132000]));
  assert.equal(await reached(), 41, "the other number hears it, too");
  desk.onPost = () => "cut";
  assert.equal((await desk.template(phones(47, 1)[0] ?? "")).status, 500);
  assert.equal(await reached(), 42);
  desk.onPost = () => undefined;

  const answers = await sendAll(desk, phones(48, 7));

  assert.equal(answers.filter((one) => one.status === 200).length, 5);
  assert.equal(
    (await desk.template(phones(3, 1)[0] ?? "")).status,
    200,
    "reached before it failed",
  );
});

test("[S9] of a batch only those count as about to be reached whom a template reaches anew", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await sendNearLimit(desk);
  const writers = phones(50, 8);
  for (const phone of writers) await business.customer(phone).writes("hello");
  await business.hub.quiet();

  const answers = await Promise.all([
    ...writers.slice(0, 4).map((phone) => desk.text(phone, "good morning")),
    ...writers.slice(4).map((phone) => desk.template(phone)),
    ...phones(0, 8).map((phone) => desk.template(phone)),
    ...phones(41, 6).map((phone) => desk.template(phone)),
  ]);

  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
  );
  assert.equal((await desk.template(phones(60, 1)[0] ?? "")).body.error.code, 131048);
});

test("[I18] a throughput that Meta changes is the number's pace within seconds, or once Meta answers", async () => {
  await using business = await begin();
  const { numberId } = business;
  const change = async (settings: object): Promise<void> => {
    const { status } = await business.control("POST", `numbers/${numberId}`, settings);
    assert.equal(status, 200);
    await business.advance(1_000);
  };
  const pace = async (): Promise<unknown> =>
    (await business.db.query("select per_second from number")).rows[0]?.per_second;
  assert.equal(await pace(), 1_000);

  await change({ throughput: "STANDARD", quality: "RED" });

  assert.equal(await pace(), 80);
  const rule = { on: "request", match: { path: `/${numberId}` }, times: 1, do: { http: 503 } };
  assert.equal((await business.control("PUT", "faults", [rule])).status, 200);
  await change({ throughput: "HIGH" });
  assert.equal(await pace(), 80, "Meta did not answer");
  await business.advance(10 * MINUTE_MS);
  assert.equal(await pace(), 1_000);
  const left = "select from appointment where kind = 'number_limits'";
  assert.equal((await business.db.query(left)).rowCount, 0);
});

test("[I18] a number of an account that is at no address of Meta's is asked of nobody, and once", async () => {
  await using business = await begin();
  await addSibling(business);
  await business.db.query("update account set api_url = $1 where account_id = 77", [
    "https://gone.example",
  ]);
  // Whatever changes an account has the hub read all of them again.
  const account = `/api/v1/accounts/${business.emulator.credentials.wabaId}`;
  assert.equal((await business.ask("PATCH", account, { time_zone: null })).status, 200);
  const value = { display_phone_number: "15550100000", event: "FLAGGED" };

  await postAccountChange(business, { field: "phone_number_quality_update", value });

  const { rows } = await business.db.query("select kind from appointment where number_id = $1", [
    SIBLING,
  ]);
  assert.equal(rows.filter(({ kind }) => kind === "number_limits").length, 0);
});

function phones(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `44770092${String(from + i).padStart(4, "0")}`);
}

function sendAll(desk: Desk, to: readonly string[]): Promise<Answered[]> {
  return Promise.all(to.map((phone) => desk.template(phone)));
}

/** Reaches 41 customers of the 47 that a limit of 50 allows, until the hub knows that limit. */
async function sendNearLimit(desk: Desk): Promise<void> {
  await sendAll(desk, phones(0, 40));
  // The next batch sees that a limit may be near, and asks Meta for it.
  await sendAll(desk, phones(40, 1));
  await until(() => desk.tap.tapped.some(({ url }) => url.includes("messaging_limit")));
  await desk.business.hub.quiet();
}
