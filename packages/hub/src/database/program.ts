import { spawn } from "node:child_process";
import { environmentOfServer } from "./config.ts";
import type { Identity } from "./unprivileged.ts";

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: Identity | undefined;
  /** A folder that `identity` may be in: the programs ask where they are. */
  readonly folder: string;
}

export interface Ending {
  readonly ok: boolean;
  /** What it said, on both of its outputs. */
  readonly output: string;
}

/**
 * Runs a program of PostgreSQL to its end.
 *
 * It gets a session of its own. A terminal sends Ctrl-C to a whole process group, and in ours
 * `pg_ctl` would take back a start that is under way. The server itself `pg_ctl` sets apart in the
 * same manner, so that it does not stop before the hub has written its last rows.
 */
export function run(program: Program): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program.file, program.args, {
      ...program.identity,
      cwd: program.folder,
      env: environmentOfServer(),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => said.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(said).toString("utf8").trim() });
    });
  });
}
