import { parseJson } from "@casement/cloud-api";
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
  selectFileMessage,
  selectKeptFile,
  updateFetched,
} from "./media-store.ts";
import type { StoreRest } from "./store-rest.ts";

export interface FetchParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly tokenOf: (account: AccountRow) => string;
  readonly files: Files;
  readonly storeRest: StoreRest;
}

/** What Meta says of a file: where it is just now, and what to expect there. */
interface Told {
  readonly url: string;
  readonly mimeType: string | undefined;
}

/** `later`: not now. `never`: asking again will not help. */
type Fetched = FetchedFile | "later" | "never";

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
  const fetched = await bytesOfFile(parts, numberId, mediaId).catch((error: unknown) => {
    if (error instanceof BucketFailure) return error;
    throw error;
  });
  if (fetched instanceof BucketFailure) {
    log.error("file_not_kept", { numberId: String(numberId), code: fetched.trouble });
    parts.storeRest.failed(clock.now());
    return { again: nextKeepAt(known.createdAt, clock.now()) };
  }
  if (fetched === "never") {
    log.warn("file_not_fetched", { numberId: String(numberId) });
    return {};
  }
  if (fetched === "later") return { again: nextFetchAt(known.createdAt, clock.now()) };
  const { wamid } = known;
  return {
    async settle(client) {
      // Erased meanwhile, or swept: looked at again, it is nothing to do, or is fetched anew.
      if (!(await updateFetched(client, numberId, fetched))) throw new Error("it is not kept");
      const message = wamid === null ? undefined : await selectFileMessage(client, numberId, wamid);
      if (wamid === null || message === undefined) return;
      const event = { kind: "message" as const, threadId: message.threadId, subject: wamid };
      await recordEvents(client, numberId, [event], clock.now());
    },
  };
}

async function bytesOfFile(parts: FetchParts, numberId: bigint, mediaId: string): Promise<Fetched> {
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
  return kept(parts, opened, { told, numberId, mediaId });
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
    return { url, mimeType: textIn(body, "mime_type") ?? undefined };
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
  const body = atMost(FILE_BYTES_MAX, opened.body);
  const written = await beginFile({ ...surroundings, files }, numberId, body).catch(failureOf);
  if (typeof written === "string") return written;
  storeRest.answered();
  const mimeType = told.mimeType ?? "application/octet-stream";
  return { mediaId, mimeType, ...written };
}

/**
 * A body that breaks off comes whole another time; one that is too large stays so. Where files
 * cannot be kept at all, that is no failure of Meta's, and is thrown.
 */
function failureOf(error: unknown): "later" | "never" {
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
