import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { MINUTE_MS } from "@casement/engine";
import { ALICE, askAt, beginHouse, type House, type Told, type Value } from "./house.ts";

const STRANGE = "555000111222";

test("[N4] posts of a number that nobody connected are kept, digested and shown as such", async () => {
  await using house = await beginHouse();
  assert.equal(await post(house, [textFrom(ALICE)], STRANGE), 200);
  await house.turn(0);

  const numbers = (await house.ask("/numbers")).body.data;
  const strange = numbers.find((one: Value) => one.number_id === STRANGE);
  assert.deepEqual([strange.connected, strange.account_id, strange.name], [false, null, null]);
  assert.equal(strange.health.last_post_at, "2026-11-10T09:00:00.000Z");
  const [thread] = (await house.ask(`/threads?number_id=${STRANGE}`)).body.data;
  assert.equal(thread.last_message.preview, "hello");
  const at = `/threads/${STRANGE}/${thread.thread_id}`;
  assert.equal((await house.ask(at)).status, 200);
  assert.equal((await house.ask(`${at}/messages`, { kind: "text", text: "hi" })).status, 404);

  const accountId = BigInt(house.emulator.credentials.wabaId);
  const narrow = await house.makeKey({ scopes: ["*"], accountId });
  const headers = { authorization: `Bearer ${narrow}` };
  assert.equal((await house.ask(at, undefined, headers)).status, 404);
});

test("an account is shown with its numbers, and how it goes with both", async () => {
  await using house = await beginHouse();
  await post(house, [{ ...textFrom(ALICE), timestamp: "soon" }], house.numberId);
  await house.turn(0);

  const [account] = (await house.ask("/accounts")).body.data;
  const [number] = (await house.ask("/numbers")).body.data;

  assert.equal(account.account_id, house.emulator.credentials.wabaId);
  assert.deepEqual(account.number_ids, [house.numberId]);
  assert.deepEqual([account.currency, account.health.last_post_at], ["USD", null]);
  assert.deepEqual(number.health, {
    last_post_at: "2026-11-10T09:00:00.000Z",
    not_understood: 1,
    pending: 0,
    behind_by_ms: 0,
    unknown_drafts: 0,
    unknown_since: null,
  });
});

test("[N1] what could not be read is listed once, page by page, with its place and not its words", async () => {
  await using house = await beginHouse();
  const notices = Array.from({ length: 5 }, (_, i) => ({
    ...textFrom(ALICE),
    id: `wamid.HBgM${i}`,
    timestamp: "soon",
  }));
  await post(house, notices, house.numberId);
  await post(house, "nothing", "0");
  await house.turn(0);

  const seen: Value[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/not-understood?limit=2${cursor && `&cursor=${cursor}`}`;
    const { body }: Told = await house.ask(path);
    seen.push(...body.data);
    cursor = body.next_cursor;
  }

  assert.equal(seen.length, 6);
  assert.equal(new Set(seen.map((one) => `${one.post_id} ${one.path}`)).size, 6);
  assert.match(seen.at(-1).path, /^entry\[0\]\.changes\[0\]\.value\.messages\[\d\]/);
  assert.doesNotMatch(JSON.stringify(seen), /hello/);
  const own = await house.ask(`/not-understood?number_id=${house.numberId}`);
  assert.equal(own.body.data.length, 5);
  const few = await house.makeKey({ scopes: ["*"], numberIds: [BigInt(house.numberId)] });
  const headers = { authorization: `Bearer ${few}` };
  assert.equal((await house.ask("/not-understood", undefined, headers)).body.data.length, 5);
  const nobodys = await house.ask("/not-understood?number_id=0", undefined, headers);
  assert.equal(nobodys.status, 404);
});

test("[O6] a hub that keeps posts and does not digest them for over five minutes is not ready", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  await house.db.query(
    "insert into pending (number_id, post_id, received_on) select number_id, post_id, received_on from post",
  );
  const ready = async (): Promise<unknown[]> => {
    const { status, body } = await askAt(`${house.url}/ready`, undefined, {});
    return [status, body.status];
  };

  await house.turn(5 * MINUTE_MS);
  assert.deepEqual(await ready(), [200, "ready"]);
  await house.turn(1);
  assert.deepEqual(await ready(), [503, "digest_behind"]);
  const [number] = (await house.ask("/numbers")).body.data;
  assert.equal(number.health.behind_by_ms, 5 * MINUTE_MS + 1);
  await house.db.query("delete from pending");
  assert.deepEqual(await ready(), [200, "ready"]);
});

function textFrom(from: string): Record<string, unknown> {
  const said = { type: "text", text: { body: "hello" } };
  return { id: "wamid.HBgM1", from, timestamp: "1794301200", ...said };
}

/** Posts these messages to the hub as Meta does, about a number. */
async function post(house: House, messages: unknown, numberId: string): Promise<number> {
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: numberId, display_phone_number: "1" },
    messages,
  };
  const isNobody = numberId === "0";
  const body = Buffer.from(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: isNobody ? messages : [{ id: "9", changes: [{ field: "messages", value }] }],
    }),
  );
  const signature = signatureOf(body, house.emulator.credentials.appSecret);
  const headers = { "x-hub-signature-256": signature };
  const url = `${house.url}/webhooks/whatsapp`;
  return (await fetch(url, { method: "POST", headers, body })).status;
}
