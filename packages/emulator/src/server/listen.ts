import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ConnectionDropped } from "../faults/connection-dropped.ts";
import type { Asked } from "./asked.ts";
import type { Reply } from "./reply.ts";

/** The emulator cannot listen. `code` is the system's: `EADDRINUSE` if the port is taken. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly port: number;
  readonly code: string;

  constructor(port: number, code: string, cause: unknown) {
    const why = code === "EADDRINUSE" ? "the port is in use by another program" : code;
    super(`The emulator cannot listen on 127.0.0.1:${port}: ${why}.`, { cause });
    this.port = port;
    this.code = code;
  }
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

type Door = (request: Asked) => Promise<Reply | Response>;

/** Serves `answer` on a port of this machine, and of no other network. 0 picks a free one. */
export async function listenOn(port: number, answer: Door): Promise<Listening> {
  const server = createServer(
    { keepAliveTimeout: 30_000, requestTimeout: 0, highWaterMark: 65_536 },
    (incoming, outgoing) => void serve(incoming, outgoing, answer),
  );
  await started(server, port);
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${actual}`, port: actual, close: () => closed(server) };
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new ListenError(port, error.code ?? "unknown", error));
    });
    server.listen({ port, host: "127.0.0.1" }, resolve);
  });
}

/** Ends what is open at once: a stream would otherwise hold the server for ever. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Door,
): Promise<void> {
  try {
    const body = await bodyOf(incoming);
    if (body === undefined) {
      outgoing.writeHead(413, { connection: "close" }).end();
      return;
    }
    const answered = await answer(askedFrom(incoming, body));
    if (answered instanceof Response) await stream(answered, outgoing);
    else write(answered, outgoing);
  } catch (error) {
    if (error instanceof ConnectionDropped) {
      incoming.socket.destroy();
      return;
    }
    // The caller has gone, or sent what is no request. There is nobody to tell.
    if (!outgoing.headersSent) outgoing.writeHead(400, { connection: "close" });
    outgoing.end();
  }
}

function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES_MAX) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

/** Throws if there is no such address. */
function askedFrom(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Asked {
  const host = incoming.headers.host ?? "127.0.0.1";
  // Who was led here by a program that knows only Meta's hosts gets addresses it can follow.
  const scheme = META_HOSTS.has(host) ? "https" : "http";
  const { method = "GET" } = incoming;
  const isBare = method === "GET" || method === "HEAD";
  return {
    method,
    url: new URL(`${scheme}://${host}${incoming.url ?? "/"}`),
    headers: { get: (name) => headerOf(incoming, name) },
    bytes: async () => (isBare ? new Uint8Array() : body),
  };
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

/** Head and body in one packet. */
function write({ status, headers, text }: Reply, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
}

async function stream(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  outgoing.once("close", () => void reader.cancel().catch(() => {}));
  outgoing.flushHeaders();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!outgoing.write(part.value)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    outgoing.once("close", resolve);
  });
}

const META_HOSTS: ReadonlySet<string> = new Set(["graph.facebook.com", "lookaside.fbsbx.com"]);

/** The largest that any door takes; each has a limit of its own below it. */
const BODY_BYTES_MAX = 256 * 1_024 * 1_024;
