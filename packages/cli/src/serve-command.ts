import { type Command, Option } from "commander";
import type { ServeOptions } from "./serve.ts";
import { Stopping } from "./stopping.ts";
import { webAddressFrom } from "./web-address.ts";

/** `casement serve`: the hub on real numbers, from the environment's names. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the hub; settings come from the environment (WHATSAPP_…, DATABASE_URL, PORT)")
    .option("--new-key <name>", "make an API key of that name with every scope, and print it once")
    .option(
      "--new-owner",
      "print a link that makes one more owner, say if the only one is locked out",
    )
    .addOption(
      new Option("--clock <url>", "follow the clock of the emulator there, not real time")
        .env("CASEMENT_CLOCK")
        .argParser(webAddressFrom),
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./serve.ts");
      await new Stopping().run((stopping) => serve(options, stopping));
    });
}
