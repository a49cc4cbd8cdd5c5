import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

// `npm run check`: all that CI asks of the code, cheapest first. Stops at the first step that
// fails. The tests come last, so that their summary is what one sees at the end.

const root = join(import.meta.dirname, "..");
const bin = join(root, "node_modules", ".bin");
const ours = ["--conditions=casement-source"];

interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const colors = process.stdout.isTTY ? "force" : "off";
const projects = ["tsconfig.json", "packages/engine/tsconfig.json", "packages/web/tsconfig.json"];
const steps: readonly Step[] = [
  ...projects
    .filter((project) => existsSync(join(root, project)))
    .map((project) => ({
      name: `types (${project})`,
      program: join(bin, "tsc"),
      args: ["--noEmit", "-p", project],
    })),
  {
    name: "format and lint",
    program: join(bin, "biome"),
    args: ["check", "--error-on-warnings", `--colors=${colors}`],
  },
  { name: "tidy", program: process.execPath, args: [...ours, "scripts/tidy.ts"] },
  { name: "tests", program: process.execPath, args: [...ours, "scripts/test.ts"] },
];

for (const step of steps) run(step);

function run(step: Step): void {
  const isLast = step === steps.at(-1);
  if (isLast) console.log(`${step.name} …`);
  const startedAt = performance.now();
  const { status } = spawnSync(step.program, step.args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CASEMENT_TESTS: "all" },
    shell: process.platform === "win32",
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(`${step.name}: failed after ${seconds} s`);
    process.exit(status ?? 1);
  }
  if (!isLast) console.log(`${step.name}: ${seconds} s`);
}
