/** The kinds of message that are a file. What a medium may be sent as, its type says. */
export type MediaKind = "audio" | "document" | "image" | "sticker" | "video";

export const MEDIA_KINDS: readonly MediaKind[] = ["audio", "document", "image", "sticker", "video"];

export function isMediaKind(text: string): text is MediaKind {
  return MEDIA_KINDS.some((kind) => kind === text);
}

/** A file as far as it decides what it can be sent as. */
export interface FileFacts {
  readonly mimeType: string;
  readonly size: number;
  /** Of a sticker: an animated one may be larger. */
  readonly isAnimated: boolean;
}

/**
 * Why a file cannot be sent as a message of this kind, in Meta's words; `undefined` if it can.
 *
 * Meta finds out when it prepares the message: 200 was said by then, and the message fails
 * (131053). The texts about types were seen live; the one about sizes is ours.
 */
export function unfitFor(kind: MediaKind, file: FileFacts): string | undefined {
  const { types, bytesMax } = rulesOf(kind, file.isAnimated);
  if (types.length > 0 && !types.some((type) => bareType(type) === bareType(file.mimeType))) {
    const named = kind.charAt(0).toUpperCase() + kind.slice(1);
    const found = `Unsupported ${named} mime type ${bareType(file.mimeType)}.`;
    return `${found} Please use one of ${types.join(", ")}.`;
  }
  return file.size > bytesMax ? tooLarge(kind, file.size, bytesMax) : undefined;
}

/** Whether Meta takes a file of this type at all. */
export function isUploadable(mimeType: string): boolean {
  return UPLOADABLE.includes(bareType(mimeType));
}

/** Why a file is refused when it is uploaded: its type says what it will be at most. */
export function tooLargeToUpload({ mimeType, size }: FileFacts): string | undefined {
  const bare = bareType(mimeType);
  const [family = ""] = bare.split("/");
  const named = bare === "image/webp" ? "sticker" : family;
  const kind = isMediaKind(named) ? named : "document";
  const { bytesMax } = rulesOf(kind, true);
  return size > bytesMax ? tooLarge(kind, size, bytesMax) : undefined;
}

/** Whether a text is a type of file, and one that a header can carry. */
export function isMimeType(text: string): boolean {
  return /^[\w.+-]+\/[\w.+-]+(;[\x20-\x7e]*)?$/.test(text);
}

/** `audio/ogg; codecs=opus` without what follows the type. */
export function bareType(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether the bytes are a WebP with more than one picture. */
export function isAnimatedWebp(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 21));
  const isExtended = head.toString("latin1", 8, 16) === "WEBPVP8X";
  return isExtended && ((head[20] ?? 0) & ANIMATION_FLAG) !== 0;
}

function rulesOf(
  kind: MediaKind,
  isAnimated: boolean,
): { types: readonly string[]; bytesMax: number } {
  switch (kind) {
    case "image":
      return { types: ["image/png", "image/jpeg"], bytesMax: 5 * MB };
    case "audio":
      return { types: AUDIO, bytesMax: 16 * MB };
    case "video":
      return { types: ["video/3gpp", "video/mp4"], bytesMax: 16 * MB };
    case "sticker":
      return { types: ["image/webp"], bytesMax: (isAnimated ? 500 : 100) * KB };
    case "document":
      return { types: [], bytesMax: DOCUMENT_BYTES_MAX };
  }
}

function tooLarge(kind: MediaKind, size: number, bytesMax: number): string {
  return `The ${kind} has ${size} bytes, and may have ${bytesMax}.`;
}

const KB = 1_024;
const MB: number = KB * KB;

/** The largest file there is. */
export const DOCUMENT_BYTES_MAX: number = 100 * MB;

const ANIMATION_FLAG = 0x02;

const AUDIO: readonly string[] = [
  "audio/ogg; codecs=opus",
  "audio/mpeg",
  "audio/amr",
  "audio/mp4",
  "audio/aac",
];

/** In the order of Meta's own error. */
export const UPLOADABLE: readonly string[] = [
  "audio/aac",
  "audio/mp4",
  "audio/mpeg",
  "audio/amr",
  "audio/ogg",
  "audio/opus",
  "application/vnd.ms-powerpoint",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/pdf",
  "text/plain",
  "application/vnd.ms-excel",
  "image/jpeg",
  "image/png",
  "image/webp",
  "video/mp4",
  "video/3gpp",
];
