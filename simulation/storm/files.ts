import { createHash } from "node:crypto";
import type { Instant } from "@casement/engine";
import { later } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import type { Desk } from "./desk.ts";
import type { Fuse } from "./fuse.ts";
import type { Life } from "./life.ts";
import { OpenQuestions } from "./question.ts";

/** A file that a customer sent, and in which message. */
export interface CustomerFile {
  readonly wamid: string;
  readonly sha256: string;
}

/** A picture that the hub was given to be sent, once for each time of asking. */
export interface Upload {
  readonly sha256: string;
  readonly askedAt: Instant;
  /** What the hub said of it; `undefined` as long as, and if, it said nothing. */
  answer: { readonly at: Instant; readonly mediaId: string | undefined } | undefined;
}

/** What a customer says with a file. */
export interface Written {
  readonly content: object;
  readonly sha256: string;
}

export interface FilesOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly fuse: Fuse;
  readonly desk: Desk;
  /** The hub that is reached now, if one is. */
  readonly hub: () => Life | undefined;
  readonly numberId: string;
  readonly key: string;
}

/** Pictures and documents, of customers and of the business, with all that was said of them. */
export class Files {
  readonly received: CustomerFile[] = [];
  readonly uploads: Upload[] = [];
  readonly questions = new OpenQuestions();
  readonly #options: FilesOptions;
  #count = 0;

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  /** A picture or a document, as a customer sends it; the hub may die as it keeps it. */
  written(): Written {
    const { random, fuse } = this.#options;
    const bytes = bytesOf(`customer ${this.#count++}`, sizeFrom(random));
    const data = bytes.toString("base64");
    if (random.happens(0.1)) fuse.arm({ blow: "crash", at: "file about to be kept" });
    const content = random.happens(0.5)
      ? { type: "image", image: { data, mime_type: "image/png", caption: "Look" } }
      : { type: "document", document: { data, filename: "bill no. 7.pdf" } };
    return { content, sha256: sha256Of(bytes) };
  }

  /** It was sent, in this message. */
  wasSent(wamid: string, { sha256 }: Written): void {
    this.received.push({ wamid, sha256 });
  }

  /** Shows one of the business's few pictures to somebody. */
  show(person: Person): void {
    const { random } = this.#options;
    this.#show(person, bytesOf(`picture ${random.below(PICTURES)}`, 3_000), 1);
  }

  /** Gives the hub the picture until it takes it, and then sends it. */
  #show(person: Person, bytes: Buffer, attempt: number): void {
    const { clock, random, hub, desk, numberId, key } = this.#options;
    const upload: Upload = { sha256: sha256Of(bytes), askedAt: clock.now(), answer: undefined };
    this.uploads.push(upload);
    const path = `/api/v1/numbers/${numberId}/media?type=image/jpeg&filename=picture.jpg`;
    this.questions.put(hub(), { method: "POST", path, key, bytes }, (told) => {
      const mediaId: string | undefined = told?.body.data?.media_id;
      if (told !== undefined) upload.answer = { at: clock.now(), mediaId };
      if (mediaId !== undefined) return void desk.show(person, mediaId);
      if (attempt === ATTEMPTS_MAX) return;
      const at = later(clock.now(), 1_000 + random.below(AGAIN_MS_MAX));
      clock.schedule(at, () => this.#show(person, bytes, attempt + 1));
    });
  }
}

/** The same words and size are the same bytes; a part of them is others. */
function bytesOf(words: string, size: number): Buffer {
  return Buffer.alloc(size, createHash("sha512").update(words).digest());
}

function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Mostly of one piece on the wire, sometimes of several. */
function sizeFrom(random: Random): number {
  const chance = random.below(10);
  if (chance < 6) return 200 + random.below(3_000);
  return chance < 9 ? 20_000 + random.below(40_000) : 150_000 + random.below(100_000);
}

const PICTURES = 2;
const ATTEMPTS_MAX = 6;
const AGAIN_MS_MAX = 60_000;
