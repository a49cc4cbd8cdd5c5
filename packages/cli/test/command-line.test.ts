import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { CasementProcess } from "./casement-process.ts";

/** Runs `casement` to its end. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  await using casement = CasementProcess.begin(args, env);
  const code = await casement.end();
  return { code, said: casement.said };
}

test("--version says the package's own, and ends well", async () => {
  const text = await readFile(join(import.meta.dirname, "..", "package.json"), "utf8");

  assert.deepEqual(await run(["--version"]), { code: 0, said: `${JSON.parse(text).version}\n` });
});

test("a mistake on the command line is one clear line, and exit code 2", async () => {
  assert.deepEqual(await run(["checkout"]), {
    code: 2,
    said: "error: unknown command 'checkout'\n",
  });
  assert.deepEqual(await run(["emulate", "--loud"]), {
    code: 2,
    said: "error: unknown option '--loud'\n",
  });
  for (const wrong of [
    ["--port", "70000"],
    ["--clock", "yesterday"],
    ["--seed", "one"],
    ["--webhook", "nowhere"],
    ["--window-errors", "never"],
    ["--webhook-retries", "never"],
  ]) {
    const { code, said } = await run(["emulate", ...wrong]);

    assert.equal(code, 2);
    assert.match(
      said,
      new RegExp(`^error: option '${wrong[0]} .*' argument '${wrong[1]}' is .*\n$`),
    );
  }
});

test("a demo of no size that there is, or of no threads, is not begun", async () => {
  assert.deepEqual(await run(["demo", "--size", "huge"]), {
    code: 2,
    said:
      "error: option '--size <size>' argument 'huge' is invalid. " +
      "Allowed choices are empty, shop, large.\n",
  });
  assert.deepEqual(await run(["demo", "--threads", "0"]), {
    code: 2,
    said:
      "error: option '--threads <number>' argument '0' is invalid. " +
      "a count is a whole number from 1 to 999999\n",
  });
});

test("a mistake in the environment is one clear line, and exit code 2", async () => {
  const mistakes = [
    {
      command: "demo",
      env: { PORT: "abc" },
      said: /^error: option .* 'abc' from env 'PORT' .*\n$/,
    },
    { command: "serve", env: { PORT: "abc" }, said: /^PORT is "abc"; it must be a port.*\n$/ },
    { command: "serve", env: { CASEMENT_CLOCK: "abc" }, said: /^error: .*CASEMENT_CLOCK.*\n$/ },
    { command: "serve", env: { WABA_ID: "1" }, said: /^WHATSAPP_ACCESS_TOKEN is missing.*\n$/ },
  ];
  for (const { command, env, said } of mistakes) {
    const ran = await run([command], env);

    assert.equal(ran.code, 2, ran.said);
    assert.match(ran.said, said);
  }
});

test("serve does not start when there is no emulator at the clock that it is to follow", async () => {
  const ran = await run(["serve", "--clock", "http://127.0.0.1:9"]);

  assert.equal(ran.code, 1);
  assert.match(ran.said, /^No emulator tells the time at http:\/\/127\.0\.0\.1:9\. .*\n$/);
});

test("emulate starts a world as its flags say, and stops at Ctrl-C", async () => {
  const flags = ["--clock", "2023-07-10T00:00:00Z", "--token", "t-1", "--verify-token", "v-1"];
  await using emulator = CasementProcess.begin(["emulate", "--port", "0", ...flags]);
  const [, url] = await emulator.says(/Graph API\s+(\S+)\n[\s\S]*Token\s+t-1\n/);

  const clock = await fetch(`${url}/emulator/clock`);
  const node = await fetch(`${url}/v25.0/100000000000020`, {
    headers: { authorization: "Bearer t-1" },
  });

  assert.match(await clock.text(), /"now":"2023-07-10T00:00:00.000Z","mode":"frozen"/);
  assert.equal(node.status, 200);
  emulator.press();
  assert.equal(await emulator.end(), 0);
});
