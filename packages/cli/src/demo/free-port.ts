import { once } from "node:events";
import { createServer } from "node:net";
import { linkOfRunning } from "./running.ts";

/** A port of the demo is taken. The message says by whom, as far as we know, and what to do. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
}

interface Wanted {
  readonly port: number;
  readonly emulatorPort: number;
  /** Where the demo is kept: the one on the port may be of the same. */
  readonly folder: string;
}

/**
 * Makes sure that ports can be had before anything is started: a clear word now, not a half start.
 */
export async function checkPortsFree({ port, emulatorPort, folder }: Wanted): Promise<void> {
  for (const [option, wanted] of [
    ["--port", port],
    ["--emulator-port", emulatorPort],
  ] as const) {
    if (await isFree(wanted)) continue;
    const link = await linkOfRunning(folder, wanted);
    if (link !== undefined) throw new PortTaken(`Casement is already running here: open ${link}`);
    throw new PortTaken(
      `Port ${wanted} is in use by another program. ` +
        `Stop it, or choose another: npm start -- ${option} ${otherThan(wanted)}`,
    );
  }
}

/** Rejects if the port cannot be had for another reason, such as that it is the system's. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen({ port, host: "127.0.0.1" });
  try {
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}

function otherThan(port: number): number {
  return port + 1_000 > 65_535 ? port - 1_000 : port + 1_000;
}
