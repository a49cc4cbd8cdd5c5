import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@casement/engine/clock";
import type { Ids } from "./ids.ts";
import type { Log } from "./log.ts";

/** A clock that goes by that of an emulator in another process. */
export interface FollowedClock extends Clock {
  /** Moves to where the emulator's clock is at this moment. */
  catchUp(): Promise<void>;
}

export function isFollowedClock(clock: Clock): clock is FollowedClock {
  return "catchUp" in clock;
}

/** Takes requests before the framework sees them; true if it took this one. */
export type RawDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface QuietDoor {
  /** What the emulator is to post to. Nobody can guess it, and only this machine is let in. */
  readonly path: string;
  /** Lets everything through to the webhook's own door, but what is for this one. */
  before(webhook: RawDoor): RawDoor;
}

/**
 * The door at which an emulator in another process waits until the hub is quiet.
 *
 * A turn of its clock asks here before each step, and once more at its end (decision 0001). So that
 * is also where the hub learns what time it is while a turn lasts. A webhook is one more such
 * place: it is sent the moment after a step, before anybody is asked, and must not be received at a
 * time at which it was not yet sent.
 */
export function createQuietDoor(
  { clock, ids, log }: { readonly clock: FollowedClock; readonly ids: Ids; readonly log: Log },
  quiet: () => Promise<void>,
): QuietDoor {
  const path = `/emulated-clock/quiet/${Buffer.from(ids.secret(32)).toString("base64url")}`;
  const answerWhenQuiet = async (response: ServerResponse): Promise<void> => {
    try {
      await clock.catchUp();
      await quiet();
      answer(response, 200);
    } catch (error) {
      log.warn("clock_not_followed", { errorName: nameOf(error) });
      answer(response, 503);
    }
  };
  const receiveOnTime = async (...[webhook, request, response]: Held): Promise<void> => {
    // An emulator that does not answer has stopped: what it sent before is taken as it comes.
    await clock.catchUp().catch(() => {});
    if (request.destroyed) return;
    try {
      if (!webhook(request, response)) answer(response, 404);
    } catch {
      answer(response, 400);
    }
  };
  return {
    path,
    before: (webhook) => (request, response) => {
      const url = request.url ?? "";
      if (url.startsWith("/webhooks/")) void receiveOnTime(webhook, request, response);
      else if (!url.startsWith("/emulated-clock/")) return webhook(request, response);
      else if (!isLetIn(request, path)) answer(response, 404);
      else void answerWhenQuiet(response);
      return true;
    },
  };
}

type Held = readonly [webhook: RawDoor, request: IncomingMessage, response: ServerResponse];

/** The socket's own word for where it comes from: a header could be anybody's. */
function isLetIn({ method, url = "", socket }: IncomingMessage, path: string): boolean {
  const from = socket.remoteAddress ?? "";
  const isThisMachine = /^(::ffff:)?127\.|^::1$/.test(from) || from === socket.localAddress;
  return method === "POST" && isThisMachine && isSame(url, path);
}

function isSame(shown: string, expected: string): boolean {
  const [a, b] = [Buffer.from(shown), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "content-length": 0 });
  response.end();
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
