import type { Report } from "./measure.ts";

// `npm run bench -- NAME`: runs one benchmark, or all. Each measure is a line of JSON on standard
// output.

const BENCHES: ReadonlyMap<
  string,
  () => Promise<{ run: (report: Report) => Promise<void> | void }>
> = new Map([
  ["engine", () => import("./engine.ts")],
  ["receive", () => import("./receive.ts")],
  ["digest", () => import("./digest.ts")],
  ["send", () => import("./send.ts")],
  ["emulator", () => import("./emulator.ts")],
  ["web", () => import("./web.ts")],
  ["start", () => import("./start.ts")],
  ["npm-start", () => import("./npm-start.ts")],
]);

const names = process.argv.slice(2);
const unknown = names.find((name) => !BENCHES.has(name));
if (unknown === undefined) {
  for (const name of names.length > 0 ? names : BENCHES.keys()) await runBench(name);
} else {
  process.stderr.write(`${unknown} is none of ${[...BENCHES.keys()].join(", ")}\n`);
  process.exitCode = 2;
}

async function runBench(name: string): Promise<void> {
  const bench = await BENCHES.get(name)?.();
  await bench?.run((measure) => console.log(JSON.stringify(measure)));
}
