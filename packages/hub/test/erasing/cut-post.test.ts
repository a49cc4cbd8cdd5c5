import assert from "node:assert/strict";
import { test } from "node:test";
import { cutPost } from "../../src/erasing/cut-post.ts";

const ALICE = "447700900021";
const BOB = "447700900022";

test("[R5] of a change the messages and contacts that name somebody are cut, and all else stays as it is", () => {
  const value = { contacts: [contact(ALICE), contact(BOB)], messages: [from(ALICE), from(BOB)] };
  const post = textOf([change(value), change({ statuses: [to(BOB)] })]);

  const cut = cutPost(Buffer.from(post), [ALICE]);

  assert.equal(cut.kind, "cut");
  assert.equal(
    cut.kind === "cut" && Buffer.from(cut.bytes).toString(),
    textOf([
      change({ contacts: [contact(BOB)], messages: [from(BOB)] }),
      change({ statuses: [to(BOB)] }),
    ]),
  );
});

test("[R5] a change, an entry and a post go that have nothing left to say", () => {
  const alone = change({ contacts: [contact(ALICE)], messages: [from(ALICE)] });
  const other = change({ statuses: [to(BOB)] });
  const beside = cutPost(Buffer.from(textOf([alone, other])), [ALICE]);

  assert.equal(beside.kind === "cut" && Buffer.from(beside.bytes).toString(), textOf([other]));
  assert.deepEqual(cutPost(Buffer.from(textOf([alone])), [ALICE]), { kind: "gone" });
  const elsewhere = change({ user_preferences: [], about: ALICE, statuses: [to(BOB)] });
  assert.deepEqual(cutPost(Buffer.from(textOf([elsewhere])), [ALICE]), { kind: "gone" });
  assert.deepEqual(cutPost(Buffer.from(`no JSON of ${ALICE}`), [ALICE]), { kind: "gone" });
});

test("[R5] nesting without end beside what names them does not keep it from being cut out", () => {
  const deep = JSON.parse(`${"[".repeat(3_000)}${"]".repeat(3_000)}`);
  const strange = { from: BOB, deep };
  const post = Buffer.from(textOf([change({ messages: [from(ALICE), strange] })]));

  const left = cutPost(post, [ALICE]);

  assert.ok(left.kind === "cut");
  assert.equal(Buffer.from(left.bytes).toString(), textOf([change({ messages: [strange] })]));
});

test("[R5] longer digits and longer ids are somebody else's", () => {
  const post = Buffer.from(textOf([change({ messages: [from(`${ALICE}9`), from("GB.12345")] })]));

  assert.deepEqual(cutPost(post, [ALICE, "GB.1234"]), { kind: "as_it_was" });
});

function textOf(changes: readonly object[]): string {
  return JSON.stringify({ object: "x", entry: [{ id: "1", changes }], more: "Grüße \u{1f44b}" });
}

function change(value: object): object {
  return { field: "messages", value: { metadata: { phone_number_id: "1" }, ...value } };
}

function contact(waId: string): object {
  return { profile: { name: "Zoë" }, wa_id: waId };
}

function from(waId: string): object {
  return { from: waId, id: "wamid.1", text: { body: "hé" } };
}

function to(waId: string): object {
  return { id: "wamid.2", status: "delivered", recipient_id: waId };
}
