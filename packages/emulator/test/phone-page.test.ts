import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BASE, beginWorld } from "./world.ts";

let folder: string;
let phonePage: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "casement-phone-"));
  phonePage = join(folder, "page");
  await mkdir(join(phonePage, "assets"), { recursive: true });
  await writeFile(join(phonePage, "index.html"), "<!doctype html>");
  await writeFile(join(phonePage, "assets", "main.js"), "1;");
  await writeFile(join(phonePage, ".hidden"), "secret");
  await writeFile(join(folder, "secret.txt"), "secret");
  await symlink(join(folder, "secret.txt"), join(phonePage, "link.txt"));
});

after(() => rm(folder, { recursive: true }));

test("the phone page is served with its files, each as what it is", async () => {
  const { emulator } = beginWorld({ phonePage });

  const page = await emulator.fetch(new Request(`${BASE}/phone/`));
  const script = await emulator.fetch(new Request(`${BASE}/phone/assets/main.js`));
  const bare = await emulator.fetch(new Request(`${BASE}/phone`));

  assert.equal(await page.text(), "<!doctype html>");
  assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
  assert.match(page.headers.get("content-security-policy") ?? "", /script-src 'self';/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.deepEqual([bare.status, bare.headers.get("location")], [302, "/phone/"]);
});

test("no path leads out of the folder", async () => {
  const { emulator } = beginWorld({ phonePage });
  const paths = [
    "/phone/..%2fsecret.txt",
    "/phone/%2e%2e/secret.txt",
    "/phone/assets/..%2f..%2fsecret.txt",
    "/phone/assets%5c..%5csecret.txt",
    "/phone/index.html%00",
    "/phone/.hidden",
    "/phone/link.txt",
    "/phone/%ff",
    "/phone/assets",
  ];
  for (const path of paths) {
    const answer = await emulator.fetch(new Request(`${BASE}${path}`));
    assert.notEqual(answer.status, 200, path);
    assert.doesNotMatch(await answer.text(), /^secret/);
  }
});

test("without the page's files the emulator says so", async () => {
  const { emulator } = beginWorld();

  const answer = await emulator.fetch(new Request(`${BASE}/phone/`));

  assert.equal(answer.status, 404);
});
