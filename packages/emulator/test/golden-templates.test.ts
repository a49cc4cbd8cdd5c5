import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { golden } from "./golden/shape.ts";
import { beginDesk } from "./template-desk.ts";

// Every documented template, in our words, is taken and approved in the category asked for:
// golden/SOURCES.md says whence.

const FOLDER = new URL("golden/requests/", import.meta.url);
const CREATE = "template_create.";

/** The sample lives for two minutes, and marketing has half a day at least. */
const REFUSED: ReadonlySet<string> = new Set(["ttl"]);

for (const file of readdirSync(FOLDER).filter((name) => name.startsWith(CREATE))) {
  const kind = file.slice(CREATE.length).replace(/\.json$/, "");
  test(`a documented template is made and approved: ${kind}`, async () => {
    const desk = beginDesk();
    const body = golden("requests", `${CREATE}${kind}`);

    const made = await desk.graph("POST", desk.path, body);
    await desk.turn("1m");

    if (REFUSED.has(kind)) {
      assert.equal(made.body.error.code, 100);
      return;
    }
    assert.equal(made.status, 200, made.text);
    const { status, category } = await desk.node(made.body.id);
    assert.deepEqual([status, category], ["APPROVED", body.category.toUpperCase()]);
  });
}

test("a documented edit of a category is taken where the template was not approved", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make({ category: "MARKETING" })).body;
  await desk.turn("1m");
  const control = await desk.control("POST", `/emulator/templates/${id}/review`, {
    status: "REJECTED",
    reason: "INCORRECT_CATEGORY",
  });
  assert.equal(control.status, 200, control.text);

  const edited = await desk.graph(
    "POST",
    `/v24.0/${id}`,
    golden("requests", "template_edit.category"),
  );

  assert.equal(edited.status, 200, edited.text);
  assert.equal((await desk.node(id)).category, "MARKETING");
});
