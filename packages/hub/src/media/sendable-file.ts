/** What a file can be sent as. */
export type SendableKind = "image" | "video" | "audio" | "document" | "sticker";

/** A kind of file that Meta takes, and how large it may be. */
interface Sendable {
  readonly kind: SendableKind;
  readonly bytesMax: number;
}

const MB = 1_048_576;

/** The largest that anything may be: a document. */
export const SENDABLE_BYTES_MAX: number = 100 * MB;

/**
 * What a file of this type goes as, or `undefined` if Meta takes none such. Meta finds out only
 * after it has said 200 (131053), so it is told here before a byte is sent.
 */
export function sendableOf(mimeType: string): Sendable | undefined {
  const [type = ""] = mimeType.toLowerCase().split(";");
  return SENDABLE.get(type.trim());
}

const IMAGE: Sendable = { kind: "image", bytesMax: 5 * MB };
const VIDEO: Sendable = { kind: "video", bytesMax: 16 * MB };
const AUDIO: Sendable = { kind: "audio", bytesMax: 16 * MB };
const DOCUMENT: Sendable = { kind: "document", bytesMax: SENDABLE_BYTES_MAX };
const STICKER: Sendable = { kind: "sticker", bytesMax: 500 * 1_024 };

const SENDABLE: ReadonlyMap<string, Sendable> = new Map([
  ["image/jpeg", IMAGE],
  ["image/png", IMAGE],
  ["image/webp", STICKER],
  ["video/mp4", VIDEO],
  ["video/3gpp", VIDEO],
  ["audio/aac", AUDIO],
  ["audio/amr", AUDIO],
  ["audio/mp4", AUDIO],
  ["audio/mpeg", AUDIO],
  ["audio/ogg", AUDIO],
  ["text/plain", DOCUMENT],
  ["application/pdf", DOCUMENT],
  ["application/msword", DOCUMENT],
  ["application/vnd.ms-excel", DOCUMENT],
  ["application/vnd.ms-powerpoint", DOCUMENT],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCUMENT],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", DOCUMENT],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", DOCUMENT],
]);
