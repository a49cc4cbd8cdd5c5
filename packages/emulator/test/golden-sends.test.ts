import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

// Every documented body of a send that needs no template of its own, from cloud-api's fixtures.

const FOLDER = new URL("../../cloud-api/test/fixtures/requests/", import.meta.url);

/** What the samples send by id, as what it may be. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  audio: "audio/ogg; codecs=opus",
  document: "application/pdf",
  image: "image/png",
  sticker: "image/webp",
  video: "video/mp4",
};

function bodies(): [string, Value][] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, Value] => [name, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"))])
    .filter(([, { to, recipient, type, recipient_type }]) => {
      const isOther = type === "template" || type === "pin" || recipient_type === "group";
      return (to !== undefined || recipient !== undefined) && !isOther;
    });
}

/** The sample with a customer and a file of this world's in place of its own. */
async function atHome(world: TestWorld, body: Value): Promise<Value> {
  const home = { ...structuredClone(body), to: ALICE, recipient: undefined };
  const header = home.interactive?.header;
  for (const [holder, kind] of [
    [home, home.type],
    [header, header?.type],
  ]) {
    const type = MIME_TYPES[kind];
    if (type !== undefined && holder[kind]?.id !== undefined) {
      holder[kind].id = await uploaded(world, { type });
    }
  }
  return home;
}

/** Samples that Meta's own rules refuse, and the error. */
const REFUSED: ReadonlyMap<string, number> = new Map([
  // A list of products needs a header, and the sample has none.
  ["interactive.product_list.json", 131_008],
]);

for (const [name, body] of bodies()) {
  test(`a documented body is taken: ${name}`, async () => {
    const world = beginWorld();
    await world.says(ALICE, "hello");

    const { status, text, body: answer } = await world.send(await atHome(world, body));

    const refused = REFUSED.get(name);
    if (refused !== undefined) {
      assert.equal(answer.error.code, refused);
      return;
    }
    assert.equal(status, 200, text);
    assert.deepEqual(answer.contacts, [{ input: ALICE, wa_id: ALICE }]);
    assert.deepEqual(Object.keys(answer.messages[0]), ["id"]);
  });
}
