import { type Instant, instantFromMs } from "@casement/engine";
import { type Json, textIn, withoutAbsent } from "../json.ts";
import type { Call } from "../server/call.ts";
import { keepMedium, type Medium } from "../world/medium.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { isMimeType, type MediaKind } from "./media-kind.ts";
import { mediaUrl } from "./media-url.ts";
import { sampleOf } from "./samples.ts";

/** The content of a customer's message as its webhook has it, or what is wrong with it. */
export type CustomerMedia =
  | { readonly ok: true; readonly content: Json }
  | { readonly ok: false; readonly what: string };

/**
 * Keeps the file that a customer sends: the bytes in `data`, or a sample of ours if there are none.
 *
 * Whoever gives an `id` wants a webhook that is as they wrote it, with or without a file behind it.
 */
export function customerMedia(
  { platform, realm }: Pick<Call, "platform" | "realm">,
  number: BusinessNumber,
  kind: MediaKind,
  written: Json,
): CustomerMedia {
  if (written["id"] !== undefined) return { ok: true, content: written };
  const { data, caption, filename, mime_type: mimeType, ...rest } = written;
  const sample = data === undefined ? sampleOf(kind) : undefined;
  const bytes = sample?.bytes ?? data;
  if (typeof bytes !== "string" || !isBase64(bytes)) {
    return { ok: false, what: `${kind}.data: the bytes of a file in base64 are wanted` };
  }
  const type = textIn(mimeType) ?? sample?.mimeType ?? USUAL_TYPES[kind];
  if (!isMimeType(type)) return { ok: false, what: `${kind}.mime_type: not as image/png is` };
  const name = textIn(filename) ?? sample?.filename ?? null;
  const now = platform.clock.now();
  const medium = keepMedium(platform.world, now, {
    number,
    from: "customer",
    mimeType: type,
    filename: name,
    bytes: Buffer.from(bytes, "base64"),
  });
  const content = withoutAbsent({
    caption,
    filename: kind === "document" ? name : undefined,
    mime_type: medium.mimeType,
    sha256: Buffer.from(medium.sha256, "hex").toString("base64"),
    id: medium.id,
    url: now < FIRST_WITH_URL ? undefined : urlOf(platform.world, medium, realm.address, now),
    ...(kind === "sticker" && { animated: medium.isAnimated }),
    ...(kind === "audio" && { voice: medium.mimeType === USUAL_TYPES.audio }),
    ...rest,
  });
  return { ok: true, content };
}

/** It begins with the emulator's address, so without one there is none. */
function urlOf(
  world: World,
  medium: Medium,
  address: string | undefined,
  now: Instant,
): string | undefined {
  return address === undefined ? undefined : mediaUrl(world, medium, address, now);
}

/** Meta began to send addresses in the course of this month. */
const FIRST_WITH_URL: Instant = instantFromMs(Date.UTC(2025, 10, 1));

function isBase64(text: string): boolean {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** What a phone sends when nobody says otherwise. */
const USUAL_TYPES: Readonly<Record<MediaKind, string>> = {
  audio: "audio/ogg; codecs=opus",
  document: "application/pdf",
  image: "image/jpeg",
  sticker: "image/webp",
  video: "video/mp4",
};
