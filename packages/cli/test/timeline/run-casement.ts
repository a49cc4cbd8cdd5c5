import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const PROGRAM = join(import.meta.dirname, "..", "..", "bin", "casement.js");

/** What a run of `casement` came to. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}

/** Runs `casement` to its end as a process of its own, with `input` on its standard input. */
export async function runCasement(args: readonly string[], input = ""): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: "pipe" });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, complaint };
}
