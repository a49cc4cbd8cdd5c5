import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { MessagesValue } from "@casement/cloud-api";
import { ALICE, type Answer, beginWorld, type TestWorld, type Value } from "./world.ts";

const MESSAGES = `/emulator/customers/${ALICE}/messages`;

/** The message in the webhook, once the customer has sent it. */
async function sends(world: TestWorld, message: Value): Promise<Value> {
  const answer = await world.control("POST", MESSAGES, message);
  assert.equal(answer.status, 200, answer.text);
  await world.emulator.quiet();
  const [value] = world.values();
  assert.ok(MessagesValue.safeParse(value).success);
  return value.messages[0];
}

async function bytesOf(world: TestWorld, id: string): Promise<Buffer> {
  const { url } = (await world.graph("GET", `/v24.0/${id}`)).body;
  const file = await world.fetchUrl(url);
  assert.equal(file.status, 200);
  return Buffer.from(await file.arrayBuffer());
}

const SAMPLES = [
  { kind: "image", begins: "ffd8ff", rest: { mime_type: "image/jpeg" } },
  {
    kind: "audio",
    begins: Buffer.from("OggS").toString("hex"),
    rest: { mime_type: "audio/ogg; codecs=opus", voice: true },
  },
  {
    kind: "document",
    begins: Buffer.from("%PDF-1.4").toString("hex"),
    rest: { mime_type: "application/pdf", filename: "sample.pdf" },
  },
];

for (const { kind, begins, rest } of SAMPLES) {
  test(`a customer sends a sample: ${kind}`, async () => {
    const world = beginWorld();

    const { type, [kind]: content } = await sends(world, { type: kind, [kind]: {} });

    const bytes = await bytesOf(world, content.id);
    const sha256 = createHash("sha256").update(bytes).digest("base64");
    assert.equal(type, kind);
    assert.deepEqual(content, { ...rest, sha256, id: content.id });
    assert.ok(bytes.toString("hex").startsWith(begins));
  });
}

test("a customer sends a file of one's own, with a caption", async () => {
  const world = beginWorld();
  const data = Buffer.from("mp4").toString("base64");

  const { video } = await sends(world, { type: "video", video: { data, caption: "look" } });
  const { sticker } = await sends(world, { type: "sticker", sticker: { data } });
  const { image } = await sends(world, {
    type: "image",
    image: { data, mime_type: "image/png" },
    context: { forwarded: true },
  });

  assert.deepEqual(Object.keys(video), ["caption", "mime_type", "sha256", "id"]);
  assert.deepEqual([video.caption, video.mime_type], ["look", "video/mp4"]);
  assert.deepEqual([sticker.mime_type, sticker.animated], ["image/webp", false]);
  assert.equal(image.mime_type, "image/png");
  assert.equal((await bytesOf(world, image.id)).toString(), "mp4");
});

test("the webhook has the file's address, since Meta began with it, if there is an address", async (context) => {
  for (const [at, isThere] of [
    ["2025-10-31T23:59:59Z", false],
    ["2025-11-01T00:00:00Z", true],
  ] as const) {
    const world = beginWorld({ at });
    const { url } = await world.emulator.listen(0);
    context.after(() => world.emulator.close());

    const { image } = await sends(world, { type: "image", image: {} });

    assert.equal(image.url?.startsWith(`${url}/whatsapp_business/attachments/`) ?? false, isThere);
    if (isThere) assert.equal((await world.fetchUrl(image.url)).status, 200);
  }
});

test("a customer's file can be had for seven days", async () => {
  const world = beginWorld();
  const { image } = await sends(world, { type: "image", image: {} });

  await world.turn("6d23h59m59s");
  assert.equal((await world.graph("GET", `/v24.0/${image.id}`)).status, 200);
  await world.turn("1s");
  assert.equal((await world.graph("GET", `/v24.0/${image.id}`)).status, 400);
});

test("a customer's file can be sent on by its id", async () => {
  const world = beginWorld();
  const { image } = await sends(world, { type: "image", image: {} });

  const answer = await world.send({ to: ALICE, type: "image", image: { id: image.id } });

  assert.equal(answer.status, 200, answer.text);
});

test("who writes the id themselves gets the webhook as they wrote it", async () => {
  const world = beginWorld();
  const image = { id: "1006279932788967", mime_type: "image/jpeg", sha256: "SfInY0gG" };

  assert.deepEqual((await sends(world, { type: "image", image })).image, image);
});

test("a file that is none is refused, and nothing is sent", async () => {
  const world = beginWorld();
  const refused = async (type: string, content: Value): Promise<Answer> =>
    world.control("POST", MESSAGES, { type, [type]: content });

  for (const [type, content] of [
    ["video", {}],
    ["sticker", {}],
    ["image", { data: "not base64!" }],
    ["image", { data: "" }],
    ["image", { data: 7 }],
    ["image", { mime_type: "image/png\n😀" }],
  ] as const) {
    const { status, body } = await refused(type, content);
    assert.deepEqual([status, body.error.code], [400, "invalid"]);
    assert.match(body.error.message, /base64|mime_type/);
  }
  assert.equal(world.arrived.length, 0);
});
