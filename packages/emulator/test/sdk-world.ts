import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

/** An emulator on a port, in which Alice has just written and files of each kind are uploaded. */
export interface SdkWorld extends TestWorld {
  readonly url: string;
  /** The message that Alice has written. */
  readonly heard: string;
  readonly media: { readonly image: string; readonly video: string; readonly document: string };
  readonly audio: string;
  readonly sticker: string;
}

export const LINK = "https://shop.example/file";

export async function beginSdkWorld(context: TestContext): Promise<SdkWorld> {
  const world = beginWorld();
  const { url } = await world.emulator.listen(0);
  context.after(() => world.emulator.close());
  const heard = await world.says(ALICE, "hello");
  world.values();
  for (const [kind, mimeType] of Object.entries(LINKED))
    world.web.set(`${LINK}.${kind}`, { mimeType });
  await addCarousel(world);
  return {
    ...world,
    url,
    heard,
    media: {
      image: await uploaded(world, { type: "image/png" }),
      video: await uploaded(world, { type: "video/mp4" }),
      document: await uploaded(world, { type: "application/pdf" }),
    },
    audio: await uploaded(world, { type: "audio/ogg; codecs=opus" }),
    sticker: await uploaded(world, { type: "image/webp" }),
  };
}

/** That Meta answered as it does to a message it takes, and that the message arrived. */
export async function assertArrives(
  world: TestWorld,
  answer: unknown,
  wanted: { readonly type: string },
): Promise<void> {
  const { messages, ...rest }: Value = answer;
  assert.deepEqual(
    rest,
    { messaging_product: "whatsapp", contacts: [{ input: ALICE, wa_id: ALICE }] },
    JSON.stringify(answer),
  );
  const [{ id, message_status }] = messages;
  assert.equal(message_status, wanted.type === "template" ? "accepted" : undefined);
  await world.turn("10s");
  const told = world.statuses().filter((status) => status.id === id);
  const last = wanted.type === "reaction" ? "sent" : "delivered";
  assert.equal(told.at(-1)?.status, last, JSON.stringify(told));
  const chat = await world.control("GET", `/emulator/customers/${ALICE}/messages`);
  assert.equal(chat.body.data.at(-1).type, wanted.type);
}

/** The default world has no carousel: this one gets one, of two cards. */
async function addCarousel({ control, emulator }: TestWorld): Promise<void> {
  const { body: state } = await control("GET", "/emulator/state");
  const templates: Value[] = Object.values(state.world.templates);
  const card = {
    components: [
      { type: "HEADER", format: "IMAGE" },
      { type: "BODY", text: "{{1}} for you" },
      {
        type: "BUTTONS",
        buttons: [{ type: "URL", text: "Buy", url: "https://shop.example/{{1}}" }],
      },
    ],
  };
  state.world.templates["100000000000199"] = {
    ...templates[0],
    id: "100000000000199",
    name: "carousel",
    category: "MARKETING",
    accountId: emulator.credentials.wabaId,
    components: [
      { type: "BODY", text: "New in, {{1}}" },
      { type: "CAROUSEL", cards: [card, card] },
    ],
  };
  assert.equal((await control("PUT", "/emulator/state", state)).status, 200);
}

const LINKED = {
  image: "image/jpeg",
  video: "video/mp4",
  audio: "audio/mpeg",
  document: "text/plain",
};
