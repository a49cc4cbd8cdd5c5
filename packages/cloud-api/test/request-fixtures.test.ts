import assert from "node:assert/strict";
import { test } from "node:test";
import { isReceiptRequest, readReceiptRequest, readSendRequest } from "../src/index.ts";
import { fixtures } from "./fixtures.ts";

/** Samples that Meta itself would refuse, with the reason it would give. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  // The documentation's header says it is an image, and brings a text.
  ["interactive.product_list", "header of type text is required."],
]);

for (const [name, body] of fixtures("requests")) {
  const parsed: unknown = JSON.parse(body.toString("utf8"));

  if (name.startsWith("mark_read")) {
    test(`the request ${name} is a read receipt`, () => {
      assert.equal(isReceiptRequest(parsed), true);
      const read = readReceiptRequest(parsed);
      assert.ok(read.ok, JSON.stringify(read));
      assert.equal(read.request.status, "read");
    });
    continue;
  }

  test(`the request ${name} is ${REFUSED.has(name) ? "refused" : "read whole"}`, () => {
    assert.equal(isReceiptRequest(parsed), false);
    const read = readSendRequest(parsed);
    const reason = REFUSED.get(name);
    if (reason !== undefined) {
      assert.ok(!read.ok);
      assert.equal(read.error.body.error.error_data?.details, reason);
      return;
    }
    assert.ok(read.ok, JSON.stringify(read));
    const type = read.request.type;
    assert.deepEqual(
      sorted(Reflect.get(read.request, type)),
      sorted(Reflect.get(parsed as object, type)),
    );
  });
}

/** As read: no nulls, words in lower case, numbers as numbers. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]),
  );
}
