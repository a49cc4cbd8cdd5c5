import { graphJson, signatureOf } from "@casement/cloud-api";

/** A webhook as Meta would post it: the bytes, and the headers that sign them. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Signs a webhook of one's own making: for a test of what the emulator would not send. */
export function signedWebhook(payload: unknown, appSecret: string): SignedWebhook {
  const body = new TextEncoder().encode(graphJson(payload));
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": signatureOf(body, appSecret),
  };
  return { headers, body };
}
