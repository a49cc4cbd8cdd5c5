import { liveThroughMonths } from "./live-through-months.ts";
import { SIM_USAGE, simAskedBy } from "./sim-options.ts";
import { liveThroughSeeds } from "./storm/live-through-seeds.ts";

// `npm run sim`: three days of storm with one seed, with many, or whole months; `-- --help` says
// how.

const asked = simAskedBy(process.argv.slice(2));
if (asked.kind === "help") console.log(SIM_USAGE);
else if (asked.kind === "wrong") {
  process.stderr.write(
    `${asked.what.replace(/\.?$/, ".")} npm run sim -- --help says what there is.\n`,
  );
  process.exitCode = 2;
} else {
  const isWell =
    asked.kind === "storms"
      ? await liveThroughSeeds(asked.wanted)
      : await liveThroughMonths(asked.wanted);
  // What a hub that was killed has left open ends with the process.
  process.exit(isWell ? 0 : 1);
}
