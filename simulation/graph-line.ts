import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the answer of the next send: it comes, it comes late, or it is lost. */
export type Fate = "answered" | "held" | "lost";

/**
 * The line from the hub to the Graph API, which can hold an answer back or lose it. Requests always
 * get through: a lost answer is a message that was sent and that the hub does not know of.
 */
export interface GraphLine extends AsyncDisposable {
  readonly url: string;
  /** Says where requests go: known only once the other end listens. */
  lead(apiUrl: string): void;
  /** Chooses for the next send alone. */
  next(fate: Fate): void;
  /** Resolves when the send that is held has got through. */
  held(): Promise<void>;
  /** Lets every answer that is held go. */
  release(): void;
  /** The messages whose answers have not come, or never will. */
  readonly unanswered: Map<string, "held" | "lost">;
}

export async function openGraphLine(): Promise<GraphLine> {
  let target = "";
  let fate: Fate = "answered";
  let arrived = Promise.withResolvers<void>();
  let free = Promise.withResolvers<void>();
  const unanswered = new Map<string, "held" | "lost">();

  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isSend = request.method === "POST" && /\/messages$/.test(request.url ?? "");
    const own = isSend ? fate : "answered";
    if (isSend) fate = "answered";
    const answer = await passOn(target, request);
    const wamid = isSend ? wamidIn(answer.bytes) : undefined;
    if (own !== "answered" && wamid !== undefined) unanswered.set(wamid, own);
    if (own === "lost") return void request.socket.destroy();
    if (own === "held") {
      arrived.resolve();
      await free.promise;
      if (wamid !== undefined) unanswered.delete(wamid);
    }
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.bytes);
  };
  const server: Server = createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    lead(apiUrl) {
      target = apiUrl;
    },
    next(wanted) {
      fate = wanted;
    },
    held: () => arrived.promise,
    release() {
      free.resolve();
      arrived = Promise.withResolvers<void>();
      free = Promise.withResolvers<void>();
    },
    unanswered,
    async [Symbol.asyncDispose]() {
      free.resolve();
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

async function passOn(
  target: string,
  request: IncomingMessage,
): Promise<{ status: number; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const answer = await fetch(`${target}${request.url}`, {
    method: request.method ?? "GET",
    headers: {
      authorization: request.headers.authorization ?? "",
      "content-type": request.headers["content-type"] ?? "application/json",
    },
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
}

function wamidIn(answer: Buffer): string | undefined {
  const { messages } = JSON.parse(answer.toString());
  return messages?.[0]?.id;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
