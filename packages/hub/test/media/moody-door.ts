import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How a store takes a body: well, with a 500, or by cutting the connection. */
export type Mood = "well" | "failing" | "cutting";

export interface MoodyDoor extends AsyncDisposable {
  readonly endpoint: string;
  /** The bodies that were put, each attempt by itself. */
  readonly put: Buffer[];
  /** How the next bodies are taken; what comes after the last is taken like it. */
  moods: Mood[];
}

/** A store that has bad moments, which s3rver never has. It keeps nothing. */
export async function openMoodyDoor(): Promise<MoodyDoor> {
  const put: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method !== "PUT") return void response.end();
      put.push(Buffer.concat(chunks));
      const mood = door.moods.length > 1 ? door.moods.shift() : door.moods[0];
      if (mood === "cutting") return void request.socket.resetAndDestroy();
      response.writeHead(mood === "failing" ? 500 : 200).end();
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const door: MoodyDoor = {
    endpoint: `http://127.0.0.1:${port}`,
    put,
    moods: ["well"],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
  return door;
}
