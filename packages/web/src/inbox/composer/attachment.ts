/** What a file can be sent as. */
export type SendableKind = "image" | "video" | "audio" | "document" | "sticker";

/** Whether a file can be sent, judged before a byte of it goes up. */
export type Fitness =
  | { readonly kind: "fits"; readonly as: SendableKind }
  | { readonly kind: "unfit"; readonly why: string };

/**
 * What a file would be sent as, or why it cannot be. The hub knows the same limits and has the last
 * word; saying it here spares somebody the upload of a film that is too long.
 */
export function fitnessOf(file: { type: string; size: number; name: string }): Fitness {
  const type = (file.type.split(";")[0] ?? "").trim().toLowerCase();
  const sendable = SENDABLE.get(type);
  if (sendable === undefined) {
    const what = type === "" ? "files of this kind" : `files of ${type}`;
    return { kind: "unfit", why: `WhatsApp takes no ${what}.` };
  }
  const [as, bytesMax] = sendable;
  if (file.size === 0) return { kind: "unfit", why: "The file is empty." };
  if (file.size <= bytesMax) return { kind: "fits", as };
  const what = `${NAMES[as]} of ${bytesWords(file.size)} is too large`;
  return { kind: "unfit", why: `${what}: WhatsApp takes up to ${bytesWords(bytesMax)}.` };
}

/** `512 B`, `340 kB`, `4.8 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  const megabytes = bytes / 1_048_576;
  return `${megabytes < 10 ? megabytes.toFixed(1).replace(".0", "") : Math.round(megabytes)} MB`;
}

const NAMES: { readonly [kind in SendableKind]: string } = {
  image: "A picture",
  video: "A video",
  audio: "A sound",
  document: "A document",
  sticker: "A sticker",
};

/** What it goes as, and how many bytes it may have. */
type Sendable = readonly [SendableKind, number];

const MB = 1_048_576;
const DOCUMENT: Sendable = ["document", 100 * MB];
const OFFICE = "application/vnd.openxmlformats-officedocument";

const SENDABLE: ReadonlyMap<string, Sendable> = new Map<string, Sendable>([
  ["image/jpeg", ["image", 5 * MB]],
  ["image/png", ["image", 5 * MB]],
  ["image/webp", ["sticker", 500 * 1_024]],
  ["video/mp4", ["video", 16 * MB]],
  ["video/3gpp", ["video", 16 * MB]],
  ["audio/aac", ["audio", 16 * MB]],
  ["audio/amr", ["audio", 16 * MB]],
  ["audio/mp4", ["audio", 16 * MB]],
  ["audio/mpeg", ["audio", 16 * MB]],
  ["audio/ogg", ["audio", 16 * MB]],
  ["text/plain", DOCUMENT],
  ["application/pdf", DOCUMENT],
  ["application/msword", DOCUMENT],
  ["application/vnd.ms-excel", DOCUMENT],
  ["application/vnd.ms-powerpoint", DOCUMENT],
  [`${OFFICE}.wordprocessingml.document`, DOCUMENT],
  [`${OFFICE}.presentationml.presentation`, DOCUMENT],
  [`${OFFICE}.spreadsheetml.sheet`, DOCUMENT],
]);

/** For the dialog that chooses files. */
export const ACCEPT: string = [...SENDABLE.keys()].join(",");
