import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A wire to the emulator that can be cut: after a request got through, before its answer comes. */
export interface LeakyWire extends AsyncDisposable {
  readonly url: string;
  /** `through`: as a wire should. `cut`: sends get through, their answers do not. */
  mode: "through" | "cut";
  /** What somebody in between answers to sends that got through; `undefined`: nobody does. */
  says: { readonly status: number; readonly text: string } | undefined;
  /** How many sends got through to the other end. */
  sends: number;
}

/** Opens a wire whose far end is told later, as the emulator's port is known only then. */
export async function openWire(): Promise<LeakyWire & { lead(apiUrl: string): string }> {
  let target = "";
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const isSend = request.method === "POST" && /\/messages$/.test(request.url ?? "");
      const answer = await fetch(`${target}${request.url}`, {
        method: request.method ?? "GET",
        headers: {
          authorization: request.headers.authorization ?? "",
          "content-type": request.headers["content-type"] ?? "application/json",
        },
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      });
      if (isSend) wire.sends += 1;
      if (isSend && wire.mode === "cut") return void request.socket.destroy();
      if (isSend && wire.says !== undefined) {
        return void response.writeHead(wire.says.status).end(wire.says.text);
      }
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const wire: LeakyWire & { lead(apiUrl: string): string } = {
    url,
    mode: "through",
    says: undefined,
    sends: 0,
    lead(apiUrl) {
      target = apiUrl;
      return url;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
  return wire;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
