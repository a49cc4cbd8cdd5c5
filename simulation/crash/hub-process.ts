import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { pause } from "./pause.ts";

const PROGRAM = join(import.meta.dirname, "../../packages/cli/bin/casement.js");

/** How long a hub may take from its start to its first answer. */
const START_MS_MAX = 30_000;

/** `casement serve` as a process of its own, to be killed and started again at one address. */
export class HubProcess implements AsyncDisposable {
  readonly url: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #exit: Promise<unknown> = Promise.resolve();
  /** What it said in its present life. */
  #said = "";

  constructor(port: number, env: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { ...env, PORT: String(port) };
  }

  /** Starts it, and resolves when it is ready. */
  async start(...args: readonly string[]): Promise<void> {
    this.#said = "";
    const child = spawn(process.execPath, [PROGRAM, "serve", ...args], {
      detached: true,
      env: { ...Object.fromEntries(Object.entries(process.env).filter(isNotOurs)), ...this.#env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const output of [child.stdout, child.stderr]) {
      output.on("data", (bytes: Buffer) => {
        this.#said += bytes.toString();
      });
    }
    this.#child = child;
    this.#exit = once(child, "exit");
    const giveUpAt = machineTime.nowMs() + START_MS_MAX;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || machineTime.nowMs() > giveUpAt) throw new Error(this.#said);
      await pause(50);
    }
  }

  /** The key that it printed when it was started with `--new-key`. */
  async key(): Promise<string> {
    for (;;) {
      const key = /Key {2}(\S+)\n/.exec(this.#said)?.[1];
      if (key !== undefined) return key;
      await pause(20);
    }
  }

  /** At once, and with no chance to say anything to anybody. */
  async kill(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await this.#exit;
  }

  /** In order, as an operator does; says with which code it ended. */
  async stop(): Promise<number | null | undefined> {
    this.#child?.kill("SIGINT");
    await this.#exit;
    return this.#child?.exitCode;
  }

  get said(): string {
    return this.#said;
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`)).status === 200;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.kill();
  }
}

/** Whoever runs this may have set names in their shell that casement would go by. */
function isNotOurs([name]: readonly [string, unknown]): boolean {
  return !/^(CASEMENT|WHATSAPP|WABA|META|GRAPH)_|^(HOST|PORT|\w*DATABASE_URL)$/.test(name);
}
