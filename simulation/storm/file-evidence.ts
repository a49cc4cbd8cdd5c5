import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Given } from "./file-border.ts";
import type { CustomerFile, Upload } from "./files.ts";
import { askedOf } from "./question.ts";
import type { Stage } from "./stage.ts";

/** All that is known of files once a storm is over. */
export interface FileEvidence {
  readonly received: readonly CustomerFile[];
  readonly uploads: readonly Upload[];
  readonly given: readonly Given[];
  /** The hub's files, with their bytes as whoever asks for them gets them. */
  readonly kept: readonly KeptFile[];
  /** The id of each message that the hub lists in a thread, as often as it does. */
  readonly listed: readonly string[];
  /** The bytes of Meta's files, as a hash, by id. */
  readonly atMeta: ReadonlyMap<string, string>;
}

export interface KeptFile {
  readonly mediaId: string;
  /** `null`: the business gave it. */
  readonly wamid: string | null;
  /** `null`: the hub has no bytes of it. */
  readonly sha256: string | null;
}

/** Asks the hub for all its files and messages, as a program of the business does. */
export async function gatherFiles(stage: Stage): Promise<FileEvidence> {
  const { db, numberId, given, control } = stage;
  const { received, uploads } = stage.files;
  const { world } = await control("GET", "state");
  const media = Object.values<{ readonly id: string; readonly sha256: string }>(world.media);
  const { rows } = await db.query<Omit<KeptFile, "sha256">>(FILES, [numberId]);
  const kept: KeptFile[] = [];
  for (const row of rows) kept.push({ ...row, sha256: await givenOut(stage, row.mediaId) });
  const threads = await db.query<{ thread: string }>(THREADS, [numberId]);
  const listed: string[] = [];
  for (const { thread } of threads.rows) listed.push(...(await listedIn(stage, thread)));
  const atMeta = new Map(media.map(({ id, sha256 }) => [id, sha256]));
  return { received, uploads, given, kept, listed, atMeta };
}

const FILES = 'select media_id as "mediaId", wamid from media where number_id = $1::bigint';
const THREADS = "select thread_id::text as thread from thread where number_id = $1::bigint";

async function givenOut({ house, key, numberId }: Stage, mediaId: string): Promise<string | null> {
  const url = `${house.life?.url}/api/v1/media/${numberId}/${mediaId}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return answer.status === 200 ? createHash("sha256").update(bytes).digest("hex") : null;
}

async function listedIn({ house, key, numberId }: Stage, thread: string): Promise<string[]> {
  const ids: string[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const page: string = before === "" ? "" : `&before=${before}`;
    const path = `/api/v1/threads/${numberId}/${thread}/messages?limit=200${page}`;
    const told = await askedOf(house.life, { method: "GET", path, key }).told;
    assert.equal(told?.status, 200);
    ids.push(...told.body.data.map(({ id }: { readonly id: string }) => id));
    before = told.body.next_cursor;
  }
  return ids;
}
