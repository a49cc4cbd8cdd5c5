import assert from "node:assert/strict";
import { once } from "node:events";
import { access, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { silentLog } from "@casement/hub";
import { openPool } from "@casement/hub/database";
import {
  type CasementProcess,
  clusterOf,
  demoFolder,
  gone,
  serverOf,
} from "../casement-process.ts";

/** The addresses that a demo has printed, and how to ask there. */
async function addressesOf(demo: CasementProcess) {
  const [, hub, key] = await demo.says(/(http:\S+)\/enter\?key=(\S+)\n/);
  const [, emulator] = await demo.says(/(http:\S+)\/phone\//);
  await demo.says(/Ctrl-C stops everything/);
  return {
    key,
    /** Turns the clock, which waits until hub and emulator are quiet. */
    turn: (advance: string) => asked(`${emulator}/emulator/clock`, "POST", { advance }),
    writes: (phone: string) =>
      asked(`${emulator}/emulator/customers/${phone}/messages`, "POST", {
        type: "text",
        text: { body: "hello" },
      }),
    async threads(): Promise<string[]> {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${hub}/api/v1/threads`, { headers });
      const { data } = (await answer.json()) as { data: { thread_id: string }[] };
      return data.map((thread) => thread.thread_id).sort();
    },
    async now(): Promise<number> {
      const { now } = await asked(`${emulator}/emulator/clock`, "GET");
      return Date.parse(now);
    },
  };
}

async function asked(url: string, method: string, body?: unknown): Promise<{ now: string }> {
  const headers = { "content-type": "application/json" };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(url, init);
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as { now: string };
}

test("a demo says where it runs already, and goes on from where it was stopped, also on other ports", async () => {
  await using place = await demoFolder();
  await using first = place.begin();
  const before = await addressesOf(first);
  await before.turn("3h");
  const pid = await serverOf(place.folder);
  const threadsBefore = await before.threads();
  const [open, port] = await first.says(/http:\S+:(\d+)\/enter\?key=\S+/);
  await using twin = place.begin("--port", port!);
  assert.equal(await twin.end(), 1);
  assert.match(twin.said, /\nCasement is already running here: open http:\S+\n$/);
  assert.ok(twin.said.includes(open));
  const stoppedAt = await before.now();
  first.press();
  assert.equal(await first.end(), 0);
  await gone(pid!);

  await using second = place.begin();
  const after = await addressesOf(second);

  assert.equal(threadsBefore.length, 12);
  assert.deepEqual(await after.threads(), threadsBefore);
  assert.equal(after.key, before.key);
  assert.ok((await after.now()) >= stoppedAt);
  await after.writes("447700900999");
  await after.turn("1s");
  assert.equal((await after.threads()).length, 13);
  second.press("SIGTERM");
  assert.equal(await second.end(), 0);
  assert.equal(await serverOf(place.folder), undefined);
});

test("--fresh begins anew, and leaves nothing of the old data", async () => {
  await using place = await demoFolder();
  await using first = place.begin("--size", "empty");
  const before = await addressesOf(first);
  await before.writes("447700900999");
  await before.turn("1s");
  assert.equal((await before.threads()).length, 1);
  const cluster = await clusterOf(place.folder);

  await using meanwhile = place.begin("--fresh");
  assert.equal(await meanwhile.end(), 1);
  assert.match(meanwhile.said, /Another Casement is running on this database\./);
  assert.equal((await before.threads()).length, 1);

  first.press();
  assert.equal(await first.end(), 0);
  await using second = place.begin("--fresh", "--size", "empty");
  const after = await addressesOf(second);
  await after.turn("1s");

  assert.deepEqual(await after.threads(), []);
  assert.notEqual(after.key, before.key);
  if ((await clusterOf(place.folder)) !== cluster) await assert.rejects(access(cluster!));
  second.press();
  assert.equal(await second.end(), 0);
});

test("Ctrl-C at any moment of the start leaves no server running", async () => {
  await using place = await demoFolder();
  await using early = place.begin();
  await early.says(/Starting/);
  early.press();

  assert.equal(await early.end(), 0);
  assert.equal(await serverOf(place.folder), undefined);
  assert.doesNotMatch(early.said, /Inbox/);

  await using later = place.begin();
  while ((await serverOf(place.folder)) === undefined) {
    assert.ok(later.isRunning, later.said);
    await setImmediate();
  }
  const pid = await serverOf(place.folder);
  later.press();
  later.press();

  assert.equal(await later.end(), 0);
  await gone(pid!);
  assert.equal(await serverOf(place.folder), undefined);
  // Whether it has come to the story by then is a matter of who is quicker.
  assert.match(later.said, /^Starting Casement …\n(Two days in the life of a bakery …\n)?$/);
});

test("a port that is taken is named, before anything is made", async () => {
  await using place = await demoFolder();
  await using other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  assert.ok(address !== null && typeof address === "object");

  for (const option of ["--port", "--emulator-port"]) {
    await using demo = place.begin(option, String(address.port));

    assert.equal(await demo.end(), 1);
    assert.equal(
      demo.said,
      `Starting Casement …\nPort ${address.port} is in use by another program. ` +
        `Stop it, or choose another: npm start -- ${option} ${otherThan(address.port)}\n`,
    );
  }
  assert.deepEqual(await readdir(place.folder), []);

  // What a demo left that was ended from outside; no process has so great an id.
  const mark = { port: address.port, emulatorPort: 0, hubUrl: "http://127.0.0.1:1", pid: 2 ** 30 };
  await writeFile(join(place.folder, "running.json"), JSON.stringify(mark));
  await writeFile(join(place.folder, "demo.key"), "csm_x");
  await using next = place.begin("--port", String(address.port));
  assert.equal(await next.end(), 1);
  assert.match(next.said, /is in use by another program/);
});

function otherThan(port: number): number {
  return port > 64_535 ? port - 1_000 : port + 1_000;
}

test("a hub whose database another one has taken says so, stops, and leaves it the server", async () => {
  await using place = await demoFolder();
  await using demo = place.begin("--size", "empty");
  await addressesOf(demo);
  const thief = await thiefIn(place.folder);

  await thief.steal();

  assert.equal(await demo.end(), 1);
  assert.match(demo.said, /Another Casement is running on this database\./);
  assert.equal(await thief.isThere(), true);
  await thief.leave();
});

/** Somebody else on the database of a folder, who can take the lock of its installation. */
async function thiefIn(folder: string) {
  const home = join(folder, "database");
  const { ownerPassword } = JSON.parse(await readFile(join(home, "secrets.json"), "utf8"));
  const port = Number(await readFile(join(home, "port"), "utf8"));
  const databaseUrl = `postgres://casement:${ownerPassword}@127.0.0.1:${port}/casement`;
  const db = openPool({ databaseUrl, log: silentLog, connectionsMax: 2, name: "thief" });
  const first = async (question: string, values: unknown[] = []) =>
    (await db.query(question, values)).rows[0];
  return {
    /** Queues for the lock, whatever its number is, and then cuts the connection of its holder. */
    async steal(): Promise<void> {
      const { pid, key } = await first(HOLDER);
      const taken = first("select pg_advisory_lock($1)", [key]);
      while ((await first(QUEUING)) === undefined);
      await first("select pg_terminate_backend($1)", [pid]);
      await taken;
    },
    isThere: async (): Promise<boolean> => (await first("select true as there")).there,
    leave: () => db.end(),
  };
}

const HOLDER = `
select pid, (classid::bigint << 32) | objid::bigint as key
from pg_locks join pg_stat_activity using (pid)
where locktype = 'advisory' and application_name = 'casement lock'`;

const QUEUING = `
select pid from pg_locks join pg_stat_activity using (pid)
where locktype = 'advisory' and application_name = 'thief' and not granted`;
