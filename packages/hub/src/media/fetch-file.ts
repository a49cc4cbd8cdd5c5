import { parseJson } from "@casement/cloud-api";
import type { ClientBase } from "pg";
import type { Dialer, Opened } from "../dialing/dialer.ts";
import { atMost, letGo, TooLarge } from "../dialing/measured.ts";
import { recordEvents } from "../events/event-store.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
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
import type { StoreRest } from "./store-rest.ts";
import { asTold, NotAsTold, sha256From, sizeFrom, type ToldFile } from "./told-file.ts";

export interface FetchParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly tokenOf: (account: AccountRow) => string;
  readonly files: Files;
  readonly storeRest: StoreRest;
}

/** What Meta says of a file: where it is just now, and what to expect there. */
interface Told extends ToldFile {
  readonly url: string;
  readonly mimeType: string | undefined;
}

/** `later`: not now. `never`: asking again will not help. */
type Fetched = FetchedFile | NotAsTold | "later" | "never";

const ANSWER_TIMEOUT_MS = 30_000;

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
  if (fetched === "never" || fetched === "later" || fetched instanceof NotAsTold) {
    return notFetched(parts, numberId, { known, why: fetched });
  }
  return { settle: (client) => settleFetched(client, numberId, { known, fetched, clock }) };
}

/** What could not be had now: asked for again, or given up and said so. */
function notFetched(
  { surroundings: { clock, log } }: FetchParts,
  numberId: bigint,
  { known, why }: { readonly known: KeptFile; readonly why: NotAsTold | "later" | "never" },
): Kept {
  const again = why === "never" ? undefined : nextFetchAt(known.createdAt, clock.now());
  const where = { numberId: String(numberId) };
  if (!(why instanceof NotAsTold)) {
    if (again === undefined) log.warn("file_not_fetched", where);
    return { again };
  }
  log.warn(again === undefined ? "file_not_fetched" : "file_not_as_told", {
    ...where,
    code: "not_as_told",
  });
  const { mediaId } = known;
  const { sizeBytes } = why;
  return {
    again,
    settle: (client) => updateNotAsTold(client, numberId, { mediaId, sizeBytes }),
  };
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

async function bytesOfFile(parts: FetchParts, numberId: bigint, known: KeptFile): Promise<Fetched> {
  const { mediaId } = known;
  const account = parts.directory.defaultAccountOf(numberId);
  if (account === undefined) return "later";
  const authorization = `Bearer ${parts.tokenOf(account)}`;
  const told = await toldOf(parts, { account, authorization, numberId, mediaId });
  if (typeof told === "string") return told;
  const target = parts.dialer.targetOf(told.url);
  if (target === undefined) return "never";
  const opened = await parts.dialer.open({
    url: told.url,
    method: "GET",
    headers: target.takesToken ? { authorization } : {},
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  // What is told beside the address is of just these bytes; the notice's word may be older.
  const sha256 = told.sha256 ?? known.sha256 ?? undefined;
  return kept(parts, opened, { told: { ...told, sha256 }, numberId, mediaId });
}

interface Asked {
  readonly account: AccountRow;
  readonly authorization: string;
  readonly numberId: bigint;
  readonly mediaId: string;
}

async function toldOf(
  { dialer }: FetchParts,
  { account, authorization, numberId, mediaId }: Asked,
): Promise<Told | "later" | "never"> {
  const { apiUrl, graphVersion } = account;
  const outcome = await dialer.dial({
    url: `${apiUrl}/${graphVersion}/${mediaId}?phone_number_id=${numberId}`,
    method: "GET",
    headers: { authorization },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered") return "later";
  const body = jsonFrom(outcome.text);
  const url = textIn(body, "url");
  if (outcome.status === 200 && url !== null) {
    return {
      url,
      mimeType: textIn(body, "mime_type") ?? undefined,
      sha256: sha256From(textIn(body, "sha256")),
      sizeBytes: sizeFrom(fieldIn(body, "file_size")),
    };
  }
  return isGone(body) ? "never" : "later";
}

/** Meta's answer for an object that is not there: the one answer that will not change. */
function isGone(body: unknown): boolean {
  const error = fieldIn(body, "error");
  return fieldIn(error, "code") === 100 && fieldIn(error, "error_subcode") === 33;
}

async function kept(
  { files, storeRest, surroundings }: FetchParts,
  opened: Opened,
  { told, numberId, mediaId }: { told: Told; numberId: bigint; mediaId: string },
): Promise<Fetched> {
  if (opened.kind !== "answered") return "later";
  if (opened.status !== 200) {
    letGo(opened.body);
    return "later";
  }
  const body = asTold(told, atMost(FILE_BYTES_MAX, opened.body));
  const written = await beginFile({ ...surroundings, files }, numberId, body).catch(failureOf);
  if (typeof written === "string" || written instanceof NotAsTold) return written;
  storeRest.answered();
  const mimeType = told.mimeType ?? "application/octet-stream";
  return { mediaId, mimeType, ...written };
}

/**
 * A body that breaks off comes whole another time; one that is too large stays so. Where files
 * cannot be kept at all, that is no failure of Meta's, and is thrown.
 */
function failureOf(error: unknown): NotAsTold | "later" | "never" {
  if (error instanceof NotAsTold) return error;
  if (error instanceof TooLarge) return "never";
  if (error instanceof BucketFailure) throw error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string" && DISK.has(code)) throw error;
  return "later";
}

const DISK: ReadonlySet<string> = new Set(["ENOSPC", "EACCES", "EROFS", "EDQUOT", "EEXIST"]);

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
