import { Readable } from "node:stream";
import { parseJson } from "@casement/cloud-api";
import { DAY_MS, later } from "@casement/engine";
import type { ApiKey } from "../access/api-key.ts";
import { atMost, bytesOf, letGo, TooLarge } from "../dialing/measured.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
import type { GraphCarrier } from "../sending/graph-carrier.ts";
import type { Surroundings } from "../surroundings.ts";
import { beginFile, dropBegun } from "./begin-file.ts";
import type { Files, Written } from "./files.ts";
import { forgetUpload, insertOwnFile, selectUploadedFile } from "./media-store.ts";
import { type SendableKind, sendableOf } from "./sendable-file.ts";
import type { UploadTurns } from "./upload-turns.ts";

export interface UploadParts extends Pick<Surroundings, "db" | "clock" | "ids"> {
  readonly carrier: Pick<GraphCarrier, "carry">;
  readonly files: Files;
  readonly uploadTurns: UploadTurns;
  /** Whether Meta says that it has a file of a number. */
  readonly isAtMeta: (numberId: bigint, mediaId: string) => Promise<boolean>;
}

export interface Upload {
  readonly key: ApiKey;
  readonly numberId: bigint;
  readonly mimeType: string;
  readonly filename: string;
  readonly body: Readable;
}

/** What became of a file. Meta's own words, where it was Meta who would not have it. */
export type Uploaded =
  | {
      readonly kind: "uploaded";
      readonly mediaId: string;
      readonly media: SendableKind;
      readonly sizeBytes: number;
    }
  | { readonly kind: "not_sendable" }
  | { readonly kind: "too_large"; readonly bytesMax: number }
  | { readonly kind: "refused"; readonly status: number; readonly why: string };

/**
 * Takes a file that is to be sent: keeps its bytes, for the thread shows what it sent, and gives
 * them to Meta.
 *
 * Kept first and then sent from the disk: Meta wants to know the length before, and a browser on a
 * slow line would hold the connection to Meta for as long as it takes. Bytes that went up lately as
 * the same type, or are going up just now, are not sent again: a picture of the menu goes out every
 * day, and to ten people at once (SPEC S15).
 */
export async function uploadFile(parts: UploadParts, upload: Upload): Promise<Uploaded> {
  const sendable = sendableOf(upload.mimeType);
  if (sendable === undefined) {
    upload.body.resume();
    return { kind: "not_sendable" };
  }
  const { bytesMax, kind: media } = sendable;
  const { numberId, mimeType } = upload;
  const body = atMost(bytesMax, upload.body);
  const written = await beginFile(parts, numberId, body).catch((error: unknown) => {
    if (error instanceof TooLarge) return undefined;
    throw error;
  });
  if (written === undefined) return { kind: "too_large", bytesMax };
  const { sizeBytes, sha256 } = written;
  const given = await parts.uploadTurns.inTurn({ numberId, sha256, mimeType }, () =>
    givenToMeta(parts, upload, written),
  );
  if (given.kind !== "new") await dropBegun(parts, numberId, written);
  if (given.kind === "refused") return given;
  return { kind: "uploaded", mediaId: given.mediaId, media, sizeBytes };
}

/** `new`: Meta has it now, and so have we. `known`: both had it before. */
type Given =
  | { readonly kind: "new" | "known"; readonly mediaId: string }
  | Extract<Uploaded, { kind: "refused" }>;

/**
 * The id that the bytes have at Meta: of lately, if they went up then, and else of now.
 *
 * Meta is asked whether it has them still. Somebody may have deleted the file by another way, and
 * each message with it would fail for as long as we believed in it.
 */
async function givenToMeta(parts: UploadParts, upload: Upload, written: Written): Promise<Given> {
  const { db, clock } = parts;
  const { numberId, mimeType } = upload;
  const since = later(clock.now(), -REUSED_MS);
  const known = await selectUploadedFile(db, numberId, { ...written, mimeType, since });
  if (known !== undefined) {
    if (await parts.isAtMeta(numberId, known)) return { kind: "known", mediaId: known };
    await forgetUpload(db, numberId, known);
  }
  const mediaId = await toldByMeta(parts, upload, written).catch(async (error: unknown) => {
    await dropBegun(parts, numberId, written);
    throw error;
  });
  if (typeof mediaId !== "string") return mediaId;
  // If this fails it may be written all the same: the bytes stay, for the sweep to look into.
  const isNew = await insertOwnFile(db, numberId, { ...written, mediaId, mimeType }, clock.now());
  return { kind: isNew ? "new" : "known", mediaId };
}

/** The id that Meta gave the file, or why it gave none. */
async function toldByMeta(
  { carrier, files, ids }: UploadParts,
  { key, numberId, mimeType, filename }: Upload,
  written: Written,
): Promise<string | Extract<Uploaded, { kind: "refused" }>> {
  const boundary = `casement-${Buffer.from(ids.secret(16)).toString("hex")}`;
  const head = Buffer.from(headOf({ boundary, mimeType, filename }));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const bytes = await files.read(written.place);
  const request = {
    key,
    keyInQuery: undefined,
    method: "POST",
    url: `/${numberId}/media`,
    origin: "",
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": String(head.length + written.sizeBytes + tail.length),
    },
    body: Readable.from(inTurn(head, bytes, tail)),
  };
  // Who is refused before the first byte is asked for never came to end what the bytes are in.
  const answer = await carrier.carry(request).finally(() => letGo(bytes));
  const text =
    typeof answer.body === "string"
      ? answer.body
      : Buffer.from(await bytesOf(answer.body, ANSWER_BYTES_MAX)).toString();
  const told = jsonFrom(text);
  const id = textIn(told, "id");
  if (answer.status === 200 && id !== null && /^\w{1,64}$/.test(id)) return id;
  const error = fieldIn(told, "error");
  const why = textIn(fieldIn(error, "error_data"), "details") ?? textIn(error, "message");
  return { kind: "refused", status: answer.status, why: why ?? "Meta gave no reason." };
}

function headOf(part: { boundary: string; mimeType: string; filename: string }): string {
  const { boundary, mimeType, filename } = part;
  // What a form writes between quotes may hold none, and no end of a line.
  const name = filename.replace(/["\r\n\\]/g, "_");
  return (
    `--${boundary}\r\nContent-Disposition: form-data; name="messaging_product"\r\n\r\nwhatsapp` +
    `\r\n--${boundary}\r\nContent-Disposition: form-data; name="type"\r\n\r\n${mimeType}` +
    `\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"` +
    `\r\nContent-Type: ${mimeType}\r\n\r\n`
  );
}

async function* inTurn(head: Buffer, bytes: Readable, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  for await (const chunk of bytes) yield chunk;
  yield tail;
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const ANSWER_BYTES_MAX = 65_536;

/** Meta keeps an upload for 30 days. The last of them is left for the message to be sent. */
const REUSED_MS: number = 29 * DAY_MS;
