import { type ApiKey, mayReach } from "../access/api-key.ts";
import { streamsOf } from "../webhook/streams.ts";
import { noticesOf } from "../webhook/translation.ts";
import type { ApiSurroundings } from "./api.ts";
import { isoOf } from "./instants.ts";
import type { KeptPostShape } from "./ledger-shapes.ts";
import { selectKeptPost } from "./post-page-store.ts";

interface PostAddress {
  readonly number_id: bigint;
  readonly received_on: string;
  readonly post_id: string;
  readonly factId: string | undefined;
}

/**
 * A kept post as text. One post may speak of several numbers: a key that does not reach all of them
 * is given the notice that it asks for and nothing else of the post.
 */
export async function readPost(
  { db }: Pick<ApiSurroundings, "db">,
  key: ApiKey,
  address: PostAddress,
): Promise<KeptPostShape | undefined> {
  const { number_id: numberId, received_on: receivedOn, post_id: postId, factId } = address;
  const post = await selectKeptPost(db, numberId, { receivedOn, postId });
  if (post === undefined) return undefined;
  const { received_at: receivedAt, signature, bytes } = post;
  const notice =
    factId === undefined
      ? undefined
      : noticesOf(numberId, { bytes, receivedAt }).find((one) => one.factId === factId);
  const isWhole = streamsOf(bytes).every((stream) => reaches(key, stream));
  if (!isWhole && notice === undefined) return undefined;
  return {
    post_id: postId,
    received_at: isoOf(receivedAt),
    signature,
    body: isWhole ? new TextDecoder().decode(bytes) : JSON.stringify(notice?.raw),
    is_whole: isWhole,
    path: notice?.path ?? null,
  };
}

/** What Meta posts about an account is the account's; what names nobody is the installation's. */
function reaches(key: ApiKey, stream: bigint): boolean {
  return key.everywhere || stream === key.accountId || mayReach(key, stream);
}
