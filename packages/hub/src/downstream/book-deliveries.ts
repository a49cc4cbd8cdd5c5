import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { SignedBody } from "../webhook/signed-body.ts";
import { streamsOf } from "../webhook/streams.ts";
import { insertDeliveries, type NewDelivery } from "./delivery-store.ts";
import { type Getting, selectGetting } from "./endpoint-store.ts";

/** A post that was just digested. */
export interface DigestedPost {
  readonly postId: string;
  readonly receivedOn: string;
  readonly bytes: SignedBody;
}

/**
 * Books what endpoints are to get of digested posts, in the transaction of the digest: a post that
 * is digested and that nobody forwards cannot be (SPEC H2). Returns whether there is anything.
 */
export async function bookDeliveries(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  posts: readonly DigestedPost[],
  now: Instant,
): Promise<boolean> {
  const all = await selectGetting(db);
  const endpoints = all.filter(({ endpoint }) => endpoint.eventKinds === null);
  if (endpoints.length === 0) return false;
  const deliveries = posts.flatMap((post) => deliveriesOf(numberId, post, endpoints));
  if (deliveries.length > 0) await insertDeliveries(db, numberId, deliveries, now);
  return deliveries.length > 0;
}

/** A post with several streams is forwarded once, from the least of those an endpoint gets. */
function deliveriesOf(
  numberId: bigint,
  { postId, receivedOn, bytes }: DigestedPost,
  endpoints: readonly Getting[],
): NewDelivery[] {
  const streams = streamsOf(bytes);
  return endpoints
    .filter(({ gets }) => streams.find(gets) === numberId)
    .map(({ endpoint: { endpointId } }) => ({ endpointId, postId, receivedOn }));
}
