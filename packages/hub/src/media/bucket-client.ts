import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { MachineTime } from "@casement/engine/clock";
import { AwsV4Signer } from "aws4fetch";
import { type Call, createDialer, type Dialer, type Opened } from "../dialing/dialer.ts";
import { bytesOf, letGo } from "../dialing/measured.ts";
import { BucketFailure, troubleOf } from "./bucket-trouble.ts";
import type { ByteRange } from "./files.ts";

/** A bucket of an S3-compatible store, and as whom the hub uses it. */
export interface Bucket {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly secret: string;
  /** Whether the bucket stands in the path of its address, or before the host. */
  readonly isPathStyle: boolean;
}

/** A body that can be given more than once, its length and hash known. */
export interface Repeatable {
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
  readonly bytes: () => Readable;
}

interface Asked {
  readonly method: Call["method"];
  readonly key?: string;
  readonly query?: string;
  readonly range?: ByteRange | undefined;
  readonly body?: Repeatable;
}

/** How long the store may be silent, in machine time: before an answer, and within it. */
const SILENT_MS_MAX = 30_000;

/** As much is read of what is no file: the code of a refusal stands in the first line. */
const WORDS_BYTES_MAX = 64 * 1_024;

/** Each call may be made anew: it is about one object, which is the same afterwards. */
const ATTEMPTS_MAX = 2;

/**
 * The calls to a store. Signed here, and made by a dialer of their own: it reaches the store's
 * origin, which may lie in a private network, as the operator named it; and no token of an
 * account's has any way to it (SPEC S4).
 */
export class BucketClient {
  readonly #bucket: Bucket;
  readonly #machine: MachineTime;
  readonly #dialer: Dialer;

  constructor(bucket: Bucket, machine: MachineTime) {
    this.#bucket = bucket;
    this.#machine = machine;
    this.#dialer = createDialer({ ownOrigins: new Set([addressOf(bucket).origin]), machine });
  }

  async put(key: string, body: Repeatable): Promise<void> {
    await emptied(await this.#call({ method: "PUT", key, body }));
  }

  get(key: string, range?: ByteRange): Promise<Readable> {
    return this.#call({ method: "GET", key, range });
  }

  async remove(key: string): Promise<void> {
    try {
      await emptied(await this.#call({ method: "DELETE", key }));
    } catch (error) {
      if (!(error instanceof BucketFailure) || error.trouble !== "gone") throw error;
    }
  }

  /** Asks for names that are not there: whether endpoint, key, secret and bucket are right. */
  async look(): Promise<void> {
    await emptied(
      await this.#call({ method: "GET", query: "list-type=2&max-keys=1&prefix=none%2F" }),
    );
  }

  close(): Promise<void> {
    return this.#dialer.close();
  }

  async #call(asked: Asked): Promise<Readable> {
    for (let attempt = 1; ; attempt += 1) {
      const opened = await this.#open(asked);
      const mayBeBetter =
        opened.kind === "unknown" || (opened.kind === "answered" && opened.status >= 500);
      if (mayBeBetter && attempt < ATTEMPTS_MAX) {
        if (opened.kind === "answered") letGo(opened.body);
        continue;
      }
      if (opened.kind !== "answered") throw new BucketFailure("not_reached");
      const { status, body } = opened;
      if (status >= 200 && status < 300) return asAsked(asked, status, body);
      throw new BucketFailure(troubleOf(status, await emptied(body)));
    }
  }

  async #open({ method, key, query = "", range, body }: Asked): Promise<Opened> {
    const url = addressOf(this.#bucket, key);
    url.search = query;
    const headers = await this.#signed(method, url, body?.sha256 ?? NOTHING_SHA256);
    if (range !== undefined) headers["range"] = `bytes=${range.start}-${range.end}`;
    if (body !== undefined) headers["content-length"] = String(body.sizeBytes);
    return this.#dialer.open({
      ...{ url: url.href, method, headers, timeoutMs: SILENT_MS_MAX },
      body: body?.bytes(),
    });
  }

  /** A signature holds for minutes of the machine's time: the hub's own clock may be turned. */
  async #signed(method: string, url: URL, sha256: Uint8Array): Promise<Record<string, string>> {
    const { keyId, secret, region } = this.#bucket;
    const at = new Date(this.#machine.nowMs()).toISOString();
    const signed = await new AwsV4Signer({
      ...{ method, url: url.href, service: "s3", region },
      ...{ accessKeyId: keyId, secretAccessKey: secret },
      datetime: at.replace(/[:-]|\.\d{3}/g, ""),
      headers: { "x-amz-content-sha256": Buffer.from(sha256).toString("hex") },
    }).sign();
    return Object.fromEntries(signed.headers);
  }
}

/** A store may pass over which bytes are wanted, and answers 200 with all: they are not those. */
function asAsked({ range }: Asked, status: number, body: Readable): Readable {
  if (range === undefined || status === 206) return body;
  letGo(body);
  throw new BucketFailure("failed");
}

/** What an answer says that is no file, as far as it is read; and its connection is free again. */
async function emptied(body: Readable): Promise<string> {
  const bytes = await bytesOf(body, WORDS_BYTES_MAX).catch(() => new Uint8Array());
  return Buffer.from(bytes).toString();
}

const NOTHING_SHA256: Uint8Array = createHash("sha256").digest();

/** Where an object is, or the bucket itself. */
export function addressOf({ endpoint, bucket, isPathStyle }: Bucket, key = ""): URL {
  const url = new URL(endpoint);
  if (!isPathStyle) url.hostname = `${bucket}.${url.hostname}`;
  const folder = url.pathname.replace(/\/+$/, "");
  url.pathname = isPathStyle ? `${folder}/${bucket}/${key}` : `${folder}/${key}`;
  return url;
}
