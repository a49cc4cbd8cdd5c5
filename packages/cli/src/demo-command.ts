import { type Command, Option } from "commander";
import { type DemoOptions, runDemo } from "./demo/demo.ts";
import { portFrom } from "./ports.ts";
import { Stopping } from "./stopping.ts";

/** `casement demo`, which is what `npm start` runs. */
export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("hub, emulator, inbox and phone on one clock, with a small business")
    .addOption(
      new Option("--port <port>", "the hub's port").env("PORT").default(2424).argParser(portFrom),
    )
    .addOption(
      new Option("--emulator-port <port>", "the emulator's port")
        .env("CASEMENT_EMULATOR_PORT")
        .default(2425)
        .argParser(portFrom),
    )
    .addOption(
      new Option("--folder <folder>", "where its database and state are kept")
        .env("CASEMENT_FOLDER")
        .default(".casement"),
    )
    .option("--fresh", "begin anew: forget what an earlier demo left")
    .action((options: DemoOptions) => new Stopping().run((stopping) => runDemo(options, stopping)));
}
