import { Command } from "commander";
import { addDemo } from "./demo-command.ts";
import { addEmulate } from "./emulate-command.ts";
import { wordsFor } from "./failure-words.ts";
import { addServe } from "./serve-command.ts";

// `casement`: the one program, a command a file.

const program = new Command("casement")
  .description("The open system for WhatsApp Business conversations.")
  .version("0.1.0");

addDemo(program);
addServe(program);
addEmulate(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 1;
}
