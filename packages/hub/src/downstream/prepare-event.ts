import { unseal } from "../access/seal.ts";
import { isoOf } from "../api/instants.ts";
import type { DueDelivery, KeptEvent } from "./delivery-store.ts";
import type { Endpoint } from "./endpoint.ts";
import { selectCustomer, selectSaid } from "./event-body-store.ts";
import type { Prepared, Preparing } from "./prepare-post.ts";
import { webhookHeaders } from "./standard-webhook.ts";

/** An event that is due, as its row has it. */
export interface DueEvent {
  readonly due: Pick<DueDelivery, "postId" | "position" | "threadId">;
  readonly event: KeptEvent;
  readonly endpoint: Endpoint;
}

/**
 * Makes of a kept event what the endpoint gets (SPEC H9). What happened was written down when it
 * did; the words of a message, which do not change, and who the customer is are read now, so that
 * they stand in one place.
 */
export async function prepareEvent(
  parts: Preparing,
  numberId: bigint,
  { due, event, endpoint }: DueEvent,
): Promise<Extract<Prepared, { kind: "post" }>> {
  const { threadId, postId: eventId } = due;
  const { at, data } = event.said;
  const whole = {
    type: event.kind,
    timestamp: isoOf(at),
    data: {
      ...(threadId === null ? {} : { number_id: String(numberId), thread: threadId }),
      position: Number(due.position),
      ...data,
      ...(SAYS_WORDS.has(event.kind) ? await messageOf(parts, numberId, event) : {}),
      ...(threadId === null ? {} : { customer: await customerOf(parts, numberId, threadId) }),
    },
  };
  const body = Buffer.from(JSON.stringify(whole));
  const secret = unseal(parts.key, endpoint.sealedSecret);
  const headers = {
    "content-type": "application/json",
    "user-agent": "casement",
    ...webhookHeaders({ eventId, body }, secret, parts.clock.now()),
  };
  return { kind: "post", post: { url: endpoint.url, headers, body } };
}

const SAYS_WORDS: ReadonlySet<string> = new Set(["message.received", "message.sent"]);

async function messageOf(
  { db }: Preparing,
  numberId: bigint,
  { subject }: KeptEvent,
): Promise<object> {
  const said = await selectSaid(db, numberId, subject);
  return { content: said?.content ?? null, reply_to: said?.replyTo ?? null };
}

async function customerOf(
  { db }: Preparing,
  numberId: bigint,
  threadId: string,
): Promise<object | null> {
  const found = await selectCustomer(db, numberId, threadId);
  if (found === undefined) return null;
  const { name, username, phone, userId } = found;
  return { name, username, phone: phone === null ? null : `+${phone}`, user_id: userId };
}
