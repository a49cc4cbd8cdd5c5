import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Instant, later } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Sightings } from "../sometimes.ts";
import {
  carryFile,
  type FileAnswer,
  type FileBorderOptions,
  fileSubjectOf,
} from "./file-border.ts";
import type { Mark } from "./fuse.ts";
import type { StormSight } from "./sights.ts";

/** A send that reached Meta's side of the line. */
export interface Call {
  readonly draft: string;
  readonly to: string;
  readonly beganAt: Instant;
  /** When its answer was on its way back, or surely would not come any more. */
  endedAt: Instant | undefined;
  /** What the hub was told; `undefined`: nothing. */
  told: number | undefined;
  /** The error of Meta's own that it was told, if it was one. */
  code: number | undefined;
  /** Whether the answer was made up here, and the emulator never asked. */
  isInvented: boolean;
}

export interface GraphBorderOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** What was called so far, by all lives of the hub. */
  readonly calls: Call[];
  /** Messages whose send was not answered yet, or never will be. */
  readonly unanswered: Map<string, "held" | "lost">;
  readonly files: FileBorderOptions;
  /** Whether anything goes wrong here. */
  readonly isCalm: () => boolean;
  /** Asked before something passes, with where the hub is in its work. */
  readonly passes: (mark: Mark) => boolean;
}

export interface GraphBorder {
  readonly url: string;
  sever(): void;
  close(): Promise<void>;
}

type Fate = "lost" | "held" | "hangs" | "broken_after" | "broken_before" | "slow_down" | "answered";

/** Opens the line from one life of a hub to the Graph API. */
export async function openGraphBorder(options: GraphBorderOptions): Promise<GraphBorder> {
  let isSevered = false;
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await bytesOf(request);
    if (isSevered || !options.passes("other")) return void request.socket.destroy();
    if (request.method === "POST" && /\/messages$/.test(request.url ?? "")) {
      await carrySend(options, { request, response, bytes, isGone: () => isSevered });
      return;
    }
    const ask = (): Promise<FileAnswer> => askedOf(options, request, bytes);
    const subject = fileSubjectOf(request);
    if (subject !== undefined) {
      const call = { request, response, ask, isGone: () => isSevered };
      return await carryFile(options.files, subject, call);
    }
    const answer = await ask();
    if (isSevered) return;
    response.writeHead(answer.status, { "content-type": answer.type });
    response.end(answer.bytes);
  };
  const server: Server = createServer((request, response) => {
    request.on("error", () => {});
    carry(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    sever() {
      isSevered = true;
      server.closeAllConnections();
    },
    async close() {
      isSevered = true;
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

interface Carried {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Buffer;
  readonly isGone: () => boolean;
}

async function carrySend(options: GraphBorderOptions, carried: Carried): Promise<void> {
  const { request, response, bytes } = carried;
  const { clock, sightings, unanswered, calls } = options;
  const fate = options.isCalm() ? "answered" : fateFrom(options.random);
  const call = callFrom(bytes, clock.now());
  calls.push(call);
  const told = (status: number, answer: string): void => {
    call.endedAt = clock.now();
    // Also on a line that another node goes on with: who asked may have died.
    if (carried.isGone() || request.socket.destroyed) return;
    call.told = status;
    call.code = JSON.parse(answer).error?.code;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(answer);
  };
  if (fate === "broken_before" || fate === "slow_down") {
    call.isInvented = true;
    sightings.saw(
      fate === "slow_down"
        ? "a send that was told to slow down"
        : "a send answered 500 that was not sent",
    );
    if (fate === "slow_down") return told(400, errorOf(130_429));
    return told(500, errorOf(131_000));
  }
  const answer = await askedOf(options, request, bytes);
  const wamid: string | undefined = JSON.parse(answer.bytes.toString()).messages?.[0]?.id;
  const isPassed = options.passes("send taken");
  if (!isPassed || fate === "lost") {
    call.endedAt = clock.now();
    if (wamid !== undefined) unanswered.set(wamid, "lost");
    if (isPassed) sightings.saw("a send whose answer was lost");
    return void request.socket.destroy();
  }
  if (fate === "held" || fate === "hangs") {
    if (wamid !== undefined) unanswered.set(wamid, fate === "held" ? "held" : "lost");
    await until(clock, later(clock.now(), fate === "held" ? HELD_MS : HANGS_MS));
    if (fate === "hangs") {
      sightings.saw("a send that hung");
      call.endedAt = clock.now();
      return void request.socket.destroy();
    }
    if (wamid !== undefined) unanswered.delete(wamid);
  }
  if (fate !== "broken_after") return told(answer.status, answer.bytes.toString());
  if (answer.status === 200) sightings.saw("a send answered 500 that was sent");
  told(500, errorOf(131_000));
}

/** Statuses come in the meantime. */
const HELD_MS = 8_000;
const HANGS_MS = 30_000;

function fateFrom(random: Random): Fate {
  const chance = random.below(100);
  if (chance < 4) return "lost";
  if (chance < 8) return "held";
  if (chance < 10) return "hangs";
  if (chance < 12) return "broken_after";
  if (chance < 14) return "broken_before";
  if (chance < 17) return "slow_down";
  return "answered";
}

function errorOf(code: number): string {
  return JSON.stringify({
    error: { message: `(#${code}) Simulated`, type: "OAuthException", code, fbtrace_id: "A" },
  });
}

function callFrom(bytes: Buffer, beganAt: Instant): Call {
  const { to, recipient, biz_opaque_callback_data: mark = "" } = JSON.parse(bytes.toString());
  const draft = String(mark).slice(String(mark).indexOf(":") + 1);
  const open = { endedAt: undefined, told: undefined, code: undefined, isInvented: false };
  return { draft, to: to ?? recipient, beganAt, ...open };
}

async function askedOf(
  { fetch }: GraphBorderOptions,
  request: IncomingMessage,
  body: Buffer,
): Promise<FileAnswer> {
  // The emulator tells where a file is by the address at which it was asked.
  const answer = await fetch(
    new Request(`http://${request.headers.host ?? "emulator"}${request.url}`, {
      method: request.method ?? "GET",
      headers: {
        authorization: request.headers.authorization ?? "",
        "content-type": request.headers["content-type"] ?? "application/json",
      },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    }),
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get("content-type") ?? "application/json";
  return { status: answer.status, type, bytes };
}

function until(clock: Clock, at: Instant): Promise<void> {
  return new Promise((done) => void clock.schedule(at, done));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
