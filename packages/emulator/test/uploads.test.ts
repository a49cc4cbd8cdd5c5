import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFrom, BASE, beginWorld, type TestWorld } from "./world.ts";

const BYTES = Buffer.from("a picture of flowers");
const FILE = `file_name=flowers.png&file_length=${BYTES.length}&file_type=image%2Fpng`;

async function begin(): Promise<{ world: TestWorld; id: string }> {
  const world = beginWorld();
  const made = await world.graph(
    "POST",
    `/v24.0/${world.emulator.credentials.appId}/uploads?${FILE}`,
  );
  return { world, id: made.body.id };
}

function put({ emulator }: TestWorld, id: string, bytes: Buffer, offset: number) {
  const request = new Request(`${BASE}/v24.0/${id}`, {
    method: "POST",
    headers: {
      authorization: `OAuth ${emulator.credentials.token}`,
      file_offset: String(offset),
      // What curl says of raw bytes unless it is told otherwise.
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new Uint8Array(bytes),
  });
  return emulator.fetch(request).then(answerFrom);
}

test("POST /APP/uploads, POST /UPLOAD: the bytes bring a handle", async () => {
  const { world, id } = await begin();

  const done = await put(world, id, BYTES, 0);

  assert.match(id, /^upload:[A-Za-z0-9]+\?sig=/);
  assert.match(done.body.h, /^4:/);
  assert.equal(Buffer.from(done.body.h.split(":")[1], "base64").toString(), "flowers.png");
});

test("GET /UPLOAD: after a break it goes on where it stopped", async () => {
  const { world, id } = await begin();

  await put(world, id, BYTES.subarray(0, 5), 0);
  const status = await world.graph("GET", `/v24.0/${id}`);
  const wrong = await put(world, id, BYTES.subarray(7), 7);
  const done = await put(world, encodeURIComponent(id), BYTES.subarray(5), 5);

  assert.deepEqual(status.body, { id, file_offset: 5 });
  assert.equal(wrong.body.error.code, 100);
  assert.match(done.body.h, /^4:/);
});

test("POST /APP/uploads: what cannot be uploaded", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.appId}/uploads`;
  for (const body of [
    { file_type: "image/png" },
    { file_length: 10, file_type: "image/gif" },
    { file_length: 10 },
    { file_length: 0, file_type: "image/png" },
  ]) {
    assert.equal((await graph("POST", path, body)).body.error.code, 100, JSON.stringify(body));
  }
  const unknown = await graph("GET", "/v24.0/upload:none");
  assert.equal(unknown.body.error.error_subcode, 33);
});

test("POST /UPLOAD: the handle is a picture for the profile", async () => {
  const { world, id } = await begin();
  const { graph, emulator } = world;
  const { h: handle } = (await put(world, id, BYTES, 0)).body;
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/whatsapp_business_profile`;

  const set = await graph("POST", path, {
    messaging_product: "whatsapp",
    profile_picture_handle: handle,
  });

  assert.deepEqual(set.body, { success: true });
  assert.match((await graph("GET", path)).body.data[0].profile_picture_url, /^https:/);
});
