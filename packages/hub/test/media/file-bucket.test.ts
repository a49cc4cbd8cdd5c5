import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { sequentialIds } from "@casement/hub";
import { atMost, bytesOf, TooLarge } from "../../src/dialing/measured.ts";
import { addressOf, type Bucket } from "../../src/media/bucket-client.ts";
import { BucketFailure, troubleOf } from "../../src/media/bucket-trouble.ts";
import { troubleWithFiles } from "../../src/media/check-files.ts";
import { FileFolder } from "../../src/media/file-folder.ts";
import { type OpenFiles, openFiles } from "../../src/media/open-files.ts";
import { openMoodyDoor } from "./moody-door.ts";
import { openStore } from "./store.ts";
import { openStrictDoor } from "./strict-door.ts";

const store = await openStore();
const folder = await mkdtemp(join(tmpdir(), "casement-files-"));
const ids = sequentialIds();
const filesIn = (bucket: Bucket | undefined): OpenFiles =>
  openFiles({ folder, bucket }, { ids, machine: machineTime });
const files = filesIn(store.bucket);

after(async () => {
  await files.close();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test("[I14] a file of any size goes into the store and comes out of it, whole or in part", async () => {
  for (const size of [0, 1, 3_000_001]) {
    const bytes = randomBytes(size);

    const { place, sizeBytes } = await files.write(Readable.from([bytes]));

    assert.equal(sizeBytes, size);
    assert.match(place, /^s3:[0-9a-f]{2}\/[0-9a-f]{32}$/);
    assert.deepEqual(Buffer.from(await bytesOf(await files.read(place), 4_000_000)), bytes);
    if (size < 3) continue;
    const part = await files.read(place, { start: 7, end: 1_000_006 });
    assert.deepEqual(Buffer.from(await bytesOf(part, 4_000_000)), bytes.subarray(7, 1_000_007));
  }
});

test("[I14] what is taken away is gone from the store, and taken away again is no mistake", async () => {
  const before = await store.objects();
  const { place } = await files.write(Readable.from(["words"]));

  await files.remove(place);
  await files.remove(place);

  assert.deepEqual(await store.objects(), before);
  await assert.rejects(files.read(place), isTrouble("gone"));
});

test("[I14] a body that breaks off or is too large leaves nothing in the store, nor on the way", async () => {
  const before = await store.objects();
  const broken = Readable.from(
    (function* (): Generator<string> {
      yield "half";
      throw new Error("cut");
    })(),
  );

  await assert.rejects(files.write(broken), /cut/);
  await assert.rejects(files.write(atMost(3, Readable.from(["four"]))), TooLarge);

  assert.deepEqual(await store.objects(), before);
  assert.deepEqual(await readdir(join(folder, "on-the-way")), []);
});

test("[I14] a store that fails once, or cuts a call, is given the same bytes again", async () => {
  await using door = await openMoodyDoor();
  const moody = filesIn({ ...store.bucket, endpoint: door.endpoint });
  for (const size of [0, 200_001]) {
    for (const mood of ["failing", "cutting"] as const) {
      const bytes = randomBytes(size);
      door.moods = [mood, "well"];

      await moody.write(Readable.from([bytes]));

      assert.deepEqual(door.put.splice(0), [bytes, bytes], `${size} bytes, ${mood}`);
    }
  }
  door.moods = ["failing"];
  await assert.rejects(moody.write(Readable.from(["words"])), isTrouble("failed"));
  await moody.close();
});

test("[I14] a store that answers with a whole file has not given the part that was asked for", async () => {
  await using door = await openMoodyDoor();
  const moody = filesIn({ ...store.bucket, endpoint: door.endpoint });
  const { place } = await moody.write(Readable.from(["words"]));

  await assert.rejects(moody.read(place, { start: 1, end: 2 }), isTrouble("failed"));

  assert.equal((await bytesOf(await moody.read(place), 10)).length, 0);
  await moody.close();
});

test("[I14] what was in the folder before the store can be read and taken away", async () => {
  const { place } = await new FileFolder(folder, ids).write(Readable.from(["old"]));

  const read = await bytesOf(await files.read(place), 10);
  await files.remove(place);

  assert.equal(Buffer.from(read).toString(), "old");
  await assert.rejects(files.read(place), /ENOENT/);
});

test("[I14] a file in a store that no setting names is not looked for in the folder", async () => {
  const { place } = await files.write(Readable.from(["far away"]));

  await assert.rejects(filesIn(undefined).read(place), /no setting names one/);
});

test("[O15] each way in which a store's settings are wrong is told by its name, and no secret is", async () => {
  await using door = await openStrictDoor("S3RVER");
  const cases: readonly (readonly [Partial<Bucket>, string, RegExp])[] = [
    [{}, "", /^$/],
    [{ keyId: "NOBODY" }, "wrong_key", /CASEMENT_S3_KEY_ID/],
    [
      { endpoint: door.endpoint, secret: "s3cr3t-of-another" },
      "wrong_secret",
      /CASEMENT_S3_SECRET/,
    ],
    [{ bucket: "no-such-bucket" }, "wrong_bucket", /CASEMENT_S3_BUCKET/],
    [{ endpoint: "http://127.0.0.1:1" }, "not_reached", /CASEMENT_S3_ENDPOINT/],
  ];
  for (const [change, trouble, words] of cases) {
    const wrong = filesIn({ ...store.bucket, ...change });

    const error = await wrong.look({ writes: true }).then(
      () => undefined,
      (failure: unknown) => failure,
    );

    await wrong.close();
    const told = error instanceof BucketFailure ? error : undefined;
    assert.equal(told?.trouble ?? "", trouble);
    assert.match(told?.message ?? "", words);
    assert.doesNotMatch(told?.message ?? "", /NOBODY|s3cr3t|no-such|S3RVER/);
  }
});

test("[O15] what fails on the way to a store is trouble, and no setting of the store's", async () => {
  const blocked = join(folder, "no-folder");
  await writeFile(blocked, "");
  const { bucket } = store;
  const halted = openFiles({ folder: blocked, bucket }, { ids, machine: machineTime });

  const trouble = await troubleWithFiles(halted, { writes: true });

  await halted.close();
  assert.deepEqual([trouble?.trouble, trouble?.isOfSettings], ["failed", false]);
  assert.match(String(trouble?.cause), /ENOTDIR/);
});

test("[O15] what other stores say of wrong settings is understood as well", () => {
  const saying = (code: string): string =>
    `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  const cases: readonly (readonly [number, string, string])[] = [
    [403, saying("AccessDenied"), "no_right"],
    [400, saying("AuthorizationHeaderMalformed"), "wrong_region"],
    [301, saying("PermanentRedirect"), "wrong_region"],
    [403, saying("RequestTimeTooSkewed"), "clock"],
    [403, "", "no_right"],
    [404, "<html>", "gone"],
    [503, saying("SlowDown"), "failed"],
  ];
  for (const [status, body, trouble] of cases) assert.equal(troubleOf(status, body), trouble);
});

test("[I14] every call to a store is signed over what it is about, as AWS has written it down", async () => {
  await using door = await openStrictDoor("S3RVER");
  const strict = filesIn({ ...store.bucket, endpoint: door.endpoint });

  const { place } = await strict.write(Readable.from(["bytes that are signed"]));
  const part = await strict.read(place, { start: 2, end: 3 });
  await strict.remove(place);
  await strict.look({ writes: true });

  assert.deepEqual(Buffer.from(await bytesOf(part, 10)), Buffer.alloc(0));
  await strict.close();
});

test("an object's address has its bucket in the path, or before the host", () => {
  const bucket = { ...store.bucket, endpoint: "https://s3.example.com/v1", bucket: "mine" };

  const addresses = [true, false].map((isPathStyle) =>
    addressOf({ ...bucket, isPathStyle }, "ab/c"),
  );

  assert.deepEqual(addresses.map(String), [
    "https://s3.example.com/v1/mine/ab/c",
    "https://mine.s3.example.com/v1/ab/c",
  ]);
});

function isTrouble(trouble: string): (error: unknown) => boolean {
  return (error) => error instanceof BucketFailure && error.trouble === trouble;
}
