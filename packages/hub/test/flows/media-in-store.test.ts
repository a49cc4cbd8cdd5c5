import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { DAY_MS } from "@casement/engine";
import type { Log } from "../../src/log.ts";
import type { Bucket } from "../../src/media/bucket-client.ts";
import { openFiles } from "../../src/media/open-files.ts";
import { lookAtFiles } from "../../src/operations/doctor-files.ts";
import { openMoodyDoor } from "../media/moody-door.ts";
import { openStore } from "../media/store.ts";
import { workshopOf } from "../operations/stopped-hub.ts";
import { begin } from "./begin.ts";
import { bytesIn, bytesOf, fileOf, get, sendsFile } from "./files.ts";

const store = await openStore();
/** What the hub logs, to the letter. */
const lines: string[] = [];
const note = (what: string, fields?: object): void =>
  void lines.push(JSON.stringify({ what, ...fields }));
const log: Log = { info: note, warn: note, error: note };
const settings: { bucket: Bucket; log: Log } = { bucket: store.bucket, log };
const business = await begin(settings);
const amara = business.customer("447700900142");

after(async () => {
  await business[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

test("[I14] a file that comes with a message is in the store, not in the folder, and is handed out", async () => {
  const before = await store.objects();
  await sendsFile(amara, "image", { bytes: bytesOf(1), mime_type: "image/jpeg" });

  const path = await fileOf(business);
  const whole = await get(business, path);
  const part = await get(business, path, { range: "bytes=10-19" });

  assert.deepEqual(await bytesIn(whole), bytesOf(1));
  assert.deepEqual([part.status, (await bytesIn(part)).length], [206, 10]);
  assert.equal((await store.objects()).length, before.length + 1);
  assert.deepEqual(await readdir(join(business.folder, "media")), ["on-the-way"]);
  assert.deepEqual(await readdir(join(business.folder, "media", "on-the-way")), []);
});

test("[I15] while the store is away a file waits at Meta, and who asks for one is told to come again", async () => {
  const old = await fileOf(business);
  await store.stop();

  await sendsFile(amara, "image", { bytes: bytesOf(2), mime_type: "image/png" });
  const waiting = await fileOf(business);
  const away = [await get(business, old), await get(business, waiting)];
  await store.startAgain();
  await business.advance(120_000);

  assert.deepEqual(
    away.map(({ status, headers }) => [
      ...[status, headers.get("retry-after"), headers.get("cache-control")],
    ]),
    [
      [503, "10", "no-store"],
      [503, "10", "no-store"],
    ],
  );
  assert.deepEqual(await bytesIn(await get(business, old)), bytesOf(1));
  assert.deepEqual(await bytesIn(await get(business, waiting)), bytesOf(2));
});

test("[I14] a file that is to be sent goes through the store to Meta", async () => {
  const sent = await fetch(
    `${business.hub.url}/api/v1/numbers/${business.numberId}/media?type=image/jpeg`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${business.key}`,
        "content-type": "application/octet-stream",
      },
      body: new Uint8Array(bytesOf(7)),
    },
  );

  assert.equal(sent.status, 200);
  const { data } = (await sent.json()) as { data: { media_id: string } };
  const path = `/api/v1/media/${business.numberId}/${data.media_id}`;
  assert.deepEqual(await bytesIn(await get(business, path)), bytesOf(7));
});

test("[I14] who is forgotten has no file in the store any more", async () => {
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  const before = await store.objects();

  const asked = await business.ask(
    "POST",
    `/api/v1/threads/${thread.number_id}/${thread.thread_id}/erasure`,
  );
  await business.advance(60_000);

  assert.ok(asked.status < 300, JSON.stringify(asked.body));
  assert.equal((await store.objects()).length, before.length - 2);
});

test("[I15] a store that hangs holds up files alone, and they come when it answers again", async () => {
  const rosa = business.customer("5511987650123");
  const before = await store.objects();
  await store.stop();
  for (let i = 0; i < 5; i += 1) {
    await sendsFile(rosa, "image", { bytes: bytesOf(20 + i), mime_type: "image/png" });
  }
  const inMs = (ms: number): string => new Date(business.clock.now() + ms).toISOString();
  const made = await business.ask("POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: rosa.phone, draft: { kind: "text", text: "later" } },
    send_at: inMs(3_600_000),
  });
  const { id } = made.body.data.message;
  const hanging = await openHangingDoor(Number(new URL(store.bucket.endpoint).port));

  // The clock stands where the files are tried again, and waits for them as long as they hang.
  const going = business.advance(10_000);
  while (hanging.calls === 0) await setImmediate();
  const path = `/api/v1/scheduled/${business.numberId}/${id}`;
  const sooner = await business.ask("PATCH", path, { send_at: inMs(0) });
  assert.equal(sooner.status, 200, JSON.stringify(sooner.body));
  while (!(await isSent())) await setImmediate();
  assert.ok(hanging.calls <= 4, "as many as have room, and none of them has been given up yet");
  await hanging.close();
  await going;
  await store.startAgain();
  await business.advance(1_200_000);
  const kept = await store.objects();
  // What failed may have come to the store all the same. A sweep takes that away, and nothing else.
  const begun = await business.db.query("select from begun_file");
  await business.advance(2 * DAY_MS);

  assert.equal(kept.length, before.length + 5);
  assert.ok((begun.rowCount ?? 0) > 0);
  assert.equal((await business.db.query("select from begun_file")).rowCount, 0);
  assert.deepEqual(await store.objects(), kept);
});

test("[O4] a file that is not where it was kept is missed by the doctor and by who asks for it", async () => {
  await using workshop = await workshopOf(business);
  // So that their thread is the newest.
  await business.advance(60_000);
  await sendsFile(amara, "image", { bytes: bytesOf(9), mime_type: "image/jpeg" });
  const path = await fileOf(business);
  const [mediaId] = path.split("/").slice(-1);
  const { rows } = await business.db.query("select place from media where media_id = $1", [
    mediaId,
  ]);
  const { folder } = business;
  const files = openFiles({ folder, bucket: store.bucket }, workshop.surroundings);
  await files.remove(rows[0].place);
  await files.close();

  const answer = await get(business, path);
  const [, inStore] = await lookAtFiles(workshop, { bucket: store.bucket, folder });
  // As if it had been in a folder that is on another disk now.
  await business.db.query("update media set place = $2 where media_id = $1", [
    ...[mediaId, `00/${"0".repeat(32)}`],
  ]);
  const [, inFolder] = await lookAtFiles(workshop, { bucket: undefined, folder });
  await business.db.query("delete from media where media_id = $1", [mediaId]);

  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "300"]);
  assert.match(await answer.text(), /was kept, and is not at its place now/);
  assert.match(inStore?.what ?? "", /^1 of the newest \d+ files in the store is not there$/);
  assert.equal(inFolder?.what, "1 of the newest 1 file in the folder is not there");
});

test("[O15] whoever connects a number is told whether the store keeps files", async () => {
  const { credentials } = business.emulator;
  const { rows } = await business.db.query("select api_url from account");
  const connection = {
    access_token: credentials.token,
    account_id: credentials.wabaId,
    app_id: credentials.appId,
    app_secret: credentials.appSecret,
    verify_token: credentials.verifyToken,
    api_url: rows[0].api_url,
  };
  const filesOf = async (): Promise<unknown> => {
    const { body } = await business.ask("POST", "/api/v1/numbers", connection);
    return body.data.checks.find((one: { check: string }) => one.check === "files");
  };

  const before = await filesOf();
  await store.stop();
  const after = await filesOf();
  await store.startAgain();

  assert.deepEqual(before, {
    ...{ check: "files", ok: true, what: "the store keeps them", remedy: null },
  });
  assert.deepEqual(after, {
    ...{ check: "files", ok: false, what: "the store does not keep them" },
    remedy: "Nothing answers at CASEMENT_S3_ENDPOINT. See that the store runs and can be reached.",
  });
});

test("[O15] a hub does not start on a store whose settings are wrong, and starts without one that is away or fails", async () => {
  await using failing = await openMoodyDoor();
  failing.moods = ["failing"];
  await business.stop();

  settings.bucket = { ...store.bucket, keyId: "NOBODY" };
  await assert.rejects(business.startAgain(), /^ConfigFailure: CASEMENT_S3_KEY_ID is no key/);
  settings.bucket = { ...store.bucket, endpoint: failing.endpoint };
  await business.startAgain();
  await business.stop();
  settings.bucket = store.bucket;
  await store.stop();
  await business.startAgain();
  await store.startAgain();

  assert.deepEqual(
    lines.filter((line) => line.includes("files_not_reached")),
    ["failed", "not_reached"].map((code) => JSON.stringify({ what: "files_not_reached", code })),
  );
});

test("[O15] the doctor says what is wrong with the store, and when one is needed that no setting names", async () => {
  await using workshop = await workshopOf(business);
  const { folder } = business;
  const looks: readonly [Bucket | undefined, RegExp][] = [
    [store.bucket, /^ok: the store answers, and the bucket is there null$/],
    [{ ...store.bucket, bucket: "not-there" }, /^wrong: .* CASEMENT_S3_BUCKET names no bucket/],
    [undefined, /^wrong: some are in a store, and no setting names one Set CASEMENT_S3_ENDPOINT/],
  ];
  for (const [bucket, words] of looks) {
    const [found] = await lookAtFiles(workshop, { bucket, folder });
    assert.match(`${found?.state}: ${found?.what} ${found?.remedy}`, words);
  }
});

test("[O15] neither the store's key nor its secret reaches the log or the database", async () => {
  const { rows } = await business.db.query<{ place: string }>("select place from media");

  assert.ok(lines.length > 0);
  for (const line of [...lines, ...rows.map((row) => row.place)]) {
    assert.doesNotMatch(line, /S3RVER/);
  }
});

async function isSent(): Promise<boolean> {
  const { rowCount } = await business.db.query("select from draft where state = 'accepted'");
  return rowCount !== 0;
}

/** A store that takes every call, and answers none. */
async function openHangingDoor(
  port: number,
): Promise<{ readonly calls: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  await new Promise<void>((done) => void server.listen(port, "127.0.0.1", done));
  return {
    get calls() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => void server.close(done));
    },
  };
}
