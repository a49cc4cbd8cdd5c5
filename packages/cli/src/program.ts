import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";

// `casement`: the one program, a command a file. Only the command that was asked for is loaded, so
// that `casement ledger` in a pipe does not wait for a hub.

type AddCommand = (program: Command) => void;

/** In the order of the help. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ["demo", async () => (await import("./demo-command.ts")).addDemo],
  ["serve", async () => (await import("./serve-command.ts")).addServe],
  ["emulate", async () => (await import("./emulate-command.ts")).addEmulate],
  ["ledger", async () => (await import("./ledger-command.ts")).addLedger],
  ["explain", async () => (await import("./explain-command.ts")).addExplain],
  ["replay", async () => (await import("./replay-command.ts")).addReplay],
  ["rebuild", async () => (await import("./rebuild-command.ts")).addRebuild],
  ["doctor", async () => (await import("./doctor-command.ts")).addDoctor],
]);

const program = new Command("casement")
  .description("The open system for WhatsApp Business conversations.")
  .version(version())
  .exitOverride();

const asked = COMMANDS.get(process.argv[2] ?? "");
for (const load of asked === undefined ? COMMANDS.values() : [asked]) {
  const add = await load();
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? askedWrongly(error) : await failed(error);
}

/** Commander has told it already, be it a mistake or the help that was asked for. */
function askedWrongly({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === "commander.help" ? exitCode : 2;
}

async function failed(error: unknown): Promise<number> {
  const { exitCodeFor, wordsFor } = await import("./failure-words.ts");
  process.stderr.write(`${wordsFor(error)}\n`);
  return exitCodeFor(error);
}

/** Our package says which version this is: here, and beside what was made of it for a release. */
function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return String(Reflect.get(Object(manifest), "version"));
}
