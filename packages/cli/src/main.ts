import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addDemo } from "./demo-command.ts";
import { addDoctor } from "./doctor-command.ts";
import { addEmulate } from "./emulate-command.ts";
import { addExplain } from "./explain-command.ts";
import { exitCodeFor, wordsFor } from "./failure-words.ts";
import { addLedger } from "./ledger-command.ts";
import { addRebuild } from "./rebuild-command.ts";
import { addReplay } from "./replay-command.ts";
import { addServe } from "./serve-command.ts";

// `casement`: the one program, a command a file.

const program = new Command("casement")
  .description("The open system for WhatsApp Business conversations.")
  .version(version())
  .exitOverride();

addDemo(program);
addServe(program);
addEmulate(program);
addLedger(program);
addExplain(program);
addReplay(program);
addRebuild(program);
addDoctor(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has told it already, be it a mistake or the help that was asked for.
  if (!(error instanceof CommanderError)) process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = exitCodeFor(error);
}

/** Our package says which version this is: here, and beside what was made of it for a release. */
function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return String(Reflect.get(Object(manifest), "version"));
}
