import { request as httpRequest } from "node:http";
import { signatureOf } from "@casement/cloud-api";
import type { EmulatorOptions } from "@casement/emulator";
import { type Instant, later } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import { failedBody, joinedBody, noticesIn } from "../notices.ts";
import type { Sightings } from "../sometimes.ts";
import type { Life } from "./life.ts";
import { poisonedBody } from "./poison.ts";
import type { StormSight } from "./sights.ts";

type Post = NonNullable<EmulatorOptions["post"]>;

export interface WebhookBorderOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  readonly appSecret: string;
  /** The hub that lives now, if one does. */
  readonly hub: () => Pick<Life, "url" | "isDead" | "died"> | undefined;
  /** Told of every body that the hub took. */
  readonly taken: (body: string) => void;
}

/**
 * The way of webhooks from Meta to the hub, with all that goes wrong on it. What it takes over from
 * the emulator it delivers in the end; what it did not, the emulator posts again.
 */
export class WebhookBorder {
  readonly #options: WebhookBorderOptions;
  readonly #held: { readonly at: Instant; readonly body: string }[] = [];
  /** Customers who read in the second of arrival: Meta leaves `delivered` out for them. */
  readonly #readers = new Set<string>();
  /** All that was ever posted, for a batch that says it again. */
  readonly #said: string[] = [];
  #isCalm = false;
  #hasBatch = false;

  constructor(options: WebhookBorderOptions) {
    this.#options = options;
  }

  leavesOutDelivered(phone: string): void {
    this.#readers.add(phone);
  }

  /** Of the next posts that were held, as many as a post may hold come as one. */
  batchNext(): void {
    this.#hasBatch = true;
  }

  /** From now on nothing goes wrong, and what is held comes. */
  async calm(): Promise<void> {
    this.#isCalm = true;
    const bodies = this.#held.splice(0).map(({ body }) => body);
    if (bodies.length > 0 && (await this.#deliver(bodies)) !== 200) throw new Error("not calm");
  }

  /** What the emulator posts by. An answer that never comes is a failure, as with a real wire. */
  readonly post: Post = async (_url, { body: bytes }) => {
    const body = Buffer.from(bytes).toString();
    const notices = noticesIn(body);
    if (notices.some((one) => one.kind === "status" && this.#isLeftOut(one)))
      return { status: 200 };
    if (this.#isCalm) return { status: await this.#deliver([body]) };
    this.#said.push(body);
    if (notices.some((one) => one.kind === "status" && one.status === "sent")) this.#slander(body);
    return await this.#fateOf(body);
  };

  async #fateOf(body: string): Promise<{ status: number }> {
    const { random, sightings } = this.#options;
    const chance = random.below(100);
    if (chance < 4) {
      sightings.saw("a post that was dropped");
      throw new Error("dropped");
    }
    if (chance < 8) {
      sightings.saw("a post answered 503");
      return { status: 503 };
    }
    if (chance < 34) {
      this.#hold(body, this.#delayMs());
      return { status: 200 };
    }
    if (chance < 37) {
      sightings.saw("a post cut off in its middle");
      return { status: await this.#send(body, "half") };
    }
    if (chance < 40) {
      sightings.saw("a post whose answer nobody waited for");
      return { status: await this.#send(body, "left") };
    }
    if (chance < 48) this.#hold(body, random.happens(0.3) ? DAYS_MS : this.#delayMs());
    const status = await this.#deliver([body]);
    if (status === 200 && chance >= 48 && chance < 54) {
      sightings.saw("a post whose answer was lost");
      throw new Error("the answer was lost");
    }
    return { status };
  }

  #isLeftOut({ status, recipient }: { status: string; recipient: string }): boolean {
    return status === "delivered" && this.#readers.has(recipient);
  }

  /** Now and then a message is said to have failed that arrives after all. */
  #slander(body: string): void {
    const { random } = this.#options;
    if (random.happens(0.1)) this.#hold(failedBody(body), random.below(20_000));
  }

  /** Mostly seconds, sometimes hours: then in whole hours, so that many meet. */
  #delayMs(): number {
    const { random, clock } = this.#options;
    if (random.happens(0.6)) return random.below(90_000);
    return HOUR_MS - (clock.now() % HOUR_MS) + random.below(30) * HOUR_MS;
  }

  #hold(body: string, forMs: number): void {
    const { clock } = this.#options;
    const at = later(clock.now(), forMs);
    this.#held.push({ at, body });
    clock.schedule(at, () => this.#releaseDue());
  }

  /** Delivers all that is due, in any order, some of it together. */
  async #releaseDue(): Promise<void> {
    const { clock, random } = this.#options;
    const due = this.#held.filter(({ at }) => at <= clock.now());
    for (const one of due) this.#held.splice(this.#held.indexOf(one), 1);
    while (due.length > 0) {
      const count = random.happens(0.5) ? 1 : 1 + random.below(due.length);
      const batch: string[] = [];
      while (batch.length < count) {
        const [one] = due.splice(random.below(due.length), 1);
        if (one !== undefined) batch.push(one.body);
      }
      const status = await this.#deliver(this.#filledUp(batch)).catch(() => 0);
      if (status !== 200) for (const body of batch) this.#hold(body, HOUR_MS);
    }
  }

  /** Once in a while a post holds a thousand notices, most of them said before, one unreadable. */
  #filledUp(batch: readonly string[]): readonly string[] {
    if (!this.#hasBatch || this.#said.length === 0) return batch;
    this.#hasBatch = false;
    const filled = [...batch, poisonedBody(this.#options.clock.now())];
    for (let i = 0; filled.length < BATCH; i++) {
      const body = this.#said[i % this.#said.length];
      if (body !== undefined) filled.push(body);
    }
    return filled;
  }

  async #deliver(bodies: readonly string[]): Promise<number> {
    const { sightings, taken } = this.#options;
    const [first = ""] = bodies;
    const body = bodies.length === 1 ? first : joinedBody(bodies);
    const status = await this.#send(body, "whole");
    if (status !== 200) return status;
    taken(body);
    if (bodies.length > 1) sightings.saw("several notices in one post");
    if (bodies.length === BATCH) {
      sightings.saw("a batch of 1,000");
      sightings.saw("a notice that cannot be read, among others");
    }
    return status;
  }

  /** `half`: it breaks off in its middle; `left`: it is there, and nobody waits for the answer. */
  #send(body: string, how: "whole" | "half" | "left"): Promise<number> {
    const { hub, sightings, appSecret } = this.#options;
    const life = hub();
    const bytes = Buffer.from(body);
    return new Promise((done, failed) => {
      const lost = (): void => failed(new Error("no answer"));
      if (life === undefined) {
        sightings.saw("a post during which the hub was down");
        return lost();
      }
      const request = httpRequest(`${life.url}/webhooks/whatsapp`, {
        method: "POST",
        agent: false,
        headers: {
          "content-type": "application/json",
          "content-length": bytes.length,
          "x-hub-signature-256": signatureOf(bytes, appSecret),
        },
      });
      void life.died.then(lost);
      request.on("error", lost);
      request.on("response", (answer) => {
        answer.on("error", lost);
        answer.on("end", () => (life.isDead ? lost() : done(answer.statusCode ?? 0)));
        answer.resume();
      });
      const leave = (): void => void setImmediate(() => request.destroy());
      if (how === "half") request.write(bytes.subarray(0, bytes.length >> 1), leave);
      else request.end(bytes, how === "left" ? leave : undefined);
    });
  }
}

const BATCH = 1_000;
const HOUR_MS = 3_600_000;
/** Said again this late, a message's window has closed in the meantime. */
const DAYS_MS = 30 * HOUR_MS;
