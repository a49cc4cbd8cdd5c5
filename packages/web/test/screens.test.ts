import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type BuiltScreens, builtScreens } from "../src/screens.ts";

const FIRST_SCREEN_BYTES_MAX = 250_000;

let screens: BuiltScreens;
before(async () => {
  screens = await builtScreens();
});

test("screens that are new enough are not built again", async () => {
  const mark = join(screens.inbox, "..", "built-from");
  const { mtimeMs } = await stat(mark);

  await builtScreens();

  assert.equal((await stat(mark)).mtimeMs, mtimeMs);
});

test("the first screen is under 250 kB, compressed", async () => {
  for (const folder of [screens.inbox, screens.phone]) {
    const html = await readFile(join(folder, "index.html"), "utf8");
    const names = [...html.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => name);
    // A style, a script, and what it shares with pages that are loaded later.
    assert.ok(names.length >= 2);
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);

    assert.ok(bytes < FIRST_SCREEN_BYTES_MAX, `${folder}: ${bytes} bytes`);
  }
});

test("a page has no script or style of its own, and names its files under its own address", async () => {
  for (const [folder, base] of [
    [screens.inbox, "/assets/"],
    [screens.phone, "/phone/assets/"],
  ] as const) {
    const html = await readFile(join(folder, "index.html"), "utf8");

    assert.doesNotMatch(html, /<style|style=|<script(?![^>]*src=)/);
    for (const [, address = ""] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.ok(address.startsWith(base), address);
    }
  }
});

test("the schemas of the API stay on the server", async () => {
  const assets = join(screens.inbox, "assets");
  const scripts = (await readdir(assets)).filter((name) => name.endsWith(".js"));
  for (const name of scripts) {
    const text = await readFile(join(assets, name), "utf8");
    assert.doesNotMatch(text, /ZodError|invalid_union/, name);
  }
});
