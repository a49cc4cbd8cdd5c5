import { request as ask, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of the hub's, as it was on the wire. */
export interface Tapped {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A wire between the hub and the emulator that remembers what went through it. */
export interface WireTap extends AsyncDisposable {
  /** Where the wire leads; to be given to `begin` as `through`. */
  lead(apiUrl: string): string;
  readonly tapped: Tapped[];
  /**
   * Answers in the emulator's place, if it gives an answer; `cut` breaks the connection. As long as
   * it takes, the request is held.
   */
  instead: (asked: Tapped) => Instead | Promise<Instead>;
}

type Instead = { status: number; headers?: object; body: string } | "cut" | undefined;

/** Opens a wire. Requests go on byte for byte, under the name by which the hub called. */
export async function openTap(): Promise<WireTap> {
  let target = new URL("http://127.0.0.1");
  const server: Server = createServer((incoming, response) => {
    void bodyOf(incoming).then(async (body) => {
      const { method = "GET", url = "/", headers } = incoming;
      const asked: Tapped = { method, url, headers, body };
      tap.tapped.push(asked);
      const instead = await tap.instead(asked);
      if (instead === "cut") return void incoming.socket.destroy();
      if (instead !== undefined) {
        response.writeHead(instead.status, { ...instead.headers });
        return void response.end(instead.body);
      }
      const { hostname, port } = target;
      const onward = ask({ hostname, port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const tap: WireTap = {
    lead(apiUrl) {
      target = new URL(apiUrl);
      return `http://127.0.0.1:${port}`;
    },
    tapped: [],
    instead: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
  return tap;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
