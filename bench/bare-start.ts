import { spawn } from "node:child_process";
import { once } from "node:events";
import { readlink, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { clusterOf, serverOf } from "../packages/cli/test/casement-process.ts";
import { databaseOf } from "./fill-threads.ts";

/** The bare process beside a hub, answering. At its end its PostgreSQL ends with it. */
export interface BareStart extends AsyncDisposable {
  readonly address: string;
  readonly pid: number;
}

/**
 * How to start it in a folder whose hub runs: what PostgreSQL is started by, and as whom, is read
 * off the one that does. To be called once the hub has ended. Linux only, like the figures.
 */
export async function bareStartIn(folder: string): Promise<() => Promise<BareStart>> {
  const cluster = (await clusterOf(folder)) ?? "";
  const postgres = await readlink(`/proc/${await serverOf(folder)}/exe`);
  const { uid, gid } = await stat(cluster);
  const told = {
    ...{ control: join(dirname(postgres), "pg_ctl"), data: join(cluster, "data"), uid, gid },
    url: await databaseOf(folder),
  };
  return () => startBare(JSON.stringify(told));
}

async function startBare(told: string): Promise<BareStart> {
  const program = join(import.meta.dirname, "bare-start-process.ts");
  const child = spawn(process.execPath, [program, told], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const complaint = text(child.stderr);
  const said = await Promise.race([once(child.stdout, "data"), ended]);
  if (child.exitCode !== null) throw new Error(await complaint);
  return {
    address: String(said[0]).trim(),
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      await ended;
    },
  };
}
