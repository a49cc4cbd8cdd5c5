import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CasementProcess } from "../casement-process.ts";

const PROGRAMS = import.meta.dirname;

/** Runs `casement emulate` to its end. */
async function emulate(...args: string[]): Promise<{ code: unknown; said: string }> {
  await using running = CasementProcess.begin(["emulate", "--port", "0", ...args]);
  return { code: await running.end(), said: running.said };
}

async function scratch(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "casement-emulate-"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** A program for `node -e` that makes one control call and prints what is in the answer. */
function asks(call: string, expression: string, method = "GET", body?: unknown): string {
  const init = JSON.stringify({
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (
    `fetch(process.env.WHATSAPP_API_URL + "/emulator${call}", ${init})` +
    `.then((answer) => answer.json()).then((it) => console.log(${expression}))`
  );
}

test("the command is run with the names set, its options are its own, its exit code is ours", async () => {
  const names = "process.argv[1] + ' ' + Object.keys(process.env).filter(isOurs).sort().join()";
  const program =
    "const isOurs = (name) => name.startsWith('WHATSAPP_');" +
    `console.log(${names}, process.env.WHATSAPP_ACCESS_TOKEN); process.exit(7)`;

  const { code, said } = await emulate("--token", "t", "--", "node", "-e", program, "--", "--seed");

  assert.equal(code, 7);
  assert.equal(
    said,
    "--seed WHATSAPP_ACCESS_TOKEN,WHATSAPP_API_URL,WHATSAPP_APP_SECRET," +
      "WHATSAPP_BUSINESS_ACCOUNT_ID,WHATSAPP_PHONE_NUMBER_ID,WHATSAPP_VERIFY_TOKEN t\n",
  );
});

test("an unmodified SDK that has Meta's host written into it reaches the emulator", async () => {
  const { code, said } = await emulate("--", "node", join(PROGRAMS, "hard-coded-host.mjs"));

  assert.equal(code, 0, said);
  const { url, file, text, bill } = JSON.parse(said);
  assert.match(url, /^https:\/\/graph\.facebook\.com\/whatsapp_business\/attachments\//);
  assert.equal(file, "a bill");
  for (const answer of [text, bill]) {
    assert.match(answer.messages[0].id, /^wamid\./);
    assert.deepEqual(answer.contacts, [{ input: "447700900001", wa_id: "447700900001" }]);
  }
});

test("every HTTPS client of Node's is led here, and to no other host", async () => {
  const { code, said } = await emulate("--", "node", join(PROGRAMS, "ways-to-graph.mjs"));

  assert.equal(code, 0, said);
  const { tls, elsewhere, ...answers } = JSON.parse(said);
  assert.deepEqual([tls, elsewhere], [true, "ECONNREFUSED"]);
  const node = { id: "100000000000020" };
  assert.deepEqual(answers, {
    fetch: node,
    undiciFetch: node,
    undici: node,
    https: node,
    required: node,
  });
});

test("a command that is not there is told, with the exit code of a shell", async () => {
  const { code, said } = await emulate("--", "no-such-command");

  assert.deepEqual([code, said], [127, "no-such-command cannot be started: ENOENT\n"]);
});

test("a command that a signal ends has the exit code of a shell", async () => {
  const { code } = await emulate("--", "node", "-e", "process.kill(process.pid, 'SIGKILL')");

  assert.equal(code, 137);
});

test("asked to end, the emulator waits for its command, which may still need it", async () => {
  const program =
    "process.on('SIGTERM', () => fetch(process.env.WHATSAPP_API_URL + '/emulator')" +
    ".then(({ status }) => { console.log('late', status); process.exit(3) }));" +
    "setInterval(() => {}, 1000); console.log('ready')";
  await using running = CasementProcess.begin([
    ...["emulate", "--port", "0", "--", "node", "-e", program],
  ]);
  await running.says(/ready/);

  running.press("SIGTERM");

  assert.equal(await running.end(), 3);
  assert.match(running.said, /late 200/);
});

test("the world is kept in a file, and goes on from there", async () => {
  await using here = await scratch();
  const state = join(here.folder, "world.json");
  const keep = ["--state", state, "--clock", "2026-11-02T09:00:00Z"];
  const says = { type: "image", image: {} };
  const customer = "/customers/447700900001/messages";

  const first = await emulate(...keep, "--", "node", "-e", asks(customer, "it.id", "POST", says));
  await emulate(...keep, "--", "node", "-e", asks("/clock", "it.now", "POST", { advance: "1h" }));
  const frozen = ["--state", state, "--clock", "frozen"];
  const then = await emulate(...frozen, "--", "node", "-e", asks("", "it.clock.now"));
  const chat = await emulate(...frozen, "--", "node", "-e", asks(customer, "it.data[0].id"));

  assert.match(first.said, /^wamid\./);
  assert.equal(chat.said, first.said);
  assert.equal(then.said, "2026-11-02T10:00:00.000Z\n");
  assert.deepEqual(await readdir(here.folder), ["world.json"]);
});

test("what the command line says of a world goes before what its file says", async () => {
  await using here = await scratch();
  const state = ["--state", join(here.folder, "world.json")];
  const shown = asks("", "it.token, it.webhook, it.windowErrors, it.webhookRetries");

  await emulate(...state, "--token", "one", "--", "node", "-e", "0");
  const kept = await emulate(...state, "--", "node", "-e", shown);
  const webhook = ["--webhook", "http://127.0.0.1:9/hook"];
  const given = [
    ...webhook,
    "--token",
    "two",
    "--window-errors",
    "sync",
    "--webhook-retries",
    "36h",
  ];
  const changed = await emulate(...state, ...given, "--", "node", "-e", shown);

  assert.equal(kept.said, "one null async 7d\n");
  assert.equal(changed.said, "two http://127.0.0.1:9/hook sync 36h\n");
});

test("the state is saved at Ctrl-C, too", async () => {
  await using here = await scratch();
  const state = join(here.folder, "world.json");
  await using running = CasementProcess.begin(["emulate", "--port", "0", "--state", state]);
  await running.says(/Token/);

  running.press();

  assert.equal(await running.end(), 0, running.said);
  assert.equal(JSON.parse(await readFile(state, "utf8")).world.name, "default");
});

test("a state that is none is refused and left as it is", async () => {
  await using here = await scratch();
  const state = join(here.folder, "world.json");
  for (const text of ["", "{}", '{"now":"2026-11-02T09:00:00Z","world":{}}']) {
    await writeFile(state, text);
    const { code, said } = await emulate("--state", state, "--", "node", "-e", "0");
    assert.equal(code, 2, said);
    assert.match(said, /state/);
    assert.ok(said.includes(state));
    assert.equal(await readFile(state, "utf8"), text);
  }
});

test("a state that has no place to go is told at once", async () => {
  const { code, said } = await emulate("--state", "/nowhere/world.json", "--", "node", "-e", "0");

  assert.deepEqual([code, said], [2, "The state cannot be kept in /nowhere/world.json: ENOENT.\n"]);
});
