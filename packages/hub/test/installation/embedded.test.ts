import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, cp, lstat, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DatabaseFailure } from "@casement/hub/database";
import { installedBinaries } from "../../src/database/binaries.ts";
import {
  ask,
  dataFolder,
  end,
  type Ground,
  ground,
  Holder,
  keepNote,
  modeOf,
  NOTE,
  serverPid,
  start,
} from "./embedded.ts";

test("a new database is UTF8 and sorts by code point, under an empty LANG", async () => {
  await using place = await ground();

  await using holder = Holder.begin(place, { LANG: "", LC_ALL: "", LC_CTYPE: "" });

  const url = (await holder.says()).replace("ready ", "");
  assert.equal(await ask(url, "show server_encoding"), "UTF8");
  assert.equal(await ask(url, "select distinct datlocprovider from pg_database"), "b");
  assert.equal(await ask(url, "select 'Z' < 'a' and 'z' < 'ä' and '→' < '😀'"), true);
  assert.equal(await ask(url, "select upper('straße señal')"), "STRAßE SEÑAL");
  await holder.pressCtrlC();
});

test("the hub's role is no superuser, and only we may read the passwords", async () => {
  await using place = await ground();

  await using database = await start(place);

  assert.equal(await ask(database.url, "show is_superuser"), "off");
  assert.equal(
    await ask(
      database.url,
      "select rolcreatedb or rolcreaterole from pg_roles where rolname = current_user",
    ),
    false,
  );
  assert.equal(await ask(database.url, "show fsync"), "on");
  assert.equal(await ask(database.url, "show listen_addresses"), "127.0.0.1");
  assert.equal(await modeOf(join(place.folder, "database", "secrets.json")), "600");
  await assert.rejects(ask(database.url.replace(/:[^:@]+@/, ":wrong@"), "select 1"), {
    code: "28P01",
  });
  await database.close();
});

test("a second start finds the data of the first, at the same port", async () => {
  await using place = await ground();
  await using first = await start(place);
  await keepNote(first.url);
  const pid = await serverPid(place);
  await first.close();
  await end(pid);

  await using second = await start(place);

  assert.equal(await ask(second.url, NOTE), "kept");
  assert.equal(second.url, first.url);
  await second.close();
});

test("two who start a new folder at once make one database, and one is refused", async () => {
  await using place = await ground();

  const attempts = await Promise.allSettled([start(place), start(place)]);

  const started = attempts.filter((one) => one.status === "fulfilled");
  const refused = attempts.filter((one) => one.status === "rejected");
  assert.deepEqual([started.length, refused.length], [1, 1]);
  await started[0]!.value.close();
  assert.equal(refused[0]!.reason.problem, "in_use");
});

test("a server that was killed is not taken for a process that has its id now", async (t) => {
  if (process.platform !== "linux") return t.skip("only Linux tells what a process runs");
  await using place = await ground();
  await using first = await start(place);
  await first.close();
  const data = await dataFolder(place);
  const { uid, gid } = await stat(data);
  const stranger = spawn("sleep", ["60"], process.getuid?.() === 0 ? { uid, gid } : {});
  t.after(() => stranger.kill());
  const left = `${stranger.pid}\n${data}\n0\n1\n\n127.0.0.1\n\nready\n`;
  await writeFile(join(data, "postmaster.pid"), left);

  await using second = await start(place);

  assert.equal(await ask(second.url, "select 1"), 1);
  await second.close();
});

test("data that were put elsewhere and are gone are named, and not made anew", async () => {
  await using place = await ground();
  await (await start(place)).close();
  await rm(join(await dataFolder(place), ".."), { recursive: true });

  await assert.rejects(start(place), (error) => {
    assert.ok(error instanceof DatabaseFailure);
    assert.equal(error.problem, "data_missing");
    return true;
  });
});

test("the libraries' links, which npm leaves out, are made where the programs are", async () => {
  await using place = await ground();
  const binaries = await unpack(place);

  await using database = await start(place, { binaries });

  assert.equal(await ask(database.url, "select 1"), 1);
  assert.deepEqual(await readdir(place.folder), ["database", "native"]);
});

test("as root under a closed home, programs and data go where the server can reach", async (t) => {
  if (process.getuid?.() !== 0) return t.skip("needs root");
  await using place = await ground();
  await using home = await ground();
  const binaries = await unpack(home);
  await chmod(home.folder, 0o700);
  const placed = { folder: join(home.folder, "casement"), systemFolder: place.systemFolder };

  await using database = await start(placed, { binaries });

  assert.ok((await dataFolder(placed)).startsWith(place.systemFolder));
  const owner = await readFile(`/proc/${await serverPid(placed)}/status`, "utf8");
  assert.doesNotMatch(owner, /^Uid:\s+0\s/m);
  await keepNote(database.url);
  await database.close();
  await using again = await start(placed, { binaries });
  assert.equal(await ask(again.url, NOTE), "kept");
});

/** PostgreSQL as npm unpacks it without running scripts, in a folder of its own. */
async function unpack(place: Ground): Promise<string> {
  const binaries = join(place.folder, "native");
  await cp(installedBinaries(), binaries, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  });
  return binaries;
}
