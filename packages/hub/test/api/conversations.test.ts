import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, BOB, beginHouse, type House, type Told, type Value } from "./house.ts";

const HOUR_MS = 3_600_000;

test("conversations are found by number, thread, category and by when they were open", async () => {
  await using house = await beginHouse();
  await converse(house);
  const threads = (await house.ask("/threads")).body.data;
  const alice = threads.find((one: Value) => one.phone?.endsWith(ALICE.slice(-4)));
  const found = async (query: string): Promise<Value[]> =>
    (await house.ask(`/conversations?${query}`)).body.data;

  const all = await found("");
  assert.equal(all.length, 2);
  const own = await found(`number_id=${house.numberId}&thread_id=${alice.thread_id}`);
  assert.deepEqual(
    own.map((one) => [one.thread_id, one.category]),
    [[alice.thread_id, "service"]],
  );
  assert.equal((await found("category=marketing")).length, 0);
  assert.equal((await found("category=service")).length, 2);
  const { opened_at: openedAt, expires_at: expiresAt } = own[0];
  const openAt = async (at: string): Promise<number> =>
    (await found(`open_at=${at}`)).filter((one) => one.thread_id === alice.thread_id).length;
  assert.equal(await openAt(openedAt), 1);
  assert.equal(await openAt(new Date(Date.parse(openedAt) - 1).toISOString()), 0);
  assert.equal(await openAt(new Date(Date.parse(expiresAt) - 1).toISOString()), 1);
  assert.equal(await openAt(expiresAt), 0);
});

test("[N1] pages of conversations give each once", async () => {
  await using house = await beginHouse();
  await converse(house);
  await house.turn(25 * HOUR_MS);
  await converse(house);

  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/conversations?limit=1${cursor && `&cursor=${cursor}`}`;
    const { body }: Told = await house.ask(path);
    seen.push(...body.data.map((one: Value) => `${one.thread_id} ${one.opened_at}`));
    cursor = body.next_cursor;
  }

  assert.equal(seen.length, 4);
  assert.deepEqual(seen, [...new Set(seen)].sort());
});

test("a question about conversations that does not fit is refused by the field at fault", async () => {
  await using house = await beginHouse();
  const thread = "00000000-0000-4000-8000-000000000000";
  const cases: readonly [string, string][] = [
    ["category=sonnet", "query.category"],
    ["open_at=yesterday", "query.open_at"],
    ["number_id=x", "query.number_id"],
    [`thread_id=${thread}`, "query.number_id"],
    ["thread_id=x&number_id=1", "query.thread_id"],
    ["cursor=x", "query.cursor"],
  ];
  for (const [query, where] of cases) {
    const { status, body } = await house.ask(`/conversations?${query}`);
    assert.deepEqual([status, body.error.where], [400, where], query);
  }
  assert.equal((await house.ask("/conversations?number_id=9")).status, 404);
});

/** Two customers write and are answered, so that a service conversation opens with each. */
async function converse(house: House): Promise<void> {
  for (const phone of [ALICE, BOB]) await house.writes(phone, "hello");
  for (const { number_id, thread_id } of (await house.ask("/threads")).body.data) {
    const path = `/threads/${number_id}/${thread_id}/messages`;
    assert.equal((await house.ask(path, { kind: "text", text: "good day" })).status, 200);
  }
  await house.turn(60_000);
}
