import type { IncomingMessage, ServerResponse } from "node:http";
import type { Instant } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Sightings } from "../sometimes.ts";
import type { StormSight } from "./sights.ts";

/** A file that Meta took from the hub, whether or not the hub heard of it. */
export interface Given {
  readonly mediaId: string;
  readonly at: Instant;
}

export interface FileBorderOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  /** What was given to Meta so far, by all lives of the hub. */
  readonly given: Given[];
  readonly isCalm: () => boolean;
}

/** An answer of Meta's, with what it says its body is. */
export interface FileAnswer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface FileCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Asks Meta, and says what it answers. */
  readonly ask: () => Promise<FileAnswer>;
  readonly isGone: () => boolean;
}

type Subject = "address" | "bytes" | "upload";
type Fate = "not asked" | "broken" | "unheard" | "answered";

/** What of a file a request is about: where its bytes are, themselves, or an upload. */
export function fileSubjectOf({ method, url = "" }: IncomingMessage): Subject | undefined {
  if (method === "POST") return /^\/v[\d.]+\/\d+\/media$/.test(url) ? "upload" : undefined;
  if (url.startsWith("/whatsapp_business/attachments/")) return "bytes";
  return /^\/v[\d.]+\/\w+\?phone_number_id=/.test(url) ? "address" : undefined;
}

/** Carries what is asked of a file, as badly as a wire can: in full, in part or not at all. */
export async function carryFile(
  options: FileBorderOptions,
  subject: Subject,
  { request, response, ask, isGone }: FileCall,
): Promise<void> {
  const { clock, random, sightings, given } = options;
  const fate = options.isCalm() ? "answered" : fateFrom(random);
  if (fate === "not asked") return void request.socket.destroy();
  if (fate === "broken") {
    sightings.saw(BROKEN[subject]);
    response.writeHead(500, { "content-type": "application/json" });
    return void response.end('{"error":{"message":"(#131000) Simulated","code":131000}}');
  }
  const answer = await ask();
  const mediaId = subject === "upload" ? idIn(answer) : undefined;
  if (mediaId !== undefined) given.push({ mediaId, at: clock.now() });
  if (isGone()) return;
  const { status, type, bytes } = answer;
  const head = { "content-type": type, "content-length": bytes.length };
  if (fate === "answered") return void response.writeHead(status, head).end(bytes);
  if (subject === "bytes") {
    sightings.saw("a file cut off in its middle");
    response.writeHead(status, head);
    return void response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  }
  if (mediaId !== undefined) sightings.saw("an upload that Meta took and nobody heard of");
  request.socket.destroy();
}

const BROKEN: Readonly<Record<Subject, StormSight>> = {
  address: "a file whose address Meta did not tell",
  bytes: "a file whose bytes Meta did not give",
  upload: "an upload that Meta did not take",
};

function fateFrom(random: Random): Fate {
  const chance = random.below(100);
  if (chance < 6) return "not asked";
  if (chance < 14) return "broken";
  return chance < 26 ? "unheard" : "answered";
}

function idIn({ status, bytes }: FileAnswer): string | undefined {
  return status === 200 ? JSON.parse(bytes.toString()).id : undefined;
}
