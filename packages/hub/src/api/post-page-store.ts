import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { type SignedBody, signedBodyFromRow } from "../webhook/signed-body.ts";

export interface KeptPostRow {
  readonly received_at: Instant;
  readonly signature: string;
  readonly bytes: SignedBody;
}

/** One kept post, by the day it came and its id. */
export async function selectKeptPost(
  db: Pick<Pool, "query">,
  numberId: bigint,
  { receivedOn, postId }: { receivedOn: string; postId: string },
): Promise<KeptPostRow | undefined> {
  const { rows } = await db.query<Omit<KeptPostRow, "bytes"> & { bytes: Uint8Array }>({
    name: "select-kept-post",
    text: `
select received_at, signature, bytes
from post
where number_id = $1 and received_on = $2 and post_id = $3`,
    values: [numberId, receivedOn, postId],
  });
  const [row] = rows;
  return row && { ...row, bytes: signedBodyFromRow(row) };
}
