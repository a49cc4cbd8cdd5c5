import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { previewOf } from "../../src/inbox/preview.ts";

const media = { kind: "media", media_id: null, mime_type: null } as const;

test("a preview says in one line what a message is about", () => {
  assert.equal(previewOf({ kind: "text", text: " two\n\nlines\t" }), "two lines");
  assert.equal(
    previewOf({ ...media, media: "image", caption: "the view", filename: null }),
    "the view",
  );
  assert.equal(
    previewOf({ ...media, media: "document", caption: null, filename: "a.pdf" }),
    "a.pdf",
  );
  assert.equal(previewOf({ ...media, media: "audio", caption: null, filename: null }), "Audio");
  assert.equal(previewOf({ kind: "reaction", emoji: null, to: "x" }), "Reaction removed");
  assert.equal(previewOf({ kind: "other", type: "order", text: null }), "Message of type order");
  assert.equal(previewOf(null), "");
});

test("a long preview is cut between characters, as people count them", () => {
  const family = "👨‍👩‍👧";
  assert.equal(previewOf({ kind: "text", text: family.repeat(200) }), `${family.repeat(14)}…`);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 0, maxLength: 400 }), (text) => {
      const preview = previewOf({ kind: "text", text });

      assert.ok(preview.length <= 120);
      assert.ok(preview.isWellFormed());
    }),
  );
});
