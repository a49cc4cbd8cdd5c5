import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, test } from "node:test";
import { DAY_MS } from "@casement/engine";
import type { Log } from "../../src/log.ts";
import { asTold, NotAsTold, sha256From, sizeFrom } from "../../src/media/told-file.ts";
import { bytesIn, bytesOf, fileOf, get, sendsFile } from "../flows/files.ts";
import { beginDesk } from "../sending/desk.ts";

const lines: string[] = [];
const note = (what: string, fields?: object): void =>
  void lines.push(JSON.stringify({ what, ...fields }));
const log: Log = { info: note, warn: note, error: note };
const desk = await beginDesk({ log });
const { business, tap } = desk;
const amara = business.customer("447700900142");
after(() => desk[Symbol.asyncDispose]());

test("[I16] a hash is read in hexadecimal and in base64, and what is neither tells nothing", () => {
  const hash = createHash("sha256").update("a picture").digest();
  const forms = ["hex", "base64", "base64url"] as const;
  // The last three stand in Meta's own examples.
  const strange = [null, "", "stickerHashABC", "HcwyCKrTKXHk0a00ms4HWIA76GY0Du6q4Z/iuwevw="];

  const read = forms.map((form) => sha256From(hash.toString(form)));

  assert.deepEqual(read, [hash, hash, hash]);
  assert.deepEqual(sha256From(hash.toString("hex").toUpperCase()), hash);
  assert.deepEqual([...strange, hash.toString("hex").slice(1)].map(sha256From), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assert.deepEqual([303_833, "303833", "30 KB", 1.5, null].map(sizeFrom), [
    ...[303_833, 303_833, undefined, undefined, undefined],
  ]);
});

test("[I16] a body is given out as it comes, and fails at its end if it is another", async () => {
  const sha256 = createHash("sha256").update("a picture").digest();
  const come = (told: Parameters<typeof asTold>[0], ...parts: string[]): Promise<Buffer> =>
    buffer(asTold(told, Readable.from(parts.map((part) => Buffer.from(part)))));

  assert.equal(String(await come({ sha256, sizeBytes: 9 }, "a pic", "ture")), "a picture");
  assert.equal(String(await come({ sha256, sizeBytes: 7 }, "a picture")), "a picture");
  assert.equal(String(await come({ sha256: undefined, sizeBytes: undefined }, "any")), "any");
  await assert.rejects(come({ sha256, sizeBytes: 9 }, "a pistol."), NotAsTold);
  await assert.rejects(come({ sha256, sizeBytes: undefined }), NotAsTold);
  await assert.rejects(come({ sha256: undefined, sizeBytes: 9 }, "a pict"), NotAsTold);
});

test("[I16] what comes in a file's place is not kept, and is fetched again until it is the file", async () => {
  await garble({ times: 2 });

  await sendsFile(amara, "image", { bytes: bytesOf(1), mime_type: "image/png" });
  const path = await fileOf(business);
  const before = await get(business, path);
  const kept = [await names(), await begun()];
  await business.advance(20_000);

  assert.deepEqual([before.status, before.headers.get("retry-after")], [503, "10"]);
  assert.match(await before.text(), /not the file that was sent. It is asked for again within a m/);
  assert.deepEqual(kept, [[], []]);
  assert.deepEqual(await bytesIn(await get(business, path)), bytesOf(1));
  assert.equal((await names()).length, 1);
  const line = JSON.stringify({
    ...{ what: "file_not_had", numberId: business.numberId, code: "not_as_told" },
  });
  // That the file was asked for meanwhile is no failure of the hub's.
  assert.deepEqual(
    lines.splice(0).filter((one) => /file_|request_failed/.test(one)),
    [line, line],
  );
});

test("[I16] the hash beside the address counts, then that of the notice; without one anything is taken", async () => {
  const old = createHash("sha256").update("as it was").digest("base64");
  const isKept = async (seed: number, more: object): Promise<boolean> => {
    const bytes = bytesOf(seed);
    // Of messages of one second none is the newest.
    await business.advance(1_000);
    await sendsFile(amara, "image", { bytes, mime_type: "image/png", ...more });
    return (await get(business, await fileOf(business))).status === 200;
  };

  const kept = [await isKept(2, { sha256: old })];
  await tellNoHash();
  await garble({});
  kept.push(await isKept(3, {}), await isKept(4, { sha256: "stickerHashABC" }));
  await garble(undefined);
  kept.push(await isKept(5, {}));

  assert.deepEqual(kept, [true, false, true, true]);
  tap.instead = () => undefined;
  await business.advance(20_000);
});

test("[I16] a file that never came as it was told is given up with Meta, and says why", async () => {
  await garble({});
  await sendsFile(amara, "image", { bytes: bytesOf(6), mime_type: "image/png" });
  const before = await names();
  lines.splice(0);

  await business.advance(8 * DAY_MS);

  const answer = await get(business, await fileOf(business));
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /what Meta gave was never the file that was sent/);
  assert.deepEqual([await names(), await begun()], [before, []]);
  assert.equal(lines.filter((one) => one.includes("file_given_up")).length, 1);
});

/** Has Meta give out other bytes than a file's: as often as is said, or as they are again. */
async function garble(often: object | undefined): Promise<void> {
  const rules = often === undefined ? [] : [{ on: "media", do: { garble: true }, ...often }];
  assert.equal((await business.control("PUT", "faults", rules)).status, 200);
}

/** Meta tells where a file is, and nothing of what it is. */
async function tellNoHash(): Promise<void> {
  const { rows } = await business.db.query("select api_url from account");
  tap.instead = async ({ url, headers }) => {
    if (!url.includes("?phone_number_id=")) return undefined;
    const { authorization = "" } = headers;
    const asked = new Request(`${rows[0].api_url}${url}`, { headers: { authorization } });
    const answer = await business.emulator.fetch(asked);
    const told = Object.entries(Object(await answer.json()));
    const rest = told.filter(([name]) => name !== "sha256" && name !== "file_size");
    return { status: 200, body: JSON.stringify(Object.fromEntries(rest)) };
  };
}

/** The names of the files in the folder. */
async function names(): Promise<string[]> {
  const all = await readdir(join(business.folder, "media"), { recursive: true });
  return all.flatMap((one) => /[0-9a-f]{32}$/.exec(one) ?? []).sort();
}

async function begun(): Promise<unknown[]> {
  return (await business.db.query("select place from begun_file")).rows;
}
