import { createHmac } from "node:crypto";
import { type Instant, SECOND_MS } from "@casement/engine";
import type { Ids } from "../ids.ts";

// The form of https://www.standardwebhooks.com (specification 1.0, read on 2026-11-22): a receiver
// checks it with any of its libraries.

/** A secret as the form wants it: 24 to 64 random bytes, in base64, behind `whsec_`. */
export function newWebhookSecret(ids: Ids): string {
  return `${PREFIX}${Buffer.from(ids.secret(SECRET_BYTES)).toString("base64")}`;
}

/**
 * The headers that say which event it is, when it was sent, and that it is ours. The id is the same
 * at every attempt: it is how a receiver knows what it had before.
 */
export function webhookHeaders(
  { eventId, body }: { readonly eventId: string; readonly body: Uint8Array },
  secret: string,
  now: Instant,
): Record<string, string> {
  const timestamp = String(Math.floor(now / SECOND_MS));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signed = createHmac("sha256", key).update(`${eventId}.${timestamp}.`).update(body);
  return {
    "webhook-id": eventId,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signed.digest("base64")}`,
  };
}

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
