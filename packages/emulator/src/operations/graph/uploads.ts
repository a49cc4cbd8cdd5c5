import { type GraphError, graphError, missingObjectError } from "@casement/cloud-api";
import { DAY_MS } from "@casement/engine";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { missing, notAmong, wordIn, wrong } from "../../server/parameter-fault.ts";
import type { Upload } from "../../world/upload.ts";
import { systemUserId } from "./app-nodes.ts";

/** `POST /APP/uploads`: begins the upload of a file for a template or a profile. */
export function beginUpload({ platform, parameters }: Call): Answer {
  const { file_name: name, file_length: length, file_type: type } = parameters;
  const bytes = Number(length);
  if (length === undefined || length === null) return missing("file_length");
  if (!Number.isInteger(bytes) || bytes <= 0 || bytes > BYTES_MAX) {
    return wrong("file_length", `must be a whole number from 1 to ${BYTES_MAX}.`);
  }
  const fileType = wordIn(type)?.toLowerCase();
  if (fileType === undefined) return missing("file_type");
  if (!TYPES.includes(fileType)) return notAmong("file_type", TYPES, type);
  const upload: Upload = {
    id: `upload:${platform.ids.text(ID_LENGTH, ALPHABET)}`,
    signature: platform.ids.text(SIGNATURE_LENGTH, ALPHABET),
    fileName: wordIn(name) ?? "file",
    fileType,
    length: bytes,
    offset: 0,
    handle: null,
  };
  platform.world.uploads[upload.id] = upload;
  return { status: 200, body: { id: addressOf(upload) } };
}

/** `POST /UPLOAD`: the bytes from `file_offset` on. The last of them bring the handle. */
export function continueUpload(call: Call): Answer {
  const upload = uploadIn(call);
  if (upload === undefined) return missingObjectError(call.path["UPLOAD"] ?? "");
  const { file, headers, parameters } = call;
  const offset = Number(headers.get("file_offset") ?? parameters["file_offset"] ?? 0);
  const fault = pieceFault(upload, offset, file?.bytes.length ?? 0);
  if (fault !== undefined) return fault;
  upload.offset = offset + (file?.bytes.length ?? 0);
  if (upload.offset < upload.length) return { status: 200, body: statusOf(upload) };
  upload.handle ??= handleOf(call, upload);
  return { status: 200, body: { h: upload.handle } };
}

/** `GET /UPLOAD`: how much has come, for who goes on after a break. */
export function getUpload(call: Call): Answer {
  const upload = uploadIn(call);
  if (upload === undefined) return missingObjectError(call.path["UPLOAD"] ?? "", { method: "get" });
  return { status: 200, body: statusOf(upload) };
}

/** The address holds a question mark, so a client may have written it as a query, or encoded. */
function uploadIn({ platform, path }: Call): Upload | undefined {
  const [id = ""] = (path["UPLOAD"] ?? "").split("?");
  return ownEntry(platform.world.uploads, id);
}

function pieceFault(upload: Upload, offset: number, size: number): GraphError | undefined {
  if (!Number.isInteger(offset) || offset !== upload.offset) {
    return graphError(100, {
      message: `(#100) Offset ${offset} does not match the expected offset ${upload.offset}.`,
    });
  }
  if (size === 0) return wrong("file", "must have bytes in the body.");
  return offset + size > upload.length ? wrong("file", "is larger than file_length.") : undefined;
}

function statusOf(upload: Upload): { id: string; file_offset: number } {
  return { id: addressOf(upload), file_offset: upload.offset };
}

function addressOf({ id, signature }: Upload): string {
  return `${id}?sig=${signature}`;
}

/** As Meta's look: the file's name and type, something secret, an end, the app and who uploaded. */
function handleOf({ platform }: Call, upload: Upload): string {
  const { world, ids, clock } = platform;
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const endsAt = Math.floor((clock.now() + HANDLE_LIFE_MS) / 1_000);
  const parts = [
    "4",
    base64(upload.fileName),
    base64(upload.fileType),
    ids.text(SIGNATURE_LENGTH, ALPHABET),
    "e",
    endsAt,
    world.app.id,
    systemUserId(world.portfolioId),
    ids.text(SIGNATURE_LENGTH, ALPHABET),
  ];
  return parts.join(":");
}

const TYPES: readonly string[] = [
  "application/pdf",
  "image/jpeg",
  "image/jpg",
  "image/png",
  "video/mp4",
];
const BYTES_MAX: number = 100 * 1_024 * 1_024;
const HANDLE_LIFE_MS: number = 30 * DAY_MS;
const ID_LENGTH = 44;
const SIGNATURE_LENGTH = 43;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
