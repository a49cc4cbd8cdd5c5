import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { ALICE, BOB, beginHouse, type House, type Value } from "./house.ts";

// What the inbox does by the API, in one house, one thing after another.

let house: House;
let thread: string;

before(async () => {
  house = await beginHouse();
  await house.writes(ALICE, "Is the almond tart vegan?");
  const { body } = await house.ask("/threads");
  thread = `/threads/${body.data[0].number_id}/${body.data[0].thread_id}`;
});
after(() => house.close());

/** Sends bytes as the composer does. */
async function upload(
  bytes: Uint8Array<ArrayBuffer>,
  query: string,
  headers: Record<string, string> = { authorization: `Bearer ${house.key}` },
): Promise<{ status: number; body: Value }> {
  const answer = await fetch(`${house.url}/api/v1/numbers/${house.numberId}/media?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...headers },
    body: bytes,
  });
  return { status: answer.status, body: await answer.json() };
}

/** The last message that a phone shows. */
async function lastOn(phone: string): Promise<Value> {
  await house.turn(10_000);
  const path = `http://emulator.test/emulator/customers/${phone}/messages`;
  const answer: Value = await (await house.emulator.fetch(new Request(path))).json();
  return (answer.messages ?? answer.data ?? answer).at(-1);
}

async function send(draft: Record<string, unknown>): Promise<Value> {
  const { status, body } = await house.ask(`${thread}/messages`, draft);
  assert.equal(status, 200, JSON.stringify(body));
  return body.data.message;
}

test("[N13] a file goes up, is sent, is on the phone, and is shown in the thread from what was kept", async () => {
  const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3]);
  const { body } = await upload(bytes, "type=image/png&filename=tart.png");
  const { media_id } = body.data;
  assert.deepEqual(body.data, { media_id, media: "image", mime_type: "image/png", size_bytes: 7 });

  const message = await send({ kind: "media", media: "image", media_id, caption: "The *tart*" });

  assert.deepEqual(message.content, {
    kind: "media",
    media: "image",
    media_id,
    caption: "The *tart*",
    filename: null,
    mime_type: null,
  });
  const kept = await fetch(`${house.url}/api/v1/media/${house.numberId}/${media_id}`, {
    headers: { authorization: `Bearer ${house.key}` },
  });
  assert.equal(kept.headers.get("content-type"), "image/png");
  assert.deepEqual(new Uint8Array(await kept.arrayBuffer()), bytes);
  assert.match(JSON.stringify(await lastOn(ALICE)), /The \*tart\*/);
});

test("[S15] the same bytes go up once while Meta has them, and again once it has not", async () => {
  const bytes = new Uint8Array([137, 80, 78, 71, 9, 9]);
  const idOf = async (query: string): Promise<string> =>
    (await upload(bytes, query)).body.data.media_id;
  const countFiles = async (): Promise<number> =>
    (await readdir(house.filesFolder, { recursive: true })).filter((one) => one.length > 3).length;

  const first = await idOf("type=image/png&filename=menu.png");
  const files = await countFiles();
  const again = await idOf("type=image/png&filename=other.png");

  assert.equal(again, first);
  assert.equal(await countFiles(), files);
  assert.notEqual(await idOf("type=image/jpeg"), first);
  const headers = { authorization: `Bearer ${house.key}` };
  const gone = await fetch(`${house.url}/v25.0/${first}`, { method: "DELETE", headers });
  assert.equal(gone.status, 200, await gone.text());
  const anew = await idOf("type=image/png");
  assert.notEqual(anew, first);
  // By another way than through the hub, which is not told of it.
  const path = `http://emulator.test/v25.0/${anew}`;
  const authorization = `Bearer ${house.emulator.credentials.token}`;
  const elsewhere = new Request(path, { method: "DELETE", headers: { authorization } });
  assert.equal((await house.emulator.fetch(elsewhere)).status, 200);
  const third = await idOf("type=image/png");
  assert.notEqual(third, anew);
  assert.equal(await idOf("type=image/png"), third);
  await house.db.query("update media set created_at = created_at - interval '29 days'");
  assert.notEqual(await idOf("type=image/png"), third);
});

test("[N13] what Meta would not take is refused with the reason, and nothing is kept of it", async () => {
  const countFiles = async (): Promise<number> =>
    (await house.db.query("select from media")).rowCount ?? 0;
  const before = await countFiles();
  const svg = await upload(new Uint8Array(9), "type=image/svg%2Bxml");
  const large = await upload(new Uint8Array(500 * 1_024 + 1), "type=image/webp");
  const noType = await upload(new Uint8Array(9), "type=");

  assert.deepEqual(
    [svg.status, svg.body.error.message],
    [415, "WhatsApp takes no files of image/svg+xml."],
  );
  assert.deepEqual([large.status, large.body.error.code], [413, "too_large"]);
  assert.deepEqual([noType.status, noType.body.error.where], [400, "query.type"]);
  assert.equal(await countFiles(), before);
});

test("[N13] nobody uploads without a key that may, nor by a page of another site", async () => {
  const bytes = new Uint8Array(9);
  const reader = await house.makeKey({ scopes: ["threads:read"] });
  const cookie = { cookie: `casement_key=${house.key}` };
  const query = "type=image/png";

  assert.equal((await upload(bytes, query, {})).status, 401);
  assert.equal((await upload(bytes, query, { authorization: `Bearer ${reader}` })).status, 403);
  const foreign = {
    ...cookie,
    origin: "https://elsewhere.example",
    "sec-fetch-site": "cross-site",
  };
  assert.ok((await upload(bytes, query, foreign)).status >= 401);
});

test("[N14] a draft of every kind is on the phone as it was written", async () => {
  const asked = await send({
    kind: "buttons",
    text: "Which box?",
    header: "Boxes",
    buttons: ["Spring", "Summer"],
  });
  assert.deepEqual([asked.content.style, asked.content.options], ["buttons", ["Spring", "Summer"]]);
  assert.match(JSON.stringify(await lastOn(ALICE)), /"title":"Summer"/);

  const listed = await send({
    kind: "list",
    text: "When?",
    button: "Days",
    rows: [{ title: "Friday", description: "from noon" }, { title: "Saturday" }],
    reply_to: asked.id,
  });
  assert.deepEqual(
    [listed.content.style, listed.content.button, listed.reply_to],
    ["list", "Days", asked.id],
  );
  assert.match(JSON.stringify(await lastOn(ALICE)), /"description":"from noon"/);

  const place = await send({ kind: "location", latitude: 51.5, longitude: -0.12, name: "Us" });
  assert.deepEqual([place.content.kind, place.content.name], ["location", "Us"]);

  const grace = { name: "Grace Ampofo", phones: ["+44 7700 900199"], company: "Aurora Bakery" };
  const card = await send({
    kind: "people",
    people: [{ ...grace, emails: ["grace@aurora.test"] }],
  });
  assert.deepEqual(card.content.people, [{ ...grace, emails: ["grace@aurora.test"] }]);
  assert.match(JSON.stringify(await lastOn(ALICE)), /"formatted_name":"Grace Ampofo"/);

  const reaction = await send({ kind: "reaction", to: listed.id, emoji: "👍" });
  assert.deepEqual(reaction.content, { kind: "reaction", emoji: "👍", to: listed.id });
  const back = await send({ kind: "reaction", to: listed.id, emoji: "" });
  assert.deepEqual(back.content, { kind: "reaction", emoji: null, to: listed.id });
});

test("[N14] a draft that no kind allows is refused before anything is asked", async () => {
  for (const draft of [
    { kind: "buttons", text: "?", buttons: ["1", "2", "3", "4"] },
    { kind: "list", text: "?", button: "Days", rows: [] },
    { kind: "media", media: "image", media_id: "../x" },
    { kind: "location", latitude: 91, longitude: 0 },
    { kind: "people", people: [{ name: "Grace", phones: ["none"] }] },
  ]) {
    const { status } = await house.ask(`${thread}/messages`, draft);
    assert.equal(status, 400, draft.kind);
  }
});

test("[N11] the queues and their counts follow the clock", async () => {
  const inQueue = async (queue: string): Promise<string[]> =>
    (await house.ask(`/threads?queue=${queue}`)).body.data.map((one: Value) => one.phone);
  await house.turn(23 * HOUR_MS);
  await house.writes(BOB, "Hello");

  const counts = (await house.ask("/threads/counts")).body.data;

  assert.deepEqual(counts, {
    all: 2,
    open: 2,
    unread: 1,
    waiting: 1,
    closing_soon: 1,
    entry_points: 0,
    closed: 0,
  });
  assert.deepEqual(await inQueue("closing_soon"), [`+${ALICE}`]);
  assert.deepEqual(await inQueue("open"), [`+${BOB}`, `+${ALICE}`]);
  assert.deepEqual(await inQueue("unread"), [`+${BOB}`]);
  const [bob] = (await house.ask("/threads?queue=waiting")).body.data;
  const path = `/threads/${bob.number_id}/${bob.thread_id}`;
  await house.ask(`${path}/read`, {});
  assert.deepEqual(await inQueue("unread"), []);
  assert.deepEqual(await inQueue("waiting"), [`+${BOB}`]);
  await house.ask(`${path}/messages`, { kind: "text", text: "Hello" });
  assert.deepEqual(await inQueue("waiting"), []);
  await house.turn(HOUR_MS);
  assert.deepEqual(await inQueue("closed"), [`+${ALICE}`]);
  assert.equal((await house.ask("/threads?queue=nonsense")).status, 400);
});

test("what brought a customer here stands with their first words", async () => {
  const referral = {
    source_type: "ad",
    source_id: "120",
    source_url: "https://fb.example/ad",
    headline: "The winter box",
  };
  const answer = await house.emulator.fetch(
    new Request(`http://emulator.test/emulator/customers/${BOB}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "text", text: { body: "Still there?" }, referral }),
    }),
  );
  assert.equal(answer.status, 200);
  await house.turn(1_000);
  const { body } = await house.ask("/threads?q=still");
  const { number_id, thread_id } = body.data[0];

  const { data } = (await house.ask(`/threads/${number_id}/${thread_id}/messages`)).body;

  assert.deepEqual(data.at(-1).content, {
    kind: "text",
    text: "Still there?",
    arrival: { by: "ad", headline: "The winter box", url: "https://fb.example/ad" },
  });
});

test("[N12] a search says which message it found", async () => {
  const { body } = await house.ask("/threads?q=almond");

  assert.deepEqual(
    body.data.map((one: Value) => one.phone),
    [`+${ALICE}`],
  );
  assert.equal(body.found[0].excerpt, "Is the almond tart vegan?");
  assert.equal(body.found[0].direction, "in");
});

test("a thread tells its names, what the customer agreed to, and what it cost", async () => {
  const { data } = (await house.ask(thread)).body;

  assert.deepEqual(data.aliases.map((one: Value) => one.kind).sort(), ["user_id", "wa_id"]);
  assert.deepEqual(data.consent, {
    ...{ blocked: false, opted_in: null, opted_out: [], opt_in_required: false },
  });
  const [spent] = data.spend;
  assert.deepEqual([spent.category, spent.currency, spent.unknown], ["service", "USD", 0]);
  assert.equal(spent.units, 5);
});
