import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Makes sure that ports can be had before anything is started: a clear word now, not a half start.
 */
export async function checkPortsFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer().listen({ port, host: "127.0.0.1" });
    await once(server, "listening");
    server.close();
    await once(server, "close");
  }
}
