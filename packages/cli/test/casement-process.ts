import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { machineTime } from "@casement/engine/system-clock";
import { removeInstallation } from "@casement/hub/database";

const PROGRAM = join(import.meta.dirname, "..", "bin", "casement.js");

/** `casement` as a process of its own, the leader of a group, as a terminal would start it. */
export class CasementProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #end: Promise<unknown[]>;
  /** What it has said so far, on both outputs. */
  said = "";

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#end = once(child, "close");
    for (const output of [child.stdout, child.stderr]) {
      output?.on("data", (bytes: Buffer) => {
        this.said += bytes.toString();
      });
    }
  }

  static begin(args: readonly string[], env: Record<string, string> = {}): CasementProcess {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      detached: true,
      env: { ...Object.fromEntries(Object.entries(process.env).filter(isNotOurs)), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new CasementProcess(child);
  }

  /** What it says that looks like `pattern`, once it does. Rejects if it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.said);
      if (found !== null) return found;
      const end = this.#end.then(() => "end");
      const heard = new AbortController();
      const more = [this.#child.stdout, this.#child.stderr].map((output) =>
        once(output!, "data", { signal: heard.signal }).catch(() => "more"),
      );
      const what = await Promise.race([...more, end]);
      // Whoever says much would else be listened to ever more often.
      heard.abort();
      if (what === "end") throw new Error(this.said);
    }
  }

  /** What a terminal does on Ctrl-C: a signal to the whole group, if it is still there. */
  press(signal: NodeJS.Signals = "SIGINT"): void {
    if (this.isRunning) process.kill(-this.#child.pid!, signal);
  }

  /** Its exit code, once it has ended. */
  async end(): Promise<unknown> {
    const [code, signal] = await this.#end;
    return code ?? signal;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) this.#child.kill("SIGKILL");
    await this.#end;
  }
}

/** Whoever runs the tests may have set names in their shell that casement would go by. */
function isNotOurs([name]: readonly [string, unknown]): boolean {
  return !/^(CASEMENT|WHATSAPP|WABA|META|GRAPH)_|^(HOST|PORT|\w*DATABASE_URL)$/.test(name);
}

/** A folder for a demo, which at the end is removed with all that is in it. */
export interface DemoFolder extends AsyncDisposable {
  readonly folder: string;
  begin(...args: string[]): CasementProcess;
}

export async function demoFolder(): Promise<DemoFolder> {
  const folder = await mkdtemp(join(tmpdir(), "casement-demo-"));
  return {
    folder,
    begin: (...args) =>
      CasementProcess.begin([
        ...["demo", "--folder", folder, "--port", "0", "--emulator-port", "0"],
        ...args,
      ]),
    async [Symbol.asyncDispose]() {
      await removeInstallation({ folder, machine: machineTime });
      await rm(folder, { recursive: true });
    },
  };
}

/** Where the data of a folder are; as root that can be far from it. */
export async function clusterOf(folder: string): Promise<string | undefined> {
  const home = join(folder, "database");
  const secrets = await readFile(join(home, "secrets.json"), "utf8").catch(() => undefined);
  return secrets === undefined ? undefined : resolve(home, JSON.parse(secrets).cluster);
}

/** The process id of the server on a folder's data, as it wrote it there itself. */
export async function serverOf(folder: string): Promise<number | undefined> {
  const cluster = await clusterOf(folder);
  if (cluster === undefined) return undefined;
  const mark = await readFile(join(cluster, "data", "postmaster.pid"), "utf8").catch(() => "");
  return mark === "" ? undefined : Number(mark.split("\n")[0]);
}

/** Waits until a process that was told to end has ended. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await setImmediate();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
