import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { graphJson, isSigned, signatureOf } from "../src/index.ts";
import { fixture } from "./fixtures.ts";

const SECRET = "a secret of the app";
const BODY = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const GOOD = signatureOf(BODY, SECRET);

test("a signature is sha256= and the HMAC of the bytes in lower-case hex", () => {
  const hex = createHmac("sha256", SECRET).update(BODY).digest("hex");
  assert.equal(GOOD, `sha256=${hex}`);
  assert.equal(isSigned(BODY, GOOD, SECRET), true);
});

const FORGED: readonly (readonly [string, string | null | undefined])[] = [
  ["no header", undefined],
  ["a null header", null],
  ["an empty header", ""],
  ["the prefix alone", "sha256="],
  ["one digit too few", GOOD.slice(0, -1)],
  ["one digit too many", `${GOOD}0`],
  ["an odd number of digits", GOOD.slice(0, -3)],
  ["digits that are no hex", `sha256=${"z".repeat(64)}`],
  ["digits of two bytes each", `sha256=${"é".repeat(64)}`],
  ["emoji for digits", `sha256=${"😀".repeat(32)}`],
  ["zeros", `sha256=${"0".repeat(64)}`],
  ["no prefix", GOOD.slice("sha256=".length)],
  ["no prefix, filled up", GOOD.slice("sha256=".length).padStart(GOOD.length, "0")],
  ["another prefix", GOOD.replace("sha256=", "sha512=")],
  ["a prefix in capitals", GOOD.replace("sha256=", "SHA256=")],
  ["digits in capitals", `sha256=${GOOD.slice("sha256=".length).toUpperCase()}`],
  ["a space before", ` ${GOOD}`],
  ["a line end after", `${GOOD}\n`],
  ["the old sha1 header", `sha1=${createHmac("sha1", SECRET).update(BODY).digest("hex")}`],
  ["another secret", signatureOf(BODY, "another")],
  ["another body", signatureOf(Buffer.from("{}"), SECRET)],
];

for (const [what, header] of FORGED) {
  test(`${what} is no signature`, () => {
    assert.equal(isSigned(BODY, header, SECRET), false);
  });
}

test("without a secret nothing is signed, not even by an empty key", () => {
  assert.equal(isSigned(BODY, signatureOf(BODY, ""), ""), false);
});

test("each bit of the body counts", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (body, at) => {
      const header = signatureOf(body, SECRET);
      assert.equal(isSigned(body, header, SECRET), true);
      const other = Uint8Array.from(body);
      const index = at % other.length;
      other[index] = (other[index] ?? 0) ^ 1;
      assert.equal(isSigned(other, header, SECRET), false);
    }),
  );
});

test("a header that a stranger makes up is answered, never thrown at", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (header) => {
      assert.equal(isSigned(BODY, header, SECRET), header === GOOD);
      assert.equal(isSigned(BODY, `sha256=${header}`.slice(0, 71), SECRET), false);
    }),
  );
});

const WRITINGS = [
  "plain",
  "👍🏽 emoji",
  "שלום عالم",
  "line\u2028and\u2029end",
  "lone \ud800 half",
  "\0",
];

for (const text of WRITINGS) {
  test(`a body with ${JSON.stringify(text)} is signed as it came and as escaped`, () => {
    const sent = graphJson({ text, url: "https://wa.me/1" });
    const header = signatureOf(Buffer.from(sent), SECRET);
    assert.equal(isSigned(Buffer.from(sent), header, SECRET), true);

    const escapedAgain = sent.replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    assert.equal(escapedAgain, sent);
  });
}

test("raw UTF-8 and its escaped form are two bodies with two signatures", () => {
  const sample = fixture("webhooks", "messages.reaction");
  const raw = Buffer.from(JSON.stringify(sample));
  const escaped = Buffer.from(graphJson(sample));
  assert.equal(isSigned(raw, signatureOf(raw, SECRET), SECRET), true);
  assert.equal(isSigned(raw, signatureOf(escaped, SECRET), SECRET), false);
});
