import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppSecrets } from "../numbers/app-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { isVerifyToken, sha256Of } from "./handshake.ts";
import type { Keeper } from "./keep.ts";
import { type Verified, verified } from "./signed-body.ts";
import { streamsOf } from "./streams.ts";

/** Where Meta posts. The second form names the app; without it every active secret is tried. */
const PATH = /^\/webhooks\/whatsapp(?:\/(\d{1,18}))?\/?$/;

/** 1,000 statuses are some 0.4 MB; Meta is said to stop at 3 MB. */
export const WEBHOOK_BYTES_MAX: number = 4 * 1024 * 1024;

/** How long a stranger may take to send a body, in the machine's time. */
const BODY_TIMEOUT_MS = 20_000;

export interface Receiver {
  readonly surroundings: Surroundings;
  readonly keeper: Keeper;
  readonly secrets: AppSecrets;
  /** The verify token of an app that is not connected yet. */
  readonly offeredToken: string;
  /** How large a body may be; left out: `WEBHOOK_BYTES_MAX`. */
  readonly bytesMax?: number | undefined;
  /** Told after a commit that these numbers have posts to digest, whatever was answered. */
  readonly arrived: (numberIds: readonly bigint[]) => void;
}

/**
 * Answers requests on the webhook path; says `false` of any other. Served from the raw server,
 * before the framework: at a thousand posts a second its routing is a fifth of the work (decision
 * 0003).
 */
export function takesWebhook(
  receiver: Receiver,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path = "", query = ""] = (request.url ?? "").split("?", 2);
  const match = PATH.exec(path);
  if (match === null) return false;
  const appId = match[1] === undefined ? undefined : BigInt(match[1]);

  if (request.method === "GET") shakeHands(receiver, appId, new URLSearchParams(query), response);
  else if (request.method === "POST") void receiveWebhook(receiver, appId, request, response);
  else answer(response, 405, "GET or POST\n");
  return true;
}

/** Meta's handshake: the challenge comes back as plain text if the word is right. */
function shakeHands(
  receiver: Receiver,
  appId: bigint | undefined,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const token = query.get("hub.verify_token") ?? "";
  const known = receiver.secrets.apps.filter((app) => appId === undefined || app.appId === appId);
  const words = [...known, { verifySha256: sha256Of(receiver.offeredToken) }];
  const right =
    query.get("hub.mode") === "subscribe" && words.some((word) => isVerifyToken(token, word));
  if (right) answer(response, 200, query.get("hub.challenge") ?? "");
  else answer(response, 403, "the verify token is not the one of this hub\n");
}

/**
 * Answers one webhook post: checks that Meta signed it, keeps the bytes, says 200.
 *
 * Meta posts again what was answered late or not at all, so the less that can fail before the 200,
 * the fewer duplicates we bring on ourselves. `digest.ts` reads what was kept at its own pace, and
 * can read it again after we mend a fault. While the database is away or hangs it is 503, and Meta
 * keeps the queue (SPEC I1, I2).
 */
export async function receiveWebhook(
  receiver: Receiver,
  appId: bigint | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const bytes = await bodyOf(receiver, request);
    if (bytes === undefined) return refuseTooLarge(receiver, response);
    const header = request.headers["x-hub-signature-256"];
    const signature = typeof header === "string" ? header : "";
    const known = receiver.secrets.active.filter(
      (one) => appId === undefined || one.appId === appId,
    );
    const post = verified(bytes, signature, known);
    if (post === undefined) {
      return answer(response, 401, "the signature is not that of a known app\n");
    }
    await keepPost(receiver, post, signature);
    answer(response, 200, "");
  } catch (error) {
    receiver.surroundings.log.error("post_not_kept", { errorName: nameOf(error) });
    answer(response, 503, "not kept; post it again\n");
  }
}

/** If it is Meta's, it comes again for days: whoever reads the log can let it in until then. */
function refuseTooLarge({ surroundings }: Receiver, response: ServerResponse): void {
  surroundings.log.error("post_too_large", { status: 413 });
  answer(response, 413, "the body is larger than this hub takes\n");
}

async function keepPost(
  receiver: Receiver,
  { body, signer }: Verified,
  signature: string,
): Promise<void> {
  const { clock, ids } = receiver.surroundings;
  const post = {
    postId: ids.uuid(),
    receivedAt: clock.now(),
    appId: signer.appId,
    secretVersion: signer.version,
    signature,
    bytes: body,
  };
  const streams = streamsOf(body);
  await receiver.keeper.keep(streams, post, (numberId) => receiver.arrived([numberId]));
}

/** The body's bytes, or `undefined` if there are too many of them. */
function bodyOf(receiver: Receiver, request: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const { bytesMax = WEBHOOK_BYTES_MAX } = receiver;
    const callOff = receiver.surroundings.machine.after(BODY_TIMEOUT_MS, () => request.destroy());
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytesMax) chunks.push(chunk);
    });
    request.on("end", () => {
      callOff();
      done(size > bytesMax ? undefined : Buffer.concat(chunks));
    });
    request.on("error", (error) => {
      callOff();
      failed(error);
    });
  });
}

function answer(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
