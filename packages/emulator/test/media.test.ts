import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { upload, uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type Value } from "./world.ts";

const BYTES: Uint8Array = Buffer.from("ten bytes!");
const MB = 1_024 * 1_024;

test("POST /PN/media, GET /MEDIA, GET /whatsapp_business/attachments: there and back", async () => {
  const world = beginWorld();

  const id = await uploaded(world, { bytes: BYTES, type: "image/png" });
  const { status, body } = await world.graph("GET", `/v24.0/${id}`);
  const file = await world.fetchUrl(body.url);

  assert.match(id, /^\d{15}$/);
  assert.equal(status, 200);
  const { url, ...rest } = body;
  assert.deepEqual(rest, {
    messaging_product: "whatsapp",
    mime_type: "image/png",
    sha256: createHash("sha256").update(BYTES).digest("hex"),
    file_size: 10,
    id,
  });
  assert.match(url, /^http:\/\/emulator\.test\/whatsapp_business\/attachments\/\?mid=\d+&/);
  assert.equal(file.headers.get("content-type"), "image/png");
  assert.equal(await file.text(), "ten bytes!");
});

test("POST /PN/media: the product may stand in the query, the type in a field", async () => {
  const world = beginWorld();
  const inQuery = await upload(world, { fields: {}, query: "?messaging_product=whatsapp" });
  const id = await uploaded(world, {
    type: "",
    fields: { messaging_product: "whatsapp", type: "audio/ogg; codecs=opus" },
  });

  assert.equal(inQuery.status, 200, inQuery.text);
  const node = await world.graph("GET", `/v24.0/${id}`);
  assert.equal(node.body.mime_type, "audio/ogg; codecs=opus");
});

test("POST /PN/media: what Meta refuses is refused in its words", async () => {
  const world = beginWorld();
  const product = "(#100) The parameter messaging_product is required.";
  const wrong: [Parameters<typeof upload>[1], number, string | RegExp][] = [
    [{ fields: {} }, 100, product],
    [
      { fields: { messaging_product: "signal" } },
      100,
      '(#100) Param messaging_product must be one of {WHATSAPP} - got "signal".',
    ],
    [{ bytes: new Uint8Array(0) }, 100, "(#100) The parameter file is required."],
    [
      { type: "application/zip" },
      100,
      /^\(#100\) Param file must be a file with .*: audio\/aac, .*Received file of type '.*zip'\.$/,
    ],
    [
      { type: "", fields: { messaging_product: "whatsapp", type: "image/png; 😀" } },
      100,
      /one of the following types/,
    ],
    [{ type: "" }, 100, /Received file of type 'application\/octet-stream'/],
    [{ bytes: new Uint8Array(5 * MB + 1) }, 131_053, "(#131053) Media upload error"],
    [{ bytes: new Uint8Array(16 * MB + 1), type: "video/mp4" }, 131_053, /Media upload error/],
    [{ bytes: new Uint8Array(500 * 1_024 + 1), type: "image/webp" }, 131_053, /Media upload/],
  ];
  for (const [wanted, code, message] of wrong) {
    const { status, body, text } = await upload(world, wanted);
    assert.deepEqual([status, body.error.code], [400, code], text);
    if (typeof message === "string") assert.equal(body.error.message, message);
    else assert.match(body.error.message, message);
  }
  const details = (await upload(world, { bytes: new Uint8Array(5 * MB + 1) })).body.error;
  assert.equal(details.error_data.details, "The image has 5242881 bytes, and may have 5242880.");
});

test("POST /PN/media: a form that is none, and one without a file", async () => {
  const { emulator } = beginWorld();
  const { token, phoneNumberId } = emulator.credentials;
  const post = async (type: string, body: string): Promise<Value> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": type };
    const url = `http://emulator.test/v24.0/${phoneNumberId}/media?messaging_product=whatsapp`;
    const answer = await emulator.fetch(new Request(url, { method: "POST", headers, body }));
    return [answer.status, await answer.json()];
  };

  const [broken, brokenBody] = await post("multipart/form-data; boundary=x", "not a form");
  const [none, noneBody] = await post("application/json", '{"file":"x"}');

  assert.deepEqual([broken, brokenBody.error.code], [400, 100]);
  assert.match(brokenBody.error.message, /cannot be read/);
  assert.deepEqual([none, noneBody.error.message], [400, "(#100) The parameter file is required."]);
});

test("GET /MEDIA: a document of 100 MB is taken, and none that is larger", async () => {
  const world = beginWorld();

  const id = await uploaded(world, { bytes: new Uint8Array(100 * MB), type: "application/pdf" });
  const large = await upload(world, {
    bytes: new Uint8Array(100 * MB + 1),
    type: "application/pdf",
  });

  assert.equal((await world.graph("GET", `/v24.0/${id}`)).body.file_size, 100 * MB);
  assert.deepEqual([large.status, large.body.error.code], [400, 131_053]);
});

test("GET /MEDIA: an id lives 30 days, and belongs to one number", async () => {
  const world = beginWorld();
  const { phoneNumberId } = world.emulator.credentials;
  const id = await uploaded(world, {});
  const statusOf = async (query = ""): Promise<number> =>
    (await world.graph("GET", `/v24.0/${id}${query}`)).status;

  assert.equal(await statusOf(`?phone_number_id=${phoneNumberId}`), 200);
  assert.equal(await statusOf("?phone_number_id=100000000000021"), 400);
  await world.turn("29d23h59m59s");
  assert.equal(await statusOf(), 200);
  await world.turn("1s");
  const gone = await world.graph("GET", `/v24.0/${id}`);
  assert.deepEqual(
    [gone.status, gone.body.error.type, gone.body.error.code, gone.body.error.error_subcode],
    [400, "GraphMethodException", 100, 33],
  );

  await uploaded(world, {});
  const state = await world.control("GET", "/emulator/state");
  assert.equal(Object.keys(state.body.world.media).length, 1, "what has expired is forgotten");
});

test("DELETE /MEDIA: it is gone, and its address leads nowhere", async () => {
  const world = beginWorld();
  const id = await uploaded(world, {});
  const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;

  const answer = await world.graph("DELETE", `/v24.0/${id}`);

  assert.deepEqual(answer.body, { success: true });
  assert.equal((await world.graph("DELETE", `/v24.0/${id}`)).body.error.error_subcode, 33);
  assert.equal((await world.fetchUrl(url)).status, 404);
});

test("GET /whatsapp_business/attachments: five minutes, with the token, as it was given", async () => {
  const world = beginWorld();
  const id = await uploaded(world, {});
  const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;
  const other = await uploaded(world, {});
  const statusOf = async (address: string): Promise<number> =>
    (await world.fetchUrl(address)).status;

  await world.turn("4m59s");
  assert.equal(await statusOf(url), 200);
  assert.equal(await statusOf(url.replace(id, other)), 404);
  assert.equal(await statusOf(url.replace(/ext=\d+/, "ext=9999999999")), 404);
  assert.equal(await statusOf(url.replace(/&hash=.*/, "")), 404);
  const bare = await world.emulator.fetch(new Request(url));
  const refused: Value = await bare.json();
  assert.deepEqual([bare.status, refused.error.code], [401, 104]);
  await world.turn("1s");
  assert.equal(await statusOf(url), 404);
});

test("GET /whatsapp_business/attachments: ranges", async () => {
  const world = beginWorld();
  const id = await uploaded(world, { bytes: BYTES, name: 'a "b"\n.png', type: "image/png" });
  const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;
  const ranges: [string, number, string, string | null][] = [
    ["bytes=0-2", 206, "ten", "bytes 0-2/10"],
    ["bytes=4-", 206, "bytes!", "bytes 4-9/10"],
    ["bytes=-1", 206, "!", "bytes 9-9/10"],
    ["bytes=4-99", 206, "bytes!", "bytes 4-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=0-1,3-4", 200, "ten bytes!", null],
    ["bytes=5-2", 200, "ten bytes!", null],
  ];

  for (const [range, status, text, contentRange] of ranges) {
    const answer = await world.fetchUrl(url, { range });
    assert.deepEqual(
      [answer.status, await answer.text(), answer.headers.get("content-range")],
      [status, text, contentRange],
      range,
    );
  }
  const whole = await world.fetchUrl(url);
  assert.equal(whole.headers.get("content-length"), "10");
  assert.match(whole.headers.get("content-disposition") ?? "", /^attachment; filename="[^"\n]*"$/);
});

test("GET /emulator/media/MEDIA: a phone sees what was sent", async () => {
  const world = beginWorld();
  await world.says(ALICE, "hello");
  const id = await uploaded(world, { bytes: BYTES });
  await world.send({ to: ALICE, type: "image", image: { id, caption: "look" } });
  await world.turn("10s");
  const chat = await world.control("GET", `/emulator/customers/${ALICE}/messages`);

  const shown = chat.body.data.at(-1).content.id;
  const file = await world.control("GET", `/emulator/media/${shown}`);
  const none = await world.control("GET", "/emulator/media/1");

  assert.deepEqual([file.status, file.text], [200, "ten bytes!"]);
  assert.equal(none.status, 404);
});

test("media is part of the state, and can be had in the world that is loaded", async () => {
  const world = beginWorld();
  const id = await uploaded(world, { bytes: BYTES });
  const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;
  const state = await world.control("GET", "/emulator/state");

  const other = beginWorld({ seed: 9 });
  await other.control("PUT", "/emulator/state", state.body);

  assert.equal(await (await other.fetchUrl(url)).text(), "ten bytes!");
});
