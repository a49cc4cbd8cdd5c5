import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

// What somebody gets who installs our packages from npm: the tarballs, in a folder of their own,
// with no sources near and no condition set.

/** What a user of each package might begin with. */
const EXAMPLES = {
  engine: `
    import { type Account, instantFromIso, later, regimeAt, SERVICE_WINDOW_MS, windowAt }
      from "@casement/engine";
    import { metaRates, type RateCard } from "@casement/engine/rates";
    const openedAt = instantFromIso("2026-10-01T09:00:00Z")!;
    const windows = [{ openedAt, closesAt: later(openedAt, SERVICE_WINDOW_MS) }];
    const account: Account = { timeZone: "UTC", currency: "USD" };
    const rates: RateCard = metaRates;
    console.log(windowAt(windows, openedAt) === windows[0], windowAt(windows, windows[0].closesAt));
    console.log(typeof regimeAt(openedAt, account), typeof rates);
  `,
  wire: `
    import { isSigned, readWebhook, signatureOf } from "@casement/cloud-api";
    const body = new TextEncoder().encode('{"object":"whatsapp_business_account","entry":[]}');
    const signature: string = signatureOf(body, "secret");
    console.log(isSigned(body, signature, "secret"), isSigned(body, signature, "another"));
    console.log(readWebhook(body).ok);
  `,
  emulator: `
    import { createEmulator } from "@casement/emulator";
    import { createEmulator as createTestEmulator } from "@casement/emulator/testing";
    import { instantFromMs } from "@casement/engine";
    import { VirtualClock } from "@casement/engine/clock";
    import { machineTime } from "@casement/engine/system-clock";
    const clock = new VirtualClock(instantFromMs(1_790_845_200_000));
    const emulator = createEmulator({ clock, machine: machineTime });
    await clock.advanceBy(60_000);
    const answer = await emulator.fetch(new Request("http://localhost/emulator/clock"));
    console.log(answer.status, JSON.stringify(await answer.json()).includes("2026-10-01T09:01:00"));
    await emulator.close();
    const test = createTestEmulator();
    await test.customer.says("hi");
    console.log((await test.phone.messages()).length);
    await test.close();
  `,
} as const;

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "casement-packages-"));
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  const ours = ["engine", "cloud-api", "emulator"].map((name) => `packages/${name}`);
  await npm(root, "pack", "--pack-destination", tarballs, ...ours.flatMap((one) => ["-w", one]));
  // What they need from others is packed from our own install: the test then needs no registry.
  const theirs = ["undici", "zod"].map((name) => join(root, "node_modules", name));
  await npm(tarballs, "pack", "--ignore-scripts", ...theirs);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const files = (await readdir(tarballs)).map((file) => join(tarballs, file));
  await npm(folder, "install", "--offline", "--no-audit", "--no-fund", ...files);
  await checkExamples();
});

after(() => rm(folder, { recursive: true, force: true }));

test("the engine from its package knows windows, regimes and rates", async () => {
  const said = await runExample("engine");

  assert.equal(said, "true undefined\nobject object\n");
});

test("the wire from its package signs a post and knows its own signature again", async () => {
  const said = await runExample("wire");

  assert.equal(said, "true false\ntrue\n");
});

test("the emulator from its package answers a request on a clock that is turned", async () => {
  const said = await runExample("emulator");

  assert.equal(said, "200 true\n1\n");
});

/** Checks the examples with the compiler, as strictly as ours. */
async function checkExamples(): Promise<void> {
  const files = Object.entries(EXAMPLES).map(([name, source]) => ({ file: `${name}.ts`, source }));
  for (const { file, source } of files) await writeFile(join(folder, file), source);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const types = ["--typeRoots", join(root, "node_modules", "@types"), "--types", "node"];
  const strict = ["--noEmit", "--strict", "--target", "esnext", "--module", "nodenext"];
  const args = [tsc, ...strict, ...types, ...files.map(({ file }) => file)];
  await run(process.execPath, args, { cwd: folder }).catch(showing);
}

/** What an example prints. */
async function runExample(name: keyof typeof EXAMPLES): Promise<string> {
  const { stdout } = await run(process.execPath, [`${name}.ts`], { cwd: folder, env: plainEnv() });
  return stdout;
}

/** npm writes its complaints to standard error, the compiler to standard output. */
function showing(error: { stdout: string; stderr: string }): never {
  throw new Error(`${error.stdout}\n${error.stderr}`, { cause: error });
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const shell = process.platform === "win32";
  await run("npm", args, { cwd, env: plainEnv(), shell }).catch(showing);
}

/** Without what `npm test` set for itself: it would make npm work on our own folder again. */
function plainEnv(): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/.test(name));
  return Object.fromEntries(foreign);
}
