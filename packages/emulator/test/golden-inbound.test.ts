import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { differenceOf, goldenChange } from "./golden/shape.ts";
import { ALICE, beginWorld, type Value } from "./world.ts";

// What a customer can send, as cloud-api's fixtures have it: said again by a customer here, each
// comes out of the webhook in the documented shape. SOURCES.md beside the fixtures says whence.

const FOLDER = new URL("../../cloud-api/test/fixtures/webhooks/", import.meta.url);

/** Not what a customer writes, but what Meta says of one, and several at once. */
const OTHERS = /^messages\.(system|batch|errors|edit|revoke|interactive\.with_error)/;

for (const file of readdirSync(FOLDER).filter((name) => name.startsWith("messages."))) {
  const like = file.replace(/\.json$/, "");
  if (OTHERS.test(like)) continue;
  test(`what a customer sends is told as documented: ${like}`, async () => {
    const { value } = goldenChange(like);
    const [{ from, from_user_id: userId, ...said }] = value.messages;
    const hasIds = JSON.stringify(value).includes('_id":"US.') || userId !== undefined;
    const world = beginWorld({ at: hasIds ? "2026-11-02T09:00:00Z" : "2025-12-01T09:00:00Z" });
    await world.control("PUT", `/emulator/customers/${ALICE}`, {
      ...(value.contacts[0].profile?.username !== undefined && { username: "ana.example" }),
      ...(from === undefined && { hidePhone: true }),
    });

    const path = `/emulator/customers/${ALICE}/messages`;
    const written = await world.control("POST", path, said);
    await world.emulator.quiet();

    assert.equal(written.status, 200, written.text);
    const [told]: Value[] = world.values();
    const { missing, extra, wrong } = differenceOf(told, value);
    // A world has one portfolio, and so nobody has an id in a parent's.
    const lacking = missing.filter((path) => !path.endsWith("parent_user_id"));
    // Some samples have ids of the contact, and not of the message.
    const ids = hasIds && userId === undefined ? ["messages[].from_user_id"] : [];
    assert.deepEqual({ lacking, extra, wrong }, { lacking: [], extra: ids, wrong: [] });
  });
}
