import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keptDemoKey } from "./demo-key.ts";

export const RUNNING = "running.json";

/** Where a demo of this folder can be found, as long as its process is there. */
export interface Running {
  readonly port: number;
  readonly emulatorPort: number;
  readonly hubUrl: string;
}

/** Writes down that this process runs the demo of a folder. Without the key: that has its file. */
export async function markRunning(folder: string, running: Running): Promise<void> {
  await writeFile(join(folder, RUNNING), JSON.stringify({ ...running, pid: process.pid }));
}

export async function unmarkRunning(folder: string): Promise<void> {
  await rm(join(folder, RUNNING), { force: true });
}

/**
 * The link into the demo of this folder that listens on `port`, if one does.
 *
 * Told by a file and the process that wrote it, and not by asking whoever listens there: the key
 * would have to be shown to a program that may be anybody's.
 */
export async function linkOfRunning(folder: string, port: number): Promise<string | undefined> {
  const text = await readFile(join(folder, RUNNING), "utf8").catch(() => "{}");
  const mark: unknown = parsed(text);
  const has = (name: string): unknown => Reflect.get(Object(mark), name);
  if (has("port") !== port && has("emulatorPort") !== port) return undefined;
  const [pid, hubUrl] = [has("pid"), has("hubUrl")];
  const key = await keptDemoKey(folder);
  if (typeof pid !== "number" || typeof hubUrl !== "string" || key === "") return undefined;
  return isAlive(pid) ? `${hubUrl}/enter?key=${key}` : undefined;
}

/** A file that a crash left half is as good as none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
