import assert from "node:assert/strict";
import type { Business } from "./begin.ts";
import { postSigned } from "./signed-post.ts";

/** A text of a customer's as Meta writes it, sent at the clock's second unless it says when. */
export function messageNotice(
  business: Business,
  { text, ...notice }: Record<string, string>,
): Record<string, unknown> {
  const timestamp = String(Math.floor(business.clock.now() / 1000));
  return { timestamp, type: "text", text: { body: text }, ...notice };
}

/** The body of a webhook with these notices, about the business's number. */
export function envelopeOf(business: Business, notices: object): unknown {
  const metadata = { phone_number_id: business.numberId, display_phone_number: "15550100000" };
  const value = { messaging_product: "whatsapp", metadata, ...notices };
  const changes = [{ field: "messages", value }];
  return { object: "whatsapp_business_account", entry: [{ id: "100000000000010", changes }] };
}

/** Posts notices, signed, and waits until they are digested. */
export async function postNotices(business: Business, notices: object): Promise<void> {
  const body = Buffer.from(JSON.stringify(envelopeOf(business, notices)));
  assert.equal(await postSigned(business, body), 200);
  await business.hub.quiet();
}
