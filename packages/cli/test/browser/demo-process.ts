import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CASEMENT = fileURLToPath(new URL("../../bin/casement.js", import.meta.url));

/** A `casement demo` in a process and a folder of its own, as a person starts it. */
export interface DemoProcess extends AsyncDisposable {
  /** The printed link that lets a browser into the inbox. */
  readonly inbox: string;
  readonly phone: string;
}

/** Starts a demo and waits until it has said where it is. */
export async function startDemo(): Promise<DemoProcess> {
  const folder = await mkdtemp(join(tmpdir(), "casement-demo-"));
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [
      CASEMENT,
      "demo",
      ...["--port", String(port), "--emulator-port", String(emulatorPort), "--folder", folder],
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, DATABASE_URL: "" } },
  );
  const said = await saidUntil(child, /Ctrl-C stops everything/);
  return {
    inbox: linkIn(said, /http:\S+\/enter\?key=\S+/),
    phone: linkIn(said, /http:\S+\/phone\//),
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function saidUntil(child: ChildProcess, end: RegExp): Promise<string> {
  return new Promise((done, failed) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (end.test(said)) done(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => failed(new Error(`the demo ended: ${said}`)));
  });
}

function linkIn(said: string, link: RegExp): string {
  const found = link.exec(said)?.[0];
  assert(found !== undefined, `no ${link} in: ${said}`);
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert(typeof address === "object" && address !== null);
  server.close();
  await once(server, "close");
  return address.port;
}
