import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { bytesOf, fileOf, get, sendsFile } from "../flows/files.ts";

// A document's name is a stranger's text. It names no file of ours, and leads nowhere.

const AMARA = "447700900142";

test("[I13] what a browser could run is saved and never shown, whatever its name", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  const kinds: (string | null)[][] = [];

  for (const [type, mime_type, filename] of [
    ["document", "text/html", "../../<b>pay\u202Efdp.html"],
    ["image", "image/svg+xml", undefined],
    ["document", "application/pdf", 'Réçu "2".pdf'],
    ["audio", "audio/ogg; codecs=opus", undefined],
  ] as const) {
    const file = { bytes: bytesOf(7), mime_type, ...(filename && { filename }) };
    await business.advance(1_000);
    await sendsFile(amara, type, file);
    const { headers } = await get(business, await fileOf(business));
    kinds.push(["content-type", "content-disposition"].map((name) => headers.get(name)));
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("content-security-policy"), "sandbox; default-src 'none'");
  }

  assert.deepEqual(kinds, [
    [
      "application/octet-stream",
      `attachment; filename="bpayfdp.html"; filename*=UTF-8''bpayfdp.html`,
    ],
    ["application/octet-stream", "attachment"],
    [
      "application/octet-stream",
      `attachment; filename="R__u 2.pdf"; filename*=UTF-8''R%C3%A9%C3%A7u%202.pdf`,
    ],
    ["audio/ogg; codecs=opus", "inline"],
  ]);
});

test("[I13] a name that climbs, ends early or is a device's is text, and the file lies where we put it", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  const names = [
    "../../../../etc/passwd",
    "/etc/passwd",
    "a\u0000.exe",
    "CON",
    "..",
    "x".repeat(5_000),
  ];

  for (const filename of names) {
    await business.advance(1_000);
    const file = { bytes: bytesOf(9), mime_type: "application/pdf", filename };
    await sendsFile(amara, "document", file);
    const answer = await get(business, await fileOf(business));
    assert.equal(answer.status, 200, filename);
    assert.doesNotMatch(answer.headers.get("content-disposition") ?? "", /[/\\\0]/, filename);
  }

  const all = await readdir(join(business.folder, "media"), {
    recursive: true,
    withFileTypes: true,
  });
  const files = all.filter((one) => one.isFile());
  assert.equal(files.length, names.length);
  for (const { name } of files) assert.match(name, /^[0-9a-f]{32}$/);
});
