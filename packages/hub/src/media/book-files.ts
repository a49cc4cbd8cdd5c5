import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { putAppointments } from "../numbers/appointment-store.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import { FETCH_FILE } from "./fetch-times.ts";
import { insertNamedFiles, type NamedFile } from "./media-store.ts";

/**
 * Makes the files that came with messages known, and appointments to fetch them, in the
 * transaction of the digest: a message that is kept and a file that nobody fetches cannot be.
 * They are learned already: only a message that says something has a file. Returns whether there is
 * anything to fetch.
 */
export async function bookFiles(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  facts: readonly ReceivedFact[],
  now: Instant,
): Promise<boolean> {
  const files = [...new Map(facts.flatMap(namedFile).map((one) => [one.mediaId, one])).values()];
  if (files.length === 0) return false;
  const fresh = await insertNamedFiles(db, numberId, files, now);
  await putAppointments(
    db,
    numberId,
    fresh.map((key) => ({ kind: FETCH_FILE, key, dueAt: now })),
  );
  return fresh.length > 0;
}

/** The id goes into an address of Meta's: only what looks like one does. */
const MEDIA_ID = /^\w{1,64}$/;

function namedFile({ content, wamid, fileSha256 }: ReceivedFact): NamedFile[] {
  if (content?.kind !== "media" || content.media_id === null || wamid === undefined) return [];
  if (!MEDIA_ID.test(content.media_id)) return [];
  const mimeType = content.mime_type ?? "application/octet-stream";
  return [{ mediaId: content.media_id, wamid, mimeType, sha256: fileSha256 }];
}
