import { createHash } from "node:crypto";
import { DAY_MS, type Instant, later } from "@casement/engine";
import { newMediumId } from "../ids.ts";
import { isAnimatedWebp } from "../media/media-kind.ts";
import { ownEntry } from "../own-entry.ts";
import { Random } from "../random.ts";
import type { BusinessNumber, World } from "./world.ts";

/** A file that the business uploaded, or that a customer sent. */
export interface Medium {
  readonly id: string;
  /** The business number it was uploaded for or sent to: to others it does not exist. */
  readonly numberId: string;
  readonly mimeType: string;
  readonly filename: string | null;
  readonly size: number;
  /** In hexadecimal, as `GET` has it; webhooks have the same in base64. */
  readonly sha256: string;
  readonly isAnimated: boolean;
  /** From this moment on it is gone. */
  readonly expiresAt: Instant;
  /** In base64: the world is one JSON document. */
  readonly bytes: string;
}

/** A file that comes in, and from whom. */
export interface NewMedium {
  readonly number: BusinessNumber;
  readonly from: "business" | "customer";
  readonly mimeType: string;
  readonly filename: string | null;
  readonly bytes: Uint8Array;
}

/** Keeps a file for as long as Meta does: 30 days if uploaded, 7 if a customer sent it. */
export function keepMedium(world: World, now: Instant, wanted: NewMedium): Medium {
  dropExpired(world, now);
  const { number, from, mimeType, filename, bytes } = wanted;
  const lifeMs = from === "business" ? UPLOADED_LIFE_MS : RECEIVED_LIFE_MS;
  const medium: Medium = {
    id: newMediumId(new Random(world.random.ids)),
    numberId: number.id,
    mimeType,
    filename,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    isAnimated: isAnimatedWebp(bytes),
    expiresAt: later(now, lifeMs),
    bytes: Buffer.from(bytes).toString("base64"),
  };
  world.media[medium.id] = medium;
  return medium;
}

/** The medium of that id, while it lives. */
export function mediumById(world: World, id: string, now: Instant): Medium | undefined {
  const medium = ownEntry(world.media, id);
  return medium !== undefined && now < medium.expiresAt ? medium : undefined;
}

/**
 * Forgets what has expired, now and then: here, as another comes in. An appointment for each would
 * make the clock stop a month ahead for something that nobody sees.
 */
function dropExpired(world: World, now: Instant): void {
  for (const { id, expiresAt } of Object.values(world.media)) {
    if (expiresAt <= now) delete world.media[id];
  }
}

const UPLOADED_LIFE_MS: number = 30 * DAY_MS;
const RECEIVED_LIFE_MS: number = 7 * DAY_MS;
