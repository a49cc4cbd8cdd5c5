import { parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";

/** Who asks Meta about an account before, or after, it is connected. */
export interface Asking {
  readonly dial: Dial;
  readonly about: Asked;
}

export interface Asked {
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly accountId: bigint;
  readonly accessToken: string;
  /** 0: not given. */
  readonly appId: bigint;
  readonly appSecret: string;
}

/** What Meta answered: `status` 0 if it did not. */
export interface Told {
  readonly status: number;
  readonly body: unknown;
}

const ANSWER_TIMEOUT_MS = 20_000;

/** Asks with the account's token, unless another is given. */
export async function askMeta(
  { dial, about }: Asking,
  asked: { path: string; method?: "GET" | "POST"; token?: string },
): Promise<Told> {
  const outcome = await dial({
    url: `${about.apiUrl}/${about.graphVersion}/${asked.path}`,
    method: asked.method ?? "GET",
    headers: { authorization: `Bearer ${asked.token ?? about.accessToken}` },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered") return { status: 0, body: undefined };
  return { status: outcome.status, body: bodyFrom(outcome.text) };
}

/** The token of the app itself, which some questions need. */
export function appTokenOf({ appId, appSecret }: Pick<Asked, "appId" | "appSecret">): string {
  return `${appId}|${appSecret}`;
}

/** That nothing was answered, and what to look at: it says nothing of a token or an account. */
export function silenceOf({ apiUrl }: Pick<Asked, "apiUrl">): { what: string; remedy: string } {
  if (apiUrl === META_URL) {
    return { what: "Meta did not answer", remedy: "Is this machine online?" };
  }
  const remedy = "Is it running, and can this machine reach it?";
  return { what: `nothing answered at ${new URL(apiUrl).origin}`, remedy };
}

const META_URL = "https://graph.facebook.com";

export function statusWords(status: number): string {
  return status === 0 ? "there was no answer" : `answered with ${status}`;
}

function bodyFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
