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
}

/**
 * Takes a customer's names out of the kept posts of a number, and out of the copies that other
 * numbers have of these. A copy that still waits for its digest is left until that is done.
 */
export async function cutPosts(
  db: Pool,
  numberId: bigint,
  { names, since, now }: { names: readonly string[]; since?: Instant | undefined; now: Instant },
): Promise<PostsCut> {
  const cut = { dropped: 0, recut: 0 };
  const first = since === undefined ? "" : dayOf(since);
  for (const { from: day } of await partitionsBefore(db, "post", dayOf(later(now, 2 * DAY_MS)))) {
    if (day < first) continue;
    for (const post of await selectPostsNaming(db, numberId, { day, names })) {
      const { postId, bytes } = post;
      const left = cutPost(bytes, names);
      if (left.kind === "as_it_was") continue;
      for (const stream of new Set([numberId, ...streamsOf(bytes)])) {
        if (await isPending(db, stream, postId)) continue;
        const place = { day, postId };
        if (left.kind === "gone") await deletePost(db, stream, place);
        else await updateCutPost(db, stream, { ...place, bytes: left.bytes, at: now });
      }
      cut[left.kind === "gone" ? "dropped" : "recut"] += 1;
    }
  }
  return cut;
}
