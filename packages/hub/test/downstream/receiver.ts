import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

/** A post as it came to a program of the business. */
export interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A program of the business: a real HTTP server that remembers what it got. */
export interface Receiver extends AsyncDisposable {
  readonly origin: string;
  readonly got: Got[];
  /** What it answers; as long as it takes, the request is held. 200, unless a test says more. */
  answer: (got: Got) => number | Answering | Promise<number | Answering>;
}

interface Answering {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export async function openReceiver(): Promise<Receiver> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { url: path = "", headers } = request;
      const got: Got = { path, headers, body: Buffer.concat(chunks) };
      receiver.got.push(got);
      const said = await receiver.answer(got);
      const answer = typeof said === "number" ? { status: said, headers: {} } : said;
      response.writeHead(answer.status, answer.headers).end("thank you");
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const receiver: Receiver = {
    origin: `http://127.0.0.1:${port}`,
    got: [],
    answer: () => 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
  return receiver;
}
