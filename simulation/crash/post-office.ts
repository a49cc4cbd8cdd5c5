import { createHash } from "node:crypto";
import { signatureOf } from "@casement/cloud-api";
import type { Post } from "../../packages/emulator/src/webhooks/outside.ts";
import { pause } from "./pause.ts";

/** A post that some hub has answered with 200. */
export interface Acknowledged {
  readonly sha256: string;
  readonly text: string;
}

/** How long nobody may take to answer, and how long to wait after one that did not take it. */
const PATIENCE_MS = 5_000;
const AGAIN_MS = 150;

/**
 * Brings posts to the hubs as Meta and a balancer before them do together: to one after the other,
 * and again and again, until one says 200. It writes down what was acknowledged.
 */
export class PostOffice implements Disposable {
  readonly acknowledged: Acknowledged[] = [];
  readonly #addresses: readonly string[];
  readonly #secret: string;
  readonly #open = new Set<Promise<void>>();
  #turn = 0;
  #isClosed = false;
  #isGivenUp = false;

  constructor(addresses: readonly string[], secret: string) {
    this.#addresses = addresses;
    this.#secret = secret;
  }

  /** The emulator's own way out: it is rid of a post as soon as it is here. */
  readonly post: Post = async (_url, { headers, body }) => {
    this.#deliver(body, headers["x-hub-signature-256"] ?? signatureOf(body, this.#secret));
    return { status: 200 };
  };

  /** A post that is none of the emulator's. */
  send(content: object): void {
    const body = Buffer.from(JSON.stringify(content));
    this.#deliver(body, signatureOf(body, this.#secret));
  }

  /** How many posts nobody has acknowledged yet. */
  get waiting(): number {
    return this.#open.size;
  }

  /** Takes nothing more: an emulator goes on telling of what it sent for minutes. */
  close(): void {
    this.#isClosed = true;
  }

  /** Brings nothing any more, taken or not. */
  [Symbol.dispose](): void {
    this.close();
    this.#isGivenUp = true;
  }

  /** Where to turn to next. */
  nextAddress(): string {
    this.#turn += 1;
    return this.#addresses[this.#turn % this.#addresses.length] ?? "";
  }

  #deliver(body: Uint8Array, signature: string): void {
    if (this.#isClosed) return;
    const delivered = this.#untilTaken(body, signature).finally(() => {
      this.#open.delete(delivered);
    });
    this.#open.add(delivered);
  }

  async #untilTaken(body: Uint8Array, signature: string): Promise<void> {
    while (!(await this.#isTaken(body, signature))) {
      if (this.#isGivenUp) return;
      await pause(AGAIN_MS);
    }
    const sha256 = createHash("sha256").update(body).digest("hex");
    this.acknowledged.push({ sha256, text: Buffer.from(body).toString() });
  }

  async #isTaken(body: Uint8Array, signature: string): Promise<boolean> {
    try {
      const answer = await fetch(`${this.nextAddress()}/webhooks/whatsapp`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-hub-signature-256": signature },
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
}
