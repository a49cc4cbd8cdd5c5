import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Business, begin } from "./begin.ts";
import { hashOf, type RawPath, rawPathOf } from "./raw-path.ts";

// What a stranger can do at the webhook path, and what Meta could send that we do not expect. One
// hub for all: each test looks at what it left behind itself.

let business: Business;
let raw: RawPath;
before(async () => {
  business = await begin();
  raw = rawPathOf(business);
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

const postSigned: RawPath["postSigned"] = (...asked) => raw.postSigned(...asked);
const kept: RawPath["kept"] = () => raw.kept();
const bodyOf: RawPath["bodyOf"] = (...asked) => raw.bodyOf(...asked);

test("[I1] [I7] whatever is signed is kept, answered 200, and listed if it cannot be read", async () => {
  const metadata = { phone_number_id: business.numberId };
  const entry = (changes: unknown, more: object = {}): string =>
    JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes }], ...more });
  const value = (it: unknown): string => entry([{ field: "messages", value: it }]);
  const noJson = /^: the body is no JSON: /;
  const unknownField =
    /^entry\[0\]\.changes\[0\]\.value: field: ("\w*" is not known|the change names none)/;
  const cases: readonly (readonly [string, string | Uint8Array, readonly RegExp[]])[] = [
    ["no JSON", "hello", [noJson]],
    ["nothing", "", [noJson]],
    ["half a body", bodyOf("wamid.half").slice(0, 100), [noJson]],
    ["no UTF-8", Uint8Array.of(0xff, 0xfe, 0x7b), [noJson]],
    ["packed JSON", gzipSync(bodyOf("wamid.packed")), [noJson]],
    ["deep nesting", `{"entry":${"[".repeat(500)}${"]".repeat(500)}}`, [/deeper than 64/]],
    ["a number", "7", [/^: expected object/]],
    ["null", "null", [/^: expected object/]],
    ["a list", "[]", [/^: expected object/]],
    ["no entry", '{"object":"whatsapp_business_account"}', [/^: entry: expected array/]],
    ["an empty entry", entry([]), []],
    ["another object", entry([], { object: "page" }), [/^: object: "page" is not the platform's/]],
    ["changes that are no list", entry("none"), [unknownField]],
    ["an entry that is none", '{"entry":[7]}', [unknownField]],
    [
      "an id that is none",
      JSON.stringify({ entry: [{ id: {}, changes: [{ field: "tides" }] }] }),
      [unknownField],
    ],
    ["a field nobody knows", entry([{ field: "moods", value: {} }]), [unknownField]],
    ["a value that is none", value(7), [unknownField]],
    ["ids beyond all", value({ metadata: { phone_number_id: "9".repeat(40) } }), [unknownField]],
    [
      "messages that are none",
      value({ metadata, messages: [null, 7, {}] }),
      [0, 1, 2].map((n) => new RegExp(`^entry\\[0\\].changes\\[0\\].value.messages\\[${n}\\]: `)),
    ],
  ];
  for (const [what, body, lines] of cases) {
    const before = await kept();
    const { status } = await postSigned(body);
    const left = await kept();
    assert.equal(status, 200, what);
    assert.ok(left.posts.includes(hashOf(body)), `${what} is kept`);
    assert.equal(left.pending, 0, `${what} is digested`);
    const listed = without(left.strange, before.strange);
    assert.equal(listed.length, lines.length, `${what}: ${listed.join("; ")}`);
    for (const [i, line] of lines.entries()) assert.match(listed[i]!, line, what);
  }
});

/** What is in a list beyond another: a line that stands there twice is there twice. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((line) => {
    const i = rest.indexOf(line);
    if (i >= 0) rest.splice(i, 1);
    return i < 0;
  });
}

test("[I4] a good notice is learned, whatever stands beside it in its post", async () => {
  const good = JSON.parse(bodyOf("wamid.beside"));
  good.entry[0].changes.unshift(7, { field: "messages", value: null });
  good.entry.unshift(null, { id: {}, changes: "none" }, { id: "\u0000", changes: [{ field: 7 }] });

  const { status } = await postSigned(JSON.stringify(good));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select wamid from message where wamid = $1", [
    "wamid.beside",
  ]);
  assert.equal(rows.length, 1);
});

test("[I1] a type that is none, or none at all, does not keep a signed post from being read", async () => {
  for (const [i, type] of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "nonsense",
  ].entries()) {
    const body = bodyOf(`wamid.typed.${i}`);
    assert.equal((await postSigned(body, { "content-type": type })).status, 200, type);
  }
  await business.hub.quiet();
  const { rows } = await business.db.query("select from message where wamid like 'wamid.typed.%'");
  assert.equal(rows.length, 3);
});
