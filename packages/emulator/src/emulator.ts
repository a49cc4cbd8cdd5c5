import { graphError, graphJson } from "@casement/cloud-api";
import type { MachineTime, Party, VirtualClock } from "@casement/engine/clock";
import { ConnectionDropped } from "./faults/connection-dropped.ts";
import { Realm } from "./realm.ts";
import { type Asked, askedFromRequest } from "./server/asked.ts";
import { answerControl } from "./server/control-door.ts";
import { answerGraph } from "./server/graph-door.ts";
import { type Listening, listenOn } from "./server/listen.ts";
import { answerPhone, moved } from "./server/phone-page.ts";
import { type Reply, responseFromReply } from "./server/reply.ts";
import type { Download, Get, Outside, Post } from "./webhooks/outside.ts";
import type { WebhookRetries } from "./webhooks/retry-schedule.ts";
import { systemOutside } from "./webhooks/system-outside.ts";
import { type Credentials, credentialsOf } from "./world/credentials.ts";

export interface EmulatorOptions {
  /** Business time. The emulator joins it: a turn waits for webhooks that are under way. */
  readonly clock: VirtualClock;
  /** The machine's time: how long a webhook may take. */
  readonly machine: MachineTime;
  /** All chance and every id follow from it. 1 if not given. */
  readonly seed?: number | undefined;
  /** Where the webhooks of the default world go, as if the handshake had been done. */
  readonly webhook?: string | undefined;
  readonly token?: string | undefined;
  readonly appSecret?: string | undefined;
  readonly verifyToken?: string | undefined;
  /** How 131047 is told: by a later `failed` status, as Meta mostly does, or in the answer. */
  readonly windowErrors?: "async" | "sync" | undefined;
  /** How long a webhook that is not taken is posted again: both are documented. Else 7d. */
  readonly webhookRetries?: WebhookRetries | undefined;
  /** The folder of the built phone page, served below `/phone/`. */
  readonly phonePage?: string | undefined;
  /** Posts webhooks, in place of the network. */
  readonly post?: Post | undefined;
  /** Asks for handshakes, in place of the network. */
  readonly get?: Get | undefined;
  /** Fetches the files that messages link to, in place of the network. */
  readonly download?: Download | undefined;
}

/** Meta's side of the platform in one process. `fetch` is its door; `listen` gives it a port. */
export interface Emulator extends Party {
  readonly clock: VirtualClock;
  /** Those of the default world, as it is now: a state that was loaded brings its own. */
  readonly credentials: Credentials;
  /**
   * Answers a request to the Graph API, the control API or the phone page. Rejects only where a
   * fault drops the connection, and then as `fetch` does.
   */
  fetch(request: Request): Promise<Response>;
  /** Serves on 127.0.0.1; 0 picks a free port. Rejects with a `ListenError`. */
  listen(port: number): Promise<{ readonly url: string; readonly port: number }>;
  /** Resolves when every webhook attempt that is due was answered or given up. */
  quiet(): Promise<void>;
  /** Stops serving, ends streams, and leaves the clock. */
  close(): Promise<void>;
}

/** What the default world is steered and reached with, unless the options say otherwise. */
export const DEFAULT_SECRETS = {
  token: "casement-emulator-token",
  appSecret: "casement-emulator-secret",
  verifyToken: "casement-verify-token",
} as const;

/** Makes Meta's side of the platform. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const outside = outsideFor(options);
  const realm = realmFor(options, outside);
  const servers = new Set<Listening>();
  const door = (asked: Asked): Promise<Reply | Response> => answer(asked, realm);
  const fetch = async (request: Request): Promise<Response> => {
    const answered = await door(askedFromRequest(request));
    return answered instanceof Response ? answered : responseFromReply(answered);
  };
  return {
    clock: options.clock,
    get credentials() {
      return credentialsOf(realm.main.world);
    },
    fetch,
    async listen(port) {
      const listening = await listenOn(port, door);
      servers.add(listening);
      realm.address ??= listening.url;
      return { url: listening.url, port: listening.port };
    },
    quiet: () => realm.quiet(),
    async close() {
      realm.close();
      await Promise.all([...servers].map((server) => server.close()));
      await outside.close();
    },
  };
}

function realmFor(options: EmulatorOptions, outside: Outside): Realm {
  const { clock, machine, seed = 1, webhook, phonePage } = options;
  const { windowErrors = "async", webhookRetries = "7d" } = options;
  const secrets = {
    token: options.token ?? DEFAULT_SECRETS.token,
    appSecret: options.appSecret ?? DEFAULT_SECRETS.appSecret,
    verifyToken: options.verifyToken ?? DEFAULT_SECRETS.verifyToken,
  };
  const said = { secrets, windowErrors, webhookRetries, webhook };
  const origin = { name: "default", seed, index: 0, ...said };
  return new Realm({ clock, machine, outside, origin, phonePage });
}

function outsideFor({ post, get, download }: EmulatorOptions): Outside {
  const system = systemOutside();
  return {
    post: post ?? system.post,
    get: get ?? system.get,
    download: download ?? system.download,
    close: () => system.close(),
  };
}

/** The one border: a mistake of ours becomes an answer that says so, and nothing falls through. */
async function answer(request: Asked, realm: Realm): Promise<Reply | Response> {
  try {
    const { pathname } = request.url;
    if (pathname === "/") return moved("/phone/");
    if (isBelow(pathname, "/phone")) return await answerPhone(request, realm.phonePage);
    if (isBelow(pathname, "/emulator")) return await answerControl(request, realm);
    return await answerGraph(request, realm);
  } catch (error) {
    if (error instanceof ConnectionDropped) throw error;
    const what = error instanceof Error ? error.message : "unknown";
    const failure = graphError(131_000, { details: `A mistake of the emulator's: ${what}` });
    const headers = { "content-type": "application/json; charset=UTF-8" };
    return { status: failure.status, headers, text: graphJson(failure.body) };
  }
}

function isBelow(pathname: string, folder: string): boolean {
  return pathname === folder || pathname.startsWith(`${folder}/`);
}
