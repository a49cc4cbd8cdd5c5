import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { IN_BUCKET } from "./file-name.ts";

type Db = Pick<ClientBase, "query">;

/** A file that came with a message, as a notice named it. */
export interface NamedFile {
  readonly mediaId: string;
  readonly wamid: string;
  readonly mimeType: string;
  /** Its hash, if the notice tells one. */
  readonly sha256: Uint8Array | undefined;
}

/**
 * The file as it is kept: `place` names its bytes; `null`: they are not here. Then `sha256` is what
 * the message's notice told, and `sizeBytes` is how much came last that was not the file.
 */
export interface KeptFile {
  readonly mediaId: string;
  readonly wamid: string | null;
  readonly mimeType: string;
  readonly sha256: Uint8Array | null;
  readonly sizeBytes: bigint | null;
  readonly place: string | null;
  readonly createdAt: Instant;
}

/** Bytes that were fetched. */
export interface FetchedFile {
  readonly mediaId: string;
  readonly mimeType: string;
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
  readonly place: string;
}

/**
 * Makes files known, and says which are new. Of a message that says nothing (any more) there is no
 * file: a notice that comes again does not bring back what was erased with its customer (SPEC R6).
 */
export async function insertNamedFiles(
  db: Db,
  numberId: bigint,
  files: readonly NamedFile[],
  createdAt: Instant,
): Promise<string[]> {
  const { rows } = await db.query<{ mediaId: string }>({
    name: "insert-named-files",
    text: `
insert into media (number_id, media_id, wamid, mime_type, sha256, created_at)
select $1, media_id, wamid, mime_type, sha256, $6
from unnest($2::text[], $3::text[], $4::text[], $5::bytea[])
  as new (media_id, wamid, mime_type, sha256)
where exists (
  select from message m
  where m.number_id = $1 and m.wamid = any ($3::text[]) and m.wamid = new.wamid
    and m.content_month is not null
)
on conflict (number_id, media_id) do nothing
returning media_id as "mediaId"`,
    values: [
      numberId,
      files.map((file) => file.mediaId),
      files.map((file) => file.wamid),
      files.map((file) => file.mimeType),
      files.map((file) => file.sha256 ?? null),
      new Date(createdAt),
    ],
  });
  return rows.map((row) => row.mediaId);
}

/**
 * Makes a file known that we uploaded, whose bytes are here already; whether it was not. Its place
 * is begun no more, in the same statement.
 */
export async function insertOwnFile(
  db: Db,
  numberId: bigint,
  file: FetchedFile,
  createdAt: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "insert-own-file",
    text: `
with begun as materialized (${HELD_BEGUN}), kept as (
  insert into media (number_id, media_id, mime_type, sha256, size_bytes, place, created_at)
  select $1, $2, $3, $4, $5, place, $7
  from begun
  on conflict (number_id, media_id) do nothing
  returning place
)
${END_BEGUN}`,
    values: [
      numberId,
      file.mediaId,
      file.mimeType,
      file.sha256,
      file.sizeBytes,
      file.place,
      new Date(createdAt),
    ],
  });
  return rowCount === 1;
}

/** The place of bytes that were begun, held: the sweep does not take them while they are named. */
const HELD_BEGUN = "select place from begun_file where number_id = $1 and place = $6 for update";
const END_BEGUN = `
delete from begun_file b
using kept
where b.number_id = $1 and b.place = kept.place`;

/** The newest upload of just these bytes as this type since a moment, if its bytes are here. */
export async function selectUploadedFile(
  db: Db,
  numberId: bigint,
  file: Pick<FetchedFile, "sha256" | "mimeType"> & { readonly since: Instant },
): Promise<string | undefined> {
  const { rows } = await db.query<{ mediaId: string }>({
    name: "select-uploaded-file",
    text: `
select media_id as "mediaId"
from media
where number_id = $1 and sha256 = $2 and mime_type = $3 and created_at > $4
  and wamid is null and place is not null
order by created_at desc
limit 1`,
    values: [numberId, file.sha256, file.mimeType, new Date(file.since)],
  });
  return rows[0]?.mediaId;
}

/** An upload is gone at Meta, so its bytes go up anew. What was sent of it is shown still. */
export async function forgetUpload(db: Db, numberId: bigint, mediaId: string): Promise<void> {
  await db.query({
    name: "forget-upload",
    text: `
update media
set sha256 = null
where number_id = $1 and media_id = $2 and wamid is null`,
    values: [numberId, mediaId],
  });
}

export async function selectKeptFile(
  db: Db,
  numberId: bigint,
  mediaId: string,
): Promise<KeptFile | undefined> {
  const { rows } = await db.query<KeptFile>({
    name: "select-kept-file",
    text: `
select media_id as "mediaId", wamid, mime_type as "mimeType", sha256, size_bytes as "sizeBytes",
       place, created_at as "createdAt"
from media
where number_id = $1 and media_id = $2`,
    values: [numberId, mediaId],
  });
  return rows[0];
}

/**
 * Writes down where a file's bytes are, whose place is begun no more; whether that could be done.
 */
export async function updateFetched(
  db: Db,
  numberId: bigint,
  { mediaId, mimeType, sha256, sizeBytes, place }: FetchedFile,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "update-fetched",
    text: `
with begun as materialized (${HELD_BEGUN}), kept as (
  update media m
  set mime_type = $3, sha256 = $4, size_bytes = $5, place = begun.place
  from begun
  where m.number_id = $1 and m.media_id = $2
  returning m.place
)
${END_BEGUN}`,
    values: [numberId, mediaId, mimeType, sha256, sizeBytes, place],
  });
  return rowCount === 1;
}

/** Writes down how much came that was not the file: whoever asks for the file is told. */
export async function updateNotAsTold(
  db: Db,
  numberId: bigint,
  { mediaId, sizeBytes }: Pick<FetchedFile, "mediaId" | "sizeBytes">,
): Promise<void> {
  await db.query({
    name: "update-not-as-told",
    text: `
update media
set size_bytes = $3
where number_id = $1 and media_id = $2 and place is null`,
    values: [numberId, mediaId, sizeBytes],
  });
}

/** The thread of a message, and the name that its sender gave the file. */
export async function selectFileMessage(
  db: Db,
  numberId: bigint,
  wamid: string,
): Promise<{ threadId: string; filename: string | null } | undefined> {
  const { rows } = await db.query<{ threadId: string; filename: string | null }>({
    name: "select-file-message",
    text: `
select m.thread_id as "threadId", c.content ->> 'filename' as filename
from message m
left join message_content c
  on c.number_id = m.number_id and c.month = m.content_month and c.wamid = m.wamid
where m.number_id = $1 and m.wamid = $2`,
    values: [numberId, wamid],
  });
  return rows[0];
}

/** Whether any file is in a store, or in the folder. Of all numbers: for somebody who looks on. */
export async function hasFilesIn(db: Db, where: "store" | "folder"): Promise<boolean> {
  const { rows } = await db.query({
    name: "has-files-in",
    text: "select 1 from media where starts_with(place, $1) = $2 limit 1",
    values: [IN_BUCKET, where === "store"],
  });
  return rows.length > 0;
}

/** Where the newest files are, in the store or in the folder. Of all numbers, as above. */
export async function selectNewestPlaces(
  db: Db,
  { where, limit }: { readonly where: "store" | "folder"; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ place: string }>({
    name: "select-newest-places",
    text: `
select place
from media
where starts_with(place, $1) = $2
order by created_at desc, place
limit $3`,
    values: [IN_BUCKET, where === "store", limit],
  });
  return rows.map((row) => row.place);
}

/** Forgets files. Their bytes were taken away before. */
export async function deleteFiles(
  db: Db,
  numberId: bigint,
  mediaIds: readonly string[],
): Promise<void> {
  await db.query({
    name: "delete-files",
    text: "delete from media where number_id = $1 and media_id = any ($2::text[])",
    values: [numberId, mediaIds],
  });
}
