import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NotUnderstood } from "./received-fact.ts";

/** Keeps what could not be read, once a notice, with the post that it came in. */
export async function insertNotUnderstood(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  strange: readonly (NotUnderstood & { readonly postId: string; readonly receivedOn: string })[],
  recordedAt: Instant,
): Promise<void> {
  if (strange.length === 0) return;
  await db.query({
    name: "insert-not-understood",
    text: `
insert into not_understood (number_id, notice_id, post_id, received_on, at_path, what, recorded_at)
select $1, decode(notice_id, 'hex'), post_id, received_on, at_path, what, $7
from unnest($2::text[], $3::uuid[], $4::date[], $5::text[], $6::text[])
  as n (notice_id, post_id, received_on, at_path, what)
on conflict do nothing`,
    values: [
      numberId,
      strange.map((one) => one.noticeId),
      strange.map((one) => one.postId),
      strange.map((one) => one.receivedOn),
      strange.map((one) => one.path),
      strange.map((one) => one.what),
      new Date(recordedAt),
    ],
  });
}
