import { readdir, readFile } from "node:fs/promises";
import { signatureOf } from "@casement/cloud-api";
import type { Business } from "./begin.ts";

const FIXTURES = new URL("../../../cloud-api/test/fixtures/webhooks/", import.meta.url);

/** The captured and documented webhooks that the cloud-api package keeps, by file name. */
export async function capturedWebhooks(): Promise<Map<string, Uint8Array>> {
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith(".json")).sort();
  const bodies = names.map(async (name): Promise<[string, Uint8Array]> => {
    return [name.replace(/\.json$/, ""), await readFile(new URL(name, FIXTURES))];
  });
  return new Map(await Promise.all(bodies));
}

/** Posts bytes to the hub as Meta does: signed with the app's secret, or with another. */
export async function postSigned(
  business: Business,
  body: Uint8Array,
  secret: string = business.emulator.credentials.appSecret,
): Promise<number> {
  const answer = await fetch(`${business.hub.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-hub-signature-256": signatureOf(body, secret),
    },
    body: new Uint8Array(body),
  });
  await answer.text();
  return answer.status;
}
