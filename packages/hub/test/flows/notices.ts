import assert from "node:assert/strict";
import type { Business } from "./begin.ts";
import { postSigned } from "./signed-post.ts";

/** A text of a customer's as Meta writes it, sent at the clock's second unless it says when. */
export function messageNotice(
  business: Business,
  { text, ...notice }: Record<string, string>,
): Record<string, unknown> {
  const timestamp = String(secondsNow(business));
  return { timestamp, type: "text", text: { body: text }, ...notice };
}

/** The body of a webhook. */
export interface Envelope {
  readonly object: string;
  readonly entry: readonly unknown[];
}

/** The body of a webhook with these notices, about the business's number. */
export function envelopeOf(business: Business, notices: object, field = "messages"): Envelope {
  const metadata = { phone_number_id: business.numberId, display_phone_number: "15550100000" };
  const value = { messaging_product: "whatsapp", metadata, ...notices };
  const changes = [{ field, value }];
  return { object: "whatsapp_business_account", entry: [{ id: "100000000000010", changes }] };
}

/** Posts notices, signed, and waits until they are digested. */
export async function postNotices(
  business: Business,
  notices: object,
  field?: string,
): Promise<void> {
  await postEnvelope(business, envelopeOf(business, notices, field));
}

/** Posts a change that names no number, signed, and waits until it is digested. */
export async function postAccountChange(
  business: Business,
  change: { field: string; value: object },
  { accountId = business.emulator.credentials.wabaId, time = secondsNow(business) } = {},
): Promise<void> {
  const entry = [{ id: accountId, time, changes: [change] }];
  await postEnvelope(business, { object: "whatsapp_business_account", entry });
}

/** The second that the business's clock shows. */
export function secondsNow(business: Business): number {
  return Math.floor(business.clock.now() / 1000);
}

/** Posts a body, signed, and waits until it is digested. */
export async function postEnvelope(business: Business, envelope: Envelope): Promise<void> {
  assert.equal(await postSigned(business, Buffer.from(JSON.stringify(envelope))), 200);
  await business.hub.quiet();
}
