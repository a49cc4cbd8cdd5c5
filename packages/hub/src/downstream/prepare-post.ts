import { signatureOf } from "@casement/cloud-api";
import { unseal } from "../access/seal.ts";
import type { EndpointPost } from "../dialing/endpoint-dialer.ts";
import type { Surroundings } from "../surroundings.ts";
import { streamsOf } from "../webhook/streams.ts";
import { heldDelivery, lostDelivery } from "./delivery-end.ts";
import {
  type DeliveryEnd,
  type DueDelivery,
  isPending,
  selectCallbackData,
} from "./delivery-store.ts";
import type { Getting } from "./endpoint-store.ts";
import { type CallbackDataOf, draftsIn, forwardedPost } from "./forwarded-post.ts";
import { prepareEvent } from "./prepare-event.ts";

export interface Preparing extends Pick<Surroundings, "db" | "clock"> {
  /** The installation's key, under which secrets are sealed. */
  readonly key: Uint8Array;
}

/** What is to be posted, or how the delivery ended without that. */
export type Prepared =
  | { readonly kind: "post"; readonly post: EndpointPost }
  | { readonly kind: "end"; readonly end: DeliveryEnd };

/** Something that is due, and the endpoint that it goes to. */
export interface ToPrepare {
  readonly due: DueDelivery;
  readonly to: Getting;
}

/** Makes of a kept post or event what the endpoint gets, signed with the endpoint's own secret. */
export async function prepareDelivery(
  parts: Preparing,
  numberId: bigint,
  { due, to }: ToPrepare,
): Promise<Prepared> {
  if (due.position === null) return preparePost(parts, numberId, { due, to });
  const { event } = due;
  if (event !== null) return prepareEvent(parts, numberId, { due, event, endpoint: to.endpoint });
  return { kind: "end", end: lostDelivery(due, "post_gone", parts.clock.now()) };
}

async function preparePost(
  parts: Preparing,
  numberId: bigint,
  { due, to: { endpoint, gets } }: ToPrepare,
): Promise<Prepared> {
  const { clock, key } = parts;
  const { bytes, postId } = due;
  if (bytes === null) return { kind: "end", end: lostDelivery(due, "post_gone", clock.now()) };
  const others = streamsOf(bytes).filter((stream) => stream !== numberId);
  for (const stream of others) {
    // What is forwarded has been digested, for every number in it.
    if (await isPending(parts.db, stream, postId)) {
      return { kind: "end", end: heldDelivery(due, clock.now()) };
    }
  }
  const forwarded = forwardedPost(bytes, gets, await callbackDataIn(parts, bytes));
  if (forwarded === undefined) {
    return { kind: "end", end: lostDelivery(due, "not_its_own", clock.now()) };
  }
  const body = forwarded.bytes;
  const headers = {
    "content-type": "application/json",
    "user-agent": "casement",
    "x-hub-signature-256": signatureOf(body, unseal(key, endpoint.sealedSecret)),
    "x-casement-post": postId,
    ...(forwarded.recut === undefined ? {} : { "x-casement-recut": forwarded.recut }),
  };
  return { kind: "post", post: { url: endpoint.url, headers, body } };
}

/** What senders gave with the drafts that a post names; each number is asked by itself. */
async function callbackDataIn({ db }: Preparing, bytes: Uint8Array): Promise<CallbackDataOf> {
  const drafts = draftsIn(bytes);
  const given = new Map<bigint, Map<string, string | null>>();
  for (const numberId of new Set(drafts.map((one) => one.numberId))) {
    const draftIds = drafts.filter((one) => one.numberId === numberId).map((one) => one.draftId);
    given.set(numberId, await selectCallbackData(db, numberId, draftIds));
  }
  return (numberId, draftId) => given.get(numberId)?.get(draftId);
}
