import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CasementProcess } from "./casement-process.ts";

// What `casement` answers to calls that do not fit, beside what `command-line.test.ts` and
// `operations.test.ts` ask: one line that says what and where, and no secret.

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "casement-bad-calls-"));
  await writeFile(join(folder, "file"), "");
});
after(() => rm(folder, { recursive: true }));

interface Mistake {
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  readonly code: number;
  readonly said: RegExp;
}

/** Four at a time: each is a process, and most of its time is its start. */
async function assertTold(mistakes: readonly Mistake[]): Promise<void> {
  const waiting = [...mistakes];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await using casement = CasementProcess.begin(one.args, one.env ?? {});
      const code = await casement.end();
      const what = `${one.args.join(" ")}: ${casement.said}`;
      assert.equal(code, one.code, what);
      assert.match(casement.said, one.said, what);
      assert.match(casement.said, /^[^\n]+\n$/, `one line: ${what}`);
      assert.doesNotMatch(casement.said, /geheim/, what);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
}

test("an option, a file or a word too many is told in one line, with exit code 2", async () => {
  await assertTold([
    { args: ["serve", "now"], code: 2, said: /^error: too many arguments for 'serve'/ },
    { args: ["serve", "--new-key"], code: 2, said: /^error: option '--new-key <name>' argument/ },
    { args: ["emulate", "--port", "0x10"], code: 2, said: /^error: option '--port <port>'/ },
    { args: ["emulate", "--clock", "0x"], code: 2, said: /^error: option '--clock <mode>'/ },
    {
      args: ["emulate", "--seed", "9".repeat(20)],
      code: 2,
      said: /^error: option '--seed <seed>'/,
    },
    { args: ["ledger", join(folder, "none")], code: 2, said: /none: there is no such file\n/ },
    { args: ["explain", folder], code: 2, said: /this is a folder\n/ },
    { args: ["ledger", join(folder, "file")], code: 2, said: /line 1, column 1: is not JSON/ },
  ]);
});

test("a setting of the environment that is unfit is told by its name, and stops the start", async () => {
  const here = { CASEMENT_FOLDER: join(folder, "unmade") };
  await assertTold([
    { args: ["serve"], env: { DATABASE_URL: "geheim" }, code: 2, said: /^DATABASE_URL must be a/ },
    {
      args: ["serve"],
      env: { DATABASE_URL: "postgres://casement:geheim@127.0.0.1:9/casement" },
      code: 1,
      said: /^The database at 127\.0\.0\.1:9\/casement cannot be reached/,
    },
    {
      args: ["serve"],
      env: { ...here, WHATSAPP_APP_SECRET: "geheim" },
      code: 2,
      said: /^WHATSAPP_BUSINESS_ACCOUNT_ID is missing/,
    },
    {
      args: ["serve"],
      env: { ...here, WHATSAPP_API_VERSION: "25", WHATSAPP_TOKEN: "geheim", WABA_ID: "1" },
      code: 2,
      said: /^WHATSAPP_API_VERSION must be a version/,
    },
    {
      args: ["serve"],
      env: { CASEMENT_FOLDER: join(folder, "file") },
      code: 1,
      said: /file\/database\/secrets\.json is not in a folder\. Set CASEMENT_FOLDER/,
    },
  ]);
});
