import assert from "node:assert/strict";
import { access, chmod, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { removeInstallation } from "@casement/hub/database";
import { dataFolder, end, ground, Holder, serverPid, start } from "./embedded.ts";

const machine = machineTime;

test("a database that is removed leaves nothing, wherever its data are", async () => {
  for (const mode of [0o755, 0o700]) {
    await using place = await ground();
    await using home = await ground();
    // As root, what the server's account cannot reach in a closed folder lies in another.
    await chmod(dirname(home.folder), mode);
    const placed = { folder: home.folder, systemFolder: place.systemFolder };
    await using database = await start(placed);
    const data = await dataFolder(placed);
    await database.close();

    await removeInstallation({ ...placed, machine });

    await assert.rejects(access(dirname(data)));
    assert.deepEqual(await readdir(home.folder), []);
    await removeInstallation({ ...placed, machine });
  }
});

test("a database that a hub is using is not removed", async () => {
  await using place = await ground();
  await using database = await start(place);

  await assert.rejects(removeInstallation({ ...place, machine }), { problem: "in_use" });

  await access(await dataFolder(place));
  await database.close();
});

test("the server that a killed hub has left is stopped before its data are removed", async () => {
  await using place = await ground();
  await using holder = Holder.begin(place);
  await holder.says();
  const pid = await serverPid(place);
  await holder.kill();

  await removeInstallation({ ...place, machine });

  await end(pid);
  assert.deepEqual(await readdir(place.folder), []);
});
