import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Worker } from "node:worker_threads";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { Agent, request } from "undici";
import { z } from "zod";
import { liftedLimits, NOW_MS } from "./meta.ts";

/** What takes sends on a port of this machine. */
export interface Sends extends AsyncDisposable {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  /** Resolves when each message was delivered, and each webhook was answered. */
  settle(): Promise<void>;
  /** Throws if it did not deliver as many as were sent. */
  check(sent: number): Promise<void>;
}

/**
 * An emulator whose clock runs, so that messages are sent and delivered while others come in, as
 * under a load that lasts. What is left when the load is over is done in a turn.
 */
export async function beginEmulator(webhook: string | undefined): Promise<Sends> {
  const clock = new VirtualClock(instantFromMs(NOW_MS));
  const emulator = createEmulator({ clock, machine: machineTime, webhook });
  const { port } = await emulator.listen(0);
  await liftLimits(emulator);
  const { phoneNumberId, token } = emulator.credentials;
  clock.run(SPEED, machineTime);
  return {
    port,
    path: `/v23.0/${phoneNumberId}/messages`,
    token,
    async settle() {
      clock.freeze();
      await clock.advanceBy(DELIVERED_AFTER_MS);
    },
    check: (sent) => checkDelivered(emulator, sent),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

async function liftLimits({ fetch, credentials }: Emulator): Promise<void> {
  const [path, limits] = liftedLimits(credentials);
  const body = JSON.stringify(limits);
  const headers = { "content-type": "application/json" };
  const call = new Request(`http://emulator/emulator${path}`, { method: "POST", headers, body });
  const answer = await fetch(call);
  if (answer.status !== 200) throw new Error(await answer.text());
}

async function checkDelivered(emulator: Emulator, sent: number): Promise<void> {
  const month = new Date(NOW_MS).toISOString().slice(0, 7);
  const answer = await emulator.fetch(
    new Request(`http://emulator/emulator/invoice?month=${month}`),
  );
  const { lines } = Invoice.parse(await answer.json());
  const delivered = lines.reduce((sum, { volume }) => sum + volume, 0);
  if (delivered !== sent) throw new Error(`${sent} were sent, and ${delivered} were delivered`);
}

const Invoice = z.object({ lines: z.array(z.object({ volume: z.number() })) });

/** The least that takes a send: its JSON is read and answered, and two posts tell of it. */
export async function beginBareSends(sink: string | undefined): Promise<Sends> {
  const agent = new Agent({ connections: 64 });
  const posts: Promise<void>[] = [];
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      outgoing.writeHead(200, { "content-length": body.length }).end(body);
      if (sink === undefined) return;
      for (let post = 0; post < STATUSES_PER_SEND; post++) posts.push(tell(agent, sink, body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    path: "/",
    token: "bare",
    settle: async () => void (await Promise.all(posts)),
    check: async () => {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
      await agent.close();
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()));
}

async function tell(dispatcher: Agent, url: string, body: string): Promise<void> {
  const answer = await request(url, { dispatcher, method: "POST", body });
  await answer.body.dump();
}

/** A receiver of webhooks on a thread of its own, which takes everything. */
export async function beginSink(): Promise<AsyncDisposable & { readonly url: string }> {
  const worker = new Worker(new URL("sink-worker.ts", import.meta.url));
  const [port]: number[] = await once(worker, "message");
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

/** A message takes some two seconds to be delivered: thirty milliseconds of the machine's. */
const SPEED = 60;
/** By then every message is delivered. */
const DELIVERED_AFTER_MS = 10_000;
const STATUSES_PER_SEND = 2;
