import { type Command, InvalidArgumentError, Option } from "commander";
import type { DemoOptions } from "./demo/demo.ts";
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
      new Option(
        "--folder <folder>",
        "where its database and state are kept (default: .casement, or .casement-large)",
      ).env("CASEMENT_FOLDER"),
    )
    .option("--fresh", "begin anew: forget what an earlier demo left")
    .addOption(
      new Option("--size <size>", "how much has happened already, if it begins anew")
        .choices(["empty", "shop", "large"])
        .default("shop"),
    )
    .addOption(
      new Option("--threads <number>", "how many threads a large one has")
        .default(20_000)
        .argParser(countFrom),
    )
    .action(async (options: Asked) => {
      const { runDemo } = await import("./demo/demo.ts");
      const folder = options.folder ?? FOLDERS[options.size];
      return new Stopping().run((stopping) => runDemo({ ...options, folder }, stopping));
    });
}

type Asked = Omit<DemoOptions, "folder"> & { readonly folder?: string };

/** A large one is slow to make: it has a folder of its own, and is kept there. */
const FOLDERS: Readonly<Record<DemoOptions["size"], string>> = {
  empty: ".casement",
  shop: ".casement",
  large: ".casement-large",
};

function countFrom(text: string): number {
  const count = Number(text);
  if (!/^\d{1,6}$/.test(text) || count < 1) {
    throw new InvalidArgumentError("a count is a whole number from 1 to 999999");
  }
  return count;
}
