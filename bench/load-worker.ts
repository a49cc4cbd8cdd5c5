import { connect, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { Load, LoadResult } from "./load.ts";

// The load generator, on a thread of its own: whole requests, each on the next free connection.

const { port, requests, connections, msMax }: Load = workerData;
const latencies: number[] = [];
let next = 0;
let refused = 0;
const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, work));
const ms = performance.now() - startedAt;
const result: LoadResult = { done: latencies.length, refused, ms, latencies };
parentPort?.postMessage(result);

/** One connection: a request, its answer, the next request. */
function work(): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let sentAt = 0;
    let text = "";
    const send = (): void => {
      const request = requests[next];
      next += 1;
      if (request === undefined || performance.now() - startedAt > msMax) {
        end(socket, done);
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", failed);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!isWhole(text)) return;
      latencies.push((performance.now() - sentAt) * 1_000);
      if (!text.startsWith("HTTP/1.1 200")) refused += 1;
      text = "";
      send();
    });
  });
}

function end(socket: Socket, done: () => void): void {
  socket.removeAllListeners("error");
  socket.destroy();
  done();
}

/** Whether the answer is all there: by its length, or by the last chunk. */
function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return length === undefined
    ? text.endsWith("0\r\n\r\n")
    : text.length >= head + 4 + Number(length);
}
