import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Requests to be made, as many at a time as there are connections, and until when at most. */
export interface Load {
  readonly port: number;
  readonly requests: readonly Uint8Array[];
  readonly connections: number;
  readonly msMax: number;
}

export interface LoadResult {
  readonly done: number;
  /** Answered, but not with 200. */
  readonly refused: number;
  readonly ms: number;
  /** Microseconds of each request. */
  readonly latencies: readonly number[];
}

/** Makes the requests from another thread, so that the server's own is free for serving. */
export async function applyLoad(load: Load): Promise<LoadResult> {
  const worker = new Worker(new URL("load-worker.ts", import.meta.url), { workerData: load });
  const [result]: LoadResult[] = await once(worker, "message");
  await worker.terminate();
  if (result === undefined || result.refused > 0) {
    throw new Error(`${result?.refused} of ${result?.done} requests were not answered 200`);
  }
  return result;
}

/** A whole request, as bytes. */
export function requestOf(
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Uint8Array {
  const lines = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
