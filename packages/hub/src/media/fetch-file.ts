import type { ClientBase } from "pg";
import type { Dialer } from "../dialing/dialer.ts";
import { atMost, letGo, TooLarge } from "../dialing/measured.ts";
import { recordEvents } from "../events/event-store.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Directory } from "../numbers/directory.ts";
import type { Surroundings } from "../surroundings.ts";
import { beginFile } from "./begin-file.ts";
import { BucketFailure } from "./bucket-trouble.ts";
import { nextFetchAt, nextKeepAt } from "./fetch-times.ts";
import type { Files } from "./files.ts";
import {
  type FetchedFile,
  type KeptFile,
  selectFileMessage,
  selectKeptFile,
  updateFetched,
  updateNotAsTold,
} from "./media-store.ts";
import { type FileFromMeta, openFileAtMeta } from "./meta-file-client.ts";
import { type NotHad, notHad } from "./not-had.ts";
import type { StoreRest } from "./store-rest.ts";
import { asTold, NotAsTold } from "./told-file.ts";

export interface FetchParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly tokenOf: (account: AccountRow) => string;
  readonly files: Files;
  readonly storeRest: StoreRest;
}

/** The largest that Meta takes is a document of 100 MB. */
const FILE_BYTES_MAX = 101 * 1024 * 1024;

/**
 * Fetches a file that came with a message: its id, its address, its bytes (SPEC I12). By
 * appointment; what fails is tried again until Meta no longer has it, and while the store is away
 * all wait for that (SPEC I15).
 */
export async function fetchFile(
  parts: FetchParts,
  numberId: bigint,
  mediaId: string,
): Promise<Kept> {
  const { db, clock, log } = parts.surroundings;
  const known = await selectKeptFile(db, numberId, mediaId);
  if (known === undefined || known.place !== null) return {};
  const restsUntil = parts.storeRest.untilAfter(clock.now());
  if (restsUntil !== undefined) return { again: restsUntil };
  const fetched = await bytesOfFile(parts, numberId, known).catch((error: unknown) => {
    if (error instanceof BucketFailure) return error;
    throw error;
  });
  if (fetched instanceof BucketFailure) {
    log.error("file_not_kept", { numberId: String(numberId), code: fetched.trouble });
    parts.storeRest.failed(clock.now());
    return { again: nextKeepAt(known.createdAt, clock.now()) };
  }
  if ("kind" in fetched) return laterOrNever(parts.surroundings, numberId, { known, why: fetched });
  return { settle: (client) => settleFetched(client, numberId, { known, fetched, clock }) };
}

/** What was not to be had now: asked for again, or given up. Whoever reads the log knows why. */
function laterOrNever(
  { clock, log }: Surroundings,
  numberId: bigint,
  { known, why }: { readonly known: KeptFile; readonly why: NotHad },
): Kept {
  const { code, status, sizeBytes } = why;
  const again = nextFetchAt(code, { knownSince: known.createdAt, now: clock.now() });
  log.warn(again === undefined ? "file_given_up" : "file_not_had", {
    ...{ numberId: String(numberId), code },
    ...(status === undefined ? {} : { status }),
  });
  if (sizeBytes === undefined) return { again };
  const { mediaId } = known;
  return { again, settle: (client) => updateNotAsTold(client, numberId, { mediaId, sizeBytes }) };
}

interface Settling extends Pick<Surroundings, "clock"> {
  readonly known: KeptFile;
  readonly fetched: FetchedFile;
}

/** Names the bytes, and has the message shown again. */
async function settleFetched(
  client: Pick<ClientBase, "query">,
  numberId: bigint,
  { known: { wamid }, fetched, clock }: Settling,
): Promise<void> {
  // Erased meanwhile, or swept: looked at again, it is nothing to do, or is fetched anew.
  if (!(await updateFetched(client, numberId, fetched))) throw new Error("it is not kept");
  const message = wamid === null ? undefined : await selectFileMessage(client, numberId, wamid);
  if (wamid === null || message === undefined) return;
  const event = { kind: "message" as const, threadId: message.threadId, subject: wamid };
  await recordEvents(client, numberId, [event], clock.now());
}

async function bytesOfFile(
  parts: FetchParts,
  numberId: bigint,
  { mediaId, sha256 }: KeptFile,
): Promise<FetchedFile | NotHad> {
  const account = parts.directory.defaultAccountOf(numberId);
  if (account === undefined) return notHad("no_account");
  const token = parts.tokenOf(account);
  const file = await openFileAtMeta(parts.dialer, { account, token, numberId, mediaId });
  if ("kind" in file) return file;
  // What is told beside the address is of just these bytes; the notice's word may be older.
  const told = { ...file, sha256: file.sha256 ?? sha256 ?? undefined };
  return kept(parts, numberId, { mediaId, file: told });
}

async function kept(
  { files, storeRest, surroundings }: FetchParts,
  numberId: bigint,
  { mediaId, file }: { readonly mediaId: string; readonly file: FileFromMeta },
): Promise<FetchedFile | NotHad> {
  const body = asTold(file, atMost(FILE_BYTES_MAX, file.body));
  const written = await beginFile({ ...surroundings, files }, numberId, body).catch(
    (error: unknown) => {
      // What broke before the first byte was read would leave Meta's answer open for ever.
      letGo(file.body);
      return failureOf(error);
    },
  );
  if ("kind" in written) return written;
  storeRest.answered();
  return { mediaId, mimeType: file.mimeType ?? "application/octet-stream", ...written };
}

/** Where files cannot be kept at all, that is no failure of Meta's, and is thrown. */
function failureOf(error: unknown): NotHad {
  if (error instanceof NotAsTold) return notHad("not_as_told", { sizeBytes: error.sizeBytes });
  if (error instanceof TooLarge) return notHad("too_large");
  if (error instanceof BucketFailure) throw error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string" && DISK.has(code)) throw error;
  return notHad("broke_off");
}

const DISK: ReadonlySet<string> = new Set(["ENOSPC", "EACCES", "EROFS", "EDQUOT", "EEXIST"]);
