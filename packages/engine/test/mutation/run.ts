import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MUTANTS, type Mutant } from "./mutants.ts";

// Breaks the rules one at a time, in a copy, and says which breaks no test noticed:
//   npm run mutate -w @casement/engine [-- word of a file]

const engine = join(import.meta.dirname, "../..");
const word = process.argv[2] ?? "";
const chosen = MUTANTS.filter((one) => one.file.includes(word));
const copy = copyOf(engine);
let survivors = 0;
for (const mutant of chosen) {
  const verdict = await tryMutant(mutant);
  if (verdict !== "noticed") survivors++;
  console.log(`${verdict.padEnd(9)} ${mutant.file}: ${JSON.stringify(mutant.code)}`);
}
rmSync(copy, { recursive: true });
console.log(`${chosen.length - survivors} of ${chosen.length} noticed`);
process.exitCode = survivors === 0 ? 0 : 1;

async function tryMutant(mutant: Mutant): Promise<"noticed" | "SURVIVED" | "NOT THERE"> {
  const path = join(copy, "src", mutant.file);
  const source = readFileSync(path, "utf8");
  if (source.split(mutant.code).length !== 2) return "NOT THERE";
  writeFileSync(
    path,
    source.replace(mutant.code, () => mutant.broken),
  );
  const passed = await testsPass();
  writeFileSync(path, source);
  return passed ? "SURVIVED" : "noticed";
}

function testsPass(): Promise<boolean> {
  const flags = ["--conditions=casement-source", "--test", "--test-isolation=none"];
  const tests = spawn(
    process.execPath,
    [...flags, "test/[a-bd-ln-z]*.test.ts", "test/co*.test.ts"],
    {
      cwd: copy,
      env: { ...process.env, CASEMENT_ORACLE_RUNS: "400" },
      stdio: "ignore",
      timeout: 60_000,
    },
  );
  return new Promise((resolve) => tests.on("close", (code) => resolve(code === 0)));
}

/** A copy of the package that finds itself by its own name, and the rest where we find it. */
function copyOf(folder: string): string {
  const target = mkdtempSync(join(tmpdir(), "casement-mutation-"));
  for (const name of ["src", "test", "package.json", "SPEC.md"]) {
    cpSync(join(folder, name), join(target, name), { recursive: true });
  }
  symlinkSync(join(folder, "../../node_modules"), join(target, "node_modules"));
  return target;
}
