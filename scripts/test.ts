import { spawn } from "node:child_process";
import { once } from "node:events";
import { glob } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { groupTests } from "./test-groups.ts";
import { setUpTests } from "./test-setup.ts";

// `npm test`: every test but those that live for minutes, or the files and options of `node --test`
// that are named: `npm test -- packages/hub/test/database/pool.test.ts --test-name-pattern=moment`.
// `npm run check` asks for all of them: the simulation, and what installs Casement and its
// databases, starts them as programs and kills them.

const root = join(import.meta.dirname, "..");
const args = process.argv.slice(2);

/** These begin first, or a core would be left to run one of them alone at the end. */
const LONGEST = ["simulation", "scripts/test/installation", "packages/cli/test/browser"] as const;

const EVERYWHERE = [
  "packages/*/{test,examples}/**/*.test.ts",
  "scripts/test/**/*.test.ts",
] as const;

/** Days and months of virtual time, and processes that are killed in real time: minutes of both. */
const SIMULATION = "simulation/**/*.test.ts";

/** A folder of this name holds tests that each make a cluster, a package or a demo of their own. */
const INSTALLATION = /[\\/]installation[\\/]/;

/**
 * One file more than there are cores: each waits for the disk, the browser or npm a third of its
 * time. Node's own choice leaves a core out, and half of two is a lot.
 */
const FILES_AT_ONCE = availableParallelism() + 1;

/** A test that hangs fails after this, and the rest still runs. */
const TEST_MS_MAX = 180_000;

/** A file that leaves something open never ends. After this the runner is told to, and names it. */
const RUN_MS_MAX = 900_000;

const stopping = new AbortController();
process.on("SIGINT", () => stopping.abort());
process.on("SIGTERM", () => stopping.abort());

process.exitCode = await runTests();

async function runTests(): Promise<number> {
  const { TEST_DATABASE_URL } = process.env;
  const setup = await setUpTests(TEST_DATABASE_URL || undefined, FILES_AT_ONCE);
  try {
    return await runNode([...options(), ...(await files())], setup.env);
  } finally {
    await setup.close();
  }
}

function options(): string[] {
  return [
    "--conditions=casement-source",
    `--import=${pathToFileURL(join(root, "scripts/test-chance.js")).href}`,
    "--test",
    "--test-reporter=spec",
    `--test-timeout=${TEST_MS_MAX}`,
    `--test-concurrency=${FILES_AT_ONCE}`,
    ...args.filter((arg) => arg.startsWith("-")),
  ];
}

async function files(): Promise<string[]> {
  const named = args.filter((arg) => !arg.startsWith("-"));
  if (named.length > 0) return named;
  const isWhole = process.env["CASEMENT_TESTS"] === "all";
  const everywhere = [...EVERYWHERE, ...(isWhole ? [SIMULATION] : [])];
  const found = (await Array.fromAsync(glob(everywhere, { cwd: root })))
    .filter((file) => isWhole || !INSTALLATION.test(file))
    .sort();
  const isLong = (file: string): boolean => LONGEST.some((start) => file.startsWith(start));
  const inOrder = [...found.filter(isLong), ...found.filter((file) => !isLong(file))];
  return groupTests(inOrder, { root, folder: join(root, "node_modules/.cache/test-groups") });
}

/**
 * Runs node and gives its exit code.
 *
 * A signal ends the tests, and not us: the database is to be stopped after the last of them.
 */
async function runNode(nodeArgs: string[], env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, nodeArgs, {
    cwd: root,
    env: { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/node"), ...process.env, ...env },
    stdio: "inherit",
  });
  const tell = (): void => void child.kill("SIGTERM");
  stopping.signal.addEventListener("abort", tell);
  if (stopping.signal.aborted) tell();
  const limit = setTimeout(tell, RUN_MS_MAX);
  const [code] = await once(child, "exit");
  clearTimeout(limit);
  return code ?? 1;
}
