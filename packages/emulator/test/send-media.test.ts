import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type TestWorld, type Value, type WebFile } from "./world.ts";

const LINK = "https://shop.example/file";
const KB = 1_024;

/** A world in which Alice has just written. */
async function begin(): Promise<TestWorld> {
  const world = beginWorld();
  await world.says(ALICE, "hello");
  world.values();
  return world;
}

/** What became of the one message that was sent: its last status, and why it failed. */
async function outcome(world: TestWorld): Promise<[string, number?, string?]> {
  await world.turn("10s");
  const last: Value = world.statuses().at(-1);
  const [error] = last.errors ?? [];
  return error === undefined ? [last.status] : [last.status, error.code, error.error_data.details];
}

test("POST /PN/messages: an id must be that of a medium that lives", async () => {
  const world = await begin();
  const id = await uploaded(world, {});
  const codeOf = async (image: Value): Promise<[number, number?]> => {
    const { status, body } = await world.send({ to: ALICE, type: "image", image });
    return status === 200 ? [200] : [status, body.error.code];
  };

  assert.deepEqual(await codeOf({ id: "123" }), [400, 131_009]);
  assert.deepEqual(await codeOf({ id: Number(id) }), [200]);
  await world.graph("DELETE", `/v24.0/${id}`);
  assert.deepEqual(await codeOf({ id }), [400, 131_009]);
});

test("POST /PN/messages: an id of another number's is none, and one with a link goes before it", async () => {
  const world = await begin();
  const id = await uploaded(world, {});
  const { body: state } = await world.control("GET", "/emulator/state");
  const other = { ...state.world.numbers[world.emulator.credentials.phoneNumberId] };
  state.world.numbers["100000000000021"] = {
    ...other,
    id: "100000000000021",
    phone: "15550100009",
  };
  await world.control("PUT", "/emulator/state", state);
  const image = { messaging_product: "whatsapp", to: ALICE, type: "image", image: { id } };

  const fromOther = await world.graph("POST", "/v24.0/100000000000021/messages", image);
  await world.send({ ...image, image: { id, link: "https://shop.example/gone" } });

  assert.equal(fromOther.body.error.code, 131_009);
  assert.deepEqual(await outcome(world), ["delivered"]);
});

test("POST /PN/messages: an id is looked for in headers and cards, too", async () => {
  const world = await begin();
  const header = { type: "image", image: { id: "123" } };
  const reply = { type: "reply", reply: { id: "a", title: "This" } };
  const card = (card_index: number): Value => ({
    card_index,
    type: "cta_url",
    header,
    body: { text: "Look." },
    action: { name: "cta_url", parameters: { display_text: "Go", url: "https://shop.example" } },
  });
  const bodies: Value[] = [
    {
      type: "interactive",
      interactive: {
        type: "button",
        header,
        body: { text: "?" },
        action: { buttons: [reply] },
      },
    },
    {
      type: "interactive",
      interactive: {
        type: "carousel",
        body: { text: "?" },
        action: { cards: [card(0), card(1)] },
      },
    },
    {
      type: "template",
      template: {
        name: "spring_sale",
        language: { code: "en_US" },
        components: [
          { type: "header", parameters: [header] },
          { type: "body", parameters: [{ type: "text", text: "Ana" }] },
        ],
      },
    },
  ];
  for (const body of bodies) {
    const { body: answer, text } = await world.send({ to: ALICE, ...body });
    assert.equal(answer.error?.code, 131_009, text);
    assert.equal(answer.error?.error_data.details, "image['id']: no such media");
  }
});

/** What is uploaded as one type and sent as another kind, or too large for it: 200, then this. */
const UNFIT: { kind: string; type: string; size?: number; details: string }[] = [
  {
    kind: "image",
    type: "image/webp",
    details: "Unsupported Image mime type image/webp. Please use one of image/png, image/jpeg.",
  },
  {
    kind: "audio",
    type: "audio/opus",
    details:
      "Unsupported Audio mime type audio/opus. Please use one of audio/ogg; codecs=opus, " +
      "audio/mpeg, audio/amr, audio/mp4, audio/aac.",
  },
  {
    kind: "video",
    type: "image/png",
    details: "Unsupported Video mime type image/png. Please use one of video/3gpp, video/mp4.",
  },
  {
    kind: "sticker",
    type: "image/webp",
    size: 101 * KB,
    details: `The sticker has ${101 * KB} bytes, and may have ${100 * KB}.`,
  },
];

for (const { kind, type, size = 10, details } of UNFIT) {
  test(`a ${kind} of the type ${type} and ${size} bytes fails with 131053`, async () => {
    const world = await begin();
    const id = await uploaded(world, { type, bytes: new Uint8Array(size) });

    const answer = await world.send({ to: ALICE, type: kind, [kind]: { id } });

    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await outcome(world), ["failed", 131_053, details]);
  });
}

test("an animated sticker may have 500 KB", async () => {
  const world = await begin();
  const bytes = Buffer.alloc(400 * KB);
  bytes.write("RIFF", 0);
  bytes.write("WEBPVP8X", 8);
  bytes[20] = 0x02;
  const id = await uploaded(world, { type: "image/webp", bytes });

  await world.send({ to: ALICE, type: "sticker", sticker: { id } });

  assert.deepEqual(await outcome(world), ["delivered"]);
});

const FETCHED: { what: string; file: WebFile; outcome: [string, number?, string?] }[] = [
  { what: "is there", file: { mimeType: "image/png" }, outcome: ["delivered"] },
  {
    what: "is gone",
    file: { status: 404 },
    outcome: [
      "failed",
      131_053,
      "Downloading media from weblink failed with http code 404, status message Not Found",
    ],
  },
  {
    what: "is a page",
    file: { mimeType: "text/html; charset=utf-8" },
    outcome: [
      "failed",
      131_053,
      "Unsupported Image mime type text/html. " + "Please use one of image/png, image/jpeg.",
    ],
  },
  {
    what: "is too large",
    file: { mimeType: "image/png", bytes: new Uint8Array(5 * KB * KB + 1) },
    outcome: ["failed", 131_053, "The image has 5242881 bytes, and may have 5242880."],
  },
  {
    what: "does not answer",
    file: { status: null },
    outcome: ["failed", 131_053, "Media upload error"],
  },
];

for (const { what, file, outcome: wanted } of FETCHED) {
  test(`a link that ${what}: the message is ${wanted[0]}`, async () => {
    const world = await begin();
    world.web.set(LINK, file);

    const answer = await world.send({ to: ALICE, type: "image", image: { link: LINK } });

    assert.equal(answer.status, 200, "what is on the web is looked at later");
    assert.deepEqual(await outcome(world), wanted);
  });
}

test("a link of a header is fetched, too, and nothing for a message that fails anyway", async () => {
  const world = beginWorld();
  const asked: string[] = [];
  const get = world.web.get.bind(world.web);
  world.web.get = (url) => {
    asked.push(url);
    return get(url);
  };
  await world.send({ to: ALICE, type: "image", image: { link: `${LINK}/closed` } });
  const parameters = [{ type: "image", image: { link: "https://example.com/spring.jpg" } }];
  await world.send({
    to: ALICE,
    type: "template",
    template: {
      name: "spring_sale",
      language: { code: "en_US" },
      components: [
        { type: "header", parameters },
        { type: "body", parameters: [{ type: "text", text: "Ana" }] },
      ],
    },
  });
  await world.turn("10s");

  assert.deepEqual(asked, ["https://example.com/spring.jpg"]);
  const statuses = world.statuses().map(({ status, errors }) => errors?.[0].code ?? status);
  assert.deepEqual(statuses.sort(), [131_047, "delivered", "sent"]);
});

test("a state that is saved while a link is fetched goes on where it was", async () => {
  const { promise: fetched, resolve: answer } = Promise.withResolvers<undefined>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  const world = beginWorld({
    download: async () => {
      begin(undefined);
      await fetched;
      return { status: 200, mimeType: "image/png", bytes: Buffer.from("file") };
    },
  });
  await world.says(ALICE, "hello");
  await world.send({ to: ALICE, type: "image", image: { link: LINK } });

  const turned = world.turn("1s");
  await begun;
  const saved = world.control("GET", "/emulator/state");
  for (let i = 0; i < 10; i++) await setImmediate();
  answer(undefined);
  const { world: state } = (await saved).body;
  await turned;

  const due: Value[] = Object.values(state.agenda);
  assert.deepEqual(
    due.map(({ kind }) => kind),
    ["status"],
    "what comes next stands in the agenda",
  );
});
