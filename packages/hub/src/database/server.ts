import { readFile, unlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { programIn } from "./binaries.ts";
import { dataFolderOf, type Installation } from "./installation.ts";
import { type Ending, run } from "./program.ts";

/** What a running server wrote of itself into its folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on the installation's data, or that did and could not tidy up. */
export async function postmasterOf(installation: Installation): Promise<Postmaster | undefined> {
  const path = join(dataFolderOf(installation), "postmaster.pid");
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** `pg_ctl start`, which returns when the server takes connections, or has failed to. */
export async function startServer(installation: Installation, port: number): Promise<Ending> {
  await removeStalePid(installation);
  const log = join(installation.clusterFolder, "start.log");
  const args = ["start", "-w", "-t", "15", "-l", log, "-o", `-p ${port}`];
  return runControl(installation, args);
}

/** `pg_ctl stop`: ends every connection, writes what is due, and waits for it. */
export function stopServer(installation: Installation): Promise<Ending> {
  return runControl(installation, ["stop", "-w", "-t", "60", "-m", "fast"]);
}

/** The end of what the server said when it last started. */
export async function lastWords(installation: Installation): Promise<string> {
  const path = join(installation.clusterFolder, "start.log");
  const said = await readFile(path, "utf8").catch(() => "");
  return said.trim().split("\n").slice(-5).join("\n");
}

/** `wanted`, if nobody listens there, else a port that was free a moment ago. */
export async function freePort(wanted: number | undefined): Promise<number> {
  if (wanted !== undefined && (await portIfFree(wanted)) !== undefined) return wanted;
  return (await portIfFree(0)) ?? freePort(undefined);
}

function portIfFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const listener = createServer();
    listener.on("error", () => resolve(undefined));
    listener.listen(port, "127.0.0.1", () => {
      const address = listener.address();
      const found = typeof address === "object" ? address?.port : undefined;
      listener.close(() => resolve(found));
    });
  });
}

/**
 * Removes the mark of a server that was killed, when its process id now is another program's.
 *
 * A container that starts again hands out the same few ids, even to threads. PostgreSQL, seeing
 * that the id of its predecessor is alive, would then never start.
 */
async function removeStalePid(installation: Installation): Promise<void> {
  const postmaster = await postmasterOf(installation);
  if (postmaster === undefined || process.platform !== "linux") return;
  const name = await readFile(`/proc/${postmaster.pid}/comm`, "utf8").catch(() => undefined);
  if (name === undefined || name.trim() === "postgres") return;
  await unlink(join(dataFolderOf(installation), "postmaster.pid"));
}

function runControl(installation: Installation, args: readonly string[]): Promise<Ending> {
  return run({
    file: programIn(installation.binaries, "pg_ctl"),
    args: [...args, "-D", dataFolderOf(installation)],
    identity: installation.identity,
    folder: installation.clusterFolder,
  });
}
