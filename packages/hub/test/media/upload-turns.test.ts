import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { machineTime } from "@casement/engine/system-clock";
import { endTurn, tryTurn, turnKeyOf } from "../../src/media/upload-turn-store.ts";
import { UploadTurns } from "../../src/media/upload-turns.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { bytesOf } from "../flows/files.ts";
import type { Tapped } from "../flows/wire-tap.ts";
import { endSession, secondNode } from "../nodes/second-node.ts";
import { beginDesk } from "../sending/desk.ts";

const desk = await beginDesk();
const { business, tap } = desk;
const { db } = business;
after(() => desk[Symbol.asyncDispose]());

test("[S15] the same bytes at the same time go up once, and are one file", async () => {
  const went = watchUploads(() => untilBegun(3));

  const ids = await Promise.all([upload(1), upload(1), upload(1)]);

  assert.match(ids.join(), /^(\d+),\1,\1$/);
  assert.equal(went.length, 1);
  assert.deepEqual([(await names()).length, await countBegun()], [1, 0]);
});

test("[S15] other bytes, and the same as another type, wait for nothing", async () => {
  const went = watchUploads(async () => {
    while (went.length < 3) await setImmediate();
  });

  const ids = await Promise.all([upload(2), upload(3), upload(2, "image/jpeg")]);

  assert.equal(new Set(ids).size, 3);
});

test("[S15] where the first of two fails, the second goes up itself", async () => {
  const went = watchUploads(async () => {
    await untilBegun(2);
    return "cut";
  });

  const ids = await Promise.all([upload(4), upload(4)]);

  assert.equal(ids.filter((id) => id === 503).length, 1);
  assert.equal(went.length, 2);
  assert.equal(await countBegun(), 0);
});

test("[S15] the same bytes at two nodes at the same time go up once", async () => {
  await using other = await secondNode(business);
  const went = watchUploads(async () => {
    while ((await countAskers()) < 2 && went.length < 2) await setImmediate();
  });

  const first = upload(5);
  // The other node knows no address but Meta's own: it is to wait, and not to be waited for.
  while (went.length < 1) await setImmediate();
  const ids = await Promise.all([first, upload(5, "image/png", other.url)]);

  assert.match(ids.join(), /^(\d+),\1$/);
  assert.equal(went.length, 1);
});

test("[S15] an upload that waited a minute for another goes by itself", async () => {
  const machine = new ManualMachine();
  const turns = new UploadTurns({ db, machine });
  const hanging = await db.connect();
  await tryTurn(hanging, turnKeyOf(SUBJECT));
  const waitedMs: number[] = [];

  const all = [1, 2].map(() => turns.inTurn(SUBJECT, async () => waitedMs.push(machine.nowMs())));
  while (waitedMs.length < 2) {
    machine.turn(1_000);
    await setImmediate();
  }

  await Promise.all(all);
  assert.ok(
    waitedMs.every((ms) => ms >= 60_000),
    waitedMs.join(),
  );
  await endTurn(hanging, turnKeyOf(SUBJECT));
  hanging.release();
});

test("[S15] in a hub that stops nobody waits for the upload of another node", async () => {
  const turns = new UploadTurns({ db, machine: new ManualMachine() });
  const hanging = await db.connect();
  await tryTurn(hanging, turnKeyOf(SUBJECT));

  const all = [1, 2].map(() => turns.inTurn(SUBJECT, async () => "went"));
  turns.stop();

  assert.deepEqual(await Promise.all(all), ["went", "went"]);
  await endTurn(hanging, turnKeyOf(SUBJECT));
  hanging.release();
});

test("[S15] a connection that is lost takes the turns with it and no upload", async () => {
  const turns = new UploadTurns({ db, machine: machineTime });
  const free = await db.connect();
  const done: string[] = [];
  await turns.inTurn(SUBJECT, async () => {
    assert.equal(await tryTurn(free, turnKeyOf(SUBJECT)), false);
    await endSession(business, await holderOf());
    while (!(await tryTurn(free, turnKeyOf(SUBJECT)))) await setImmediate();
    await endTurn(free, turnKeyOf(SUBJECT));
    done.push("first");
  });

  await turns.inTurn(SUBJECT, async () => {
    assert.equal(await tryTurn(free, turnKeyOf(SUBJECT)), false);
    done.push("second");
  });

  assert.deepEqual(done, ["first", "second"]);
  while (!(await tryTurn(free, turnKeyOf(SUBJECT)))) await setImmediate();
  await endTurn(free, turnKeyOf(SUBJECT));
  free.release();
});

const SUBJECT = { numberId: 7n, mimeType: "image/png", sha256: new Uint8Array(32) };

/** Gives the hub bytes to send, as the composer does: their id, or the status if there is none. */
async function upload(
  seed: number,
  type = "image/png",
  hubUrl = business.hub.url,
): Promise<string | number> {
  const url = `${hubUrl}/api/v1/numbers/${business.numberId}/media?type=${type}`;
  const authorization = `Bearer ${business.key}`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization, "content-type": "application/octet-stream" },
    body: new Uint8Array(bytesOf(seed)),
  });
  const told = Object(await answer.json());
  return told.data?.media_id ?? answer.status;
}

/** Notes the uploads that come to Meta from here on, and holds the first until it is let go. */
function watchUploads(held: () => Promise<unknown>): readonly Tapped[] {
  const went: Tapped[] = [];
  tap.instead = async (asked) => {
    if (asked.method !== "POST" || !asked.url.endsWith("/media")) return undefined;
    went.push(asked);
    return went.length === 1 && (await held()) === "cut" ? "cut" : undefined;
  };
  return went;
}

async function countBegun(): Promise<number> {
  return (await db.query("select from begun_file")).rowCount ?? 0;
}

/** Whoever wrote their bytes down is about to wait, or waits. */
async function untilBegun(count: number): Promise<void> {
  while ((await countBegun()) < count) await setImmediate();
}

/** How many nodes have asked for a turn, whether or not they were given one. */
async function countAskers(): Promise<number> {
  const { rowCount } = await db.query(
    `select from pg_stat_activity
     where datname = current_database() and query like 'select pg_try_advisory_lock($1::int, $2%'`,
  );
  return rowCount ?? 0;
}

/** The session on which the only turn there is hangs. */
async function holderOf(): Promise<number> {
  const { rows } = await db.query<{ pid: number }>(
    `select pid from pg_locks
     where locktype = 'advisory' and objsubid = 2 and granted
       and database = (select oid from pg_database where datname = current_database())`,
  );
  assert.equal(rows.length, 1);
  return rows[0]?.pid ?? 0;
}

/** The names of the files in the folder. */
async function names(): Promise<string[]> {
  const all = await readdir(join(business.folder, "media"), { recursive: true });
  return all.flatMap((one) => /[0-9a-f]{32}$/.exec(one) ?? []).sort();
}
