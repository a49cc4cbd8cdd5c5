import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { installationKey, KeyFailure } from "../../src/access/installation-key.ts";
import { systemIds } from "../../src/system-ids.ts";

async function newFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "casement-key-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

test("a configured key is taken in hex and in base64, and nothing is written", async (context) => {
  const folder = await newFolder(context);
  const bytes = Buffer.from(systemIds.secret(32));
  for (const encoding of ["hex", "base64"] as const) {
    const place = { configured: `${bytes.toString(encoding)}\n`, folder, ids: systemIds };

    assert.deepEqual(await installationKey(place), bytes);
  }
  assert.deepEqual(await readdir(folder), []);
});

test("a configured key of another length is refused by name", async (context) => {
  const folder = await newFolder(context);
  for (const configured of ["", "abc", "00".repeat(31), "00".repeat(33)]) {
    const refused = installationKey({ configured, folder, ids: systemIds });

    await assert.rejects(refused, { name: "KeyFailure", message: /^CASEMENT_SECRET_KEY must be/ });
  }
});

test("the first start makes a key for us alone, and the next finds it", async (context) => {
  const folder = join(await newFolder(context), "deeper");

  const first = await installationKey({ configured: undefined, folder, ids: systemIds });
  const second = await installationKey({ configured: undefined, folder, ids: systemIds });

  assert.deepEqual(second, first);
  assert.equal(first.length, 32);
  assert.deepEqual(await readdir(folder), ["secret.key"]);
  assert.equal((await stat(join(folder, "secret.key"))).mode & 0o777, 0o600);
});

test("hubs that start at once end with one key", async (context) => {
  const folder = await newFolder(context);
  const starts = Array.from({ length: 8 }, () =>
    installationKey({ configured: undefined, folder, ids: systemIds }),
  );

  const keys = await Promise.all(starts);

  for (const key of keys) assert.deepEqual(key, keys[0]);
  assert.deepEqual(await readdir(folder), ["secret.key"]);
});

test("a key file that others can read, or that holds no key, is refused", async (context) => {
  const folder = await newFolder(context);
  const path = join(folder, "secret.key");
  const place = { configured: undefined, folder, ids: systemIds };
  await writeFile(path, "00".repeat(32), { mode: 0o600 });
  await chmod(path, 0o640);

  await assert.rejects(installationKey(place), { name: "KeyFailure", message: /chmod 600/ });

  await chmod(path, 0o600);
  await writeFile(path, "half a k");
  await assert.rejects(installationKey(place), KeyFailure);
});
