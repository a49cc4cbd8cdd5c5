import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isSigned } from "@casement/cloud-api";
import type { Pool } from "pg";
import { applyLoad, type LoadResult } from "./load.ts";
import { median, quantile, type Report, rounded } from "./measure.ts";
import { beginPlace, holdNumber, statusRequests } from "./place.ts";

// Posts a second that are durable and answered 200: signed, a status each, on 64 connections. The
// number's lock is held elsewhere, so nothing is digested meanwhile.

const ROUNDS = 3;
const POSTS = 12_000;
const MS_MAX = 1_500;

export async function run(report: Report): Promise<void> {
  await using place = await beginPlace();
  const letGo = await holdNumber(place);
  const bare = await bareServer(place.db, place.meta.credentials.appSecret);
  const rates: number[] = [];
  const bareRates: number[] = [];
  const latencies: number[] = [];
  const load = (port: number, name: string): Promise<LoadResult> => {
    const requests = statusRequests(place, { name, count: POSTS });
    return applyLoad({ port, requests, connections: 64, msMax: MS_MAX });
  };
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await load(place.hub.port, `own-${round}`);
    const other = await load(bare.port, `bare-${round}`);
    // The first round is the compiler's.
    if (round === 0) continue;
    rates.push((own.done * 1_000) / own.ms);
    bareRates.push((other.done * 1_000) / other.ms);
    latencies.push(...own.latencies);
  }
  await bare.close();
  // What was kept is no part of this measure, and need not be digested before the end.
  await place.db.query("delete from pending");
  await letGo();
  const [value, barest] = [median(rates), median(bareRates)];
  report({
    measure: "receive",
    value: rounded(value),
    unit: "posts/s",
    bare: rounded(barest),
    ratio: rounded(value / barest),
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
  });
}

interface Kept {
  readonly signature: string;
  readonly bytes: Buffer;
  readonly response: ServerResponse;
}

/** The least that takes a post durably: verify, insert those that wait in one commit, say 200. */
async function bareServer(
  db: Pool,
  appSecret: string,
): Promise<{ port: number; close(): Promise<void> }> {
  await db.query("create table bare_post (id uuid primary key, signature text, bytes bytea)");
  let waiting: Kept[] = [];
  let inFlight = 0;
  const pump = async (): Promise<void> => {
    if (inFlight >= 2 || waiting.length === 0) return;
    inFlight += 1;
    const batch = waiting;
    waiting = [];
    await insertBare(db, batch);
    for (const { response } of batch) response.writeHead(200, { "content-length": 0 }).end();
    inFlight -= 1;
    void pump();
  };
  const server: Server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = Buffer.concat(chunks);
      const signature = String(request.headers["x-hub-signature-256"]);
      if (!isSigned(bytes, signature, appSecret)) return void response.writeHead(401).end();
      waiting.push({ signature, bytes, response });
      if (waiting.length === 1) setImmediate(() => void pump());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

async function insertBare(db: Pool, batch: readonly Kept[]): Promise<void> {
  await db.query({
    name: "insert-bare",
    text: "insert into bare_post select * from unnest($1::uuid[], $2::text[], $3::bytea[])",
    values: [
      batch.map(() => randomUUID()),
      batch.map((one) => one.signature),
      batch.map((one) => one.bytes),
    ],
  });
}
