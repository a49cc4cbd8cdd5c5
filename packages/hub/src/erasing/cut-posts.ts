import { DAY_MS, type Instant, later } from "@casement/engine";
import type { Pool } from "pg";
import { partitionsBefore } from "../database/index.ts";
import { isPending } from "../downstream/delivery-store.ts";
import { dayOf } from "../webhook/post-store.ts";
import { streamsOf } from "../webhook/streams.ts";
import { cutPost } from "./cut-post.ts";
import { deletePost, selectPostsNaming, updateCutPost } from "./erased-post-store.ts";

export interface PostsCut {
  readonly dropped: number;
  readonly recut: number;
  /** The first day of a post that is yet to be cut; `undefined`: there is none. */
  readonly leftFrom: string | undefined;
}

/**
 * Takes a customer's names out of the kept posts of a number, and out of the copies that other
 * numbers have of these. A post of which a copy still waits for its digest is left until that is
 * done, with all its copies: by ours it is found again.
 */
export async function cutPosts(
  db: Pool,
  numberId: bigint,
  {
    names,
    from = "",
    to,
    now,
  }: {
    readonly names: readonly string[];
    /** A day. */
    readonly from?: string;
    readonly to?: Instant | undefined;
    readonly now: Instant;
  },
): Promise<PostsCut> {
  const cut = { dropped: 0, recut: 0 };
  let leftFrom: string | undefined;
  for (const { from: day } of await partitionsBefore(db, "post", dayOf(later(now, 2 * DAY_MS)))) {
    if (day < from) continue;
    for (const post of await selectPostsNaming(db, numberId, { day, names, to })) {
      const { postId, bytes } = post;
      const left = cutPost(bytes, names);
      if (left.kind === "as_it_was") continue;
      const streams = [...new Set([numberId, ...streamsOf(bytes)])];
      if (await isPendingInOne(db, streams, postId)) {
        leftFrom ??= day;
        continue;
      }
      for (const stream of streams) {
        const place = { day, postId };
        if (left.kind === "gone") await deletePost(db, stream, place);
        else await updateCutPost(db, stream, { ...place, bytes: left.bytes, at: now });
      }
      cut[left.kind === "gone" ? "dropped" : "recut"] += 1;
    }
  }
  return { ...cut, leftFrom };
}

async function isPendingInOne(
  db: Pool,
  streams: readonly bigint[],
  postId: string,
): Promise<boolean> {
  for (const stream of streams) if (await isPending(db, stream, postId)) return true;
  return false;
}
