import { type GraphError, graphError } from "@casement/cloud-api";
import type { Platform } from "../platform.ts";

/**
 * Meta's error if the address does not take the handshake, or `undefined` if it does.
 *
 * The address is asked with a challenge and must answer 200 with exactly that. Meta does this at
 * every change of an address.
 */
export async function handshakeFault(
  platform: Platform,
  callbackUrl: string,
  verifyToken: string,
): Promise<GraphError | undefined> {
  if (!isWebAddress(callbackUrl)) return failed("the callback URL is not a valid http address");
  const challenge = String(CHALLENGE_MIN + platform.ids.below(CHALLENGE_MIN));
  const url = new URL(callbackUrl);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  try {
    const answer = await platform.outside.get(url.href, { timeoutMs: TIMEOUT_MS });
    if (answer.status !== 200) return failed(`HTTP Status Code = ${answer.status}`);
    return answer.body === challenge ? undefined : failed("the challenge was not answered");
  } catch {
    return failed("no answer from the callback URL");
  }
}

function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === "http:" || protocol === "https:";
}

function failed(why: string): GraphError {
  const message = `(#2200) Callback verification failed with the following errors: ${why}`;
  return graphError(2_200, { message });
}

const CHALLENGE_MIN = 1_000_000_000;
const TIMEOUT_MS = 10_000;
