import { signatureOf } from "@casement/cloud-api";
import type { EmulatorOptions } from "@casement/emulator";
import { type Instant, later } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import type { Random } from "../packages/emulator/src/random.ts";
import { failedBody, joinedBody, noticesIn } from "./notices.ts";
import type { Sometimes } from "./sometimes.ts";

type Post = NonNullable<EmulatorOptions["post"]>;

export interface WireOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly sometimes: Sometimes;
  readonly appSecret: string;
  /** Told of every body that the hub took. */
  readonly taken: (body: string) => void;
}

/**
 * The wire that webhooks come by, which does all that Meta's is known to do: holds posts for
 * seconds or days, puts them in another order, puts several into one, says them twice, loses the
 * hub's answer, fails for a while. What it took it delivers in the end, so that nothing is lost.
 */
export class WebhookWire {
  readonly #options: WireOptions;
  readonly #held: { readonly at: Instant; readonly body: string }[] = [];
  /** Customers who read in the second of arrival: Meta leaves `delivered` out for them. */
  readonly #readers = new Set<string>();
  #hubUrl = "";

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Says where the hub is now. */
  lead(hubUrl: string): void {
    this.#hubUrl = hubUrl;
  }

  leavesOutDelivered(phone: string): void {
    this.#readers.add(phone);
  }

  /** How many posts it still has to deliver. */
  get waiting(): number {
    return this.#held.length;
  }

  /** What the emulator posts by. An answer that never comes is a failure, as with a real wire. */
  readonly post: Post = async (_url, { body: bytes }) => {
    const { random, sometimes } = this.#options;
    const body = Buffer.from(bytes).toString();
    const notices = noticesIn(body);
    if (notices.some((one) => one.kind === "status" && this.#isLeftOut(one)))
      return { status: 200 };
    if (notices.some((one) => one.kind === "status" && one.status === "sent")) this.#slander(body);
    const chance = random.below(100);
    if (chance < 8) {
      sometimes.saw("a post answered 503");
      return { status: 503 };
    }
    if (chance < 38) {
      this.#hold(body, this.#delayMs());
      return { status: 200 };
    }
    if (chance < 46) this.#hold(body, random.happens(0.3) ? DAYS_MS : this.#delayMs());
    const status = await this.#deliver([body]);
    if (status === 200 && chance >= 46 && chance < 52) {
      sometimes.saw("a post whose answer was lost");
      throw new Error("the answer was lost");
    }
    return { status };
  };

  #isLeftOut({ status, recipient }: { status: string; recipient: string }): boolean {
    return status === "delivered" && this.#readers.has(recipient);
  }

  /** Now and then a message is said to have failed that arrives after all. */
  #slander(body: string): void {
    const { random } = this.#options;
    if (random.happens(0.1)) this.#hold(failedBody(body), random.below(20_000));
  }

  /** Mostly seconds, sometimes hours, now and then days: then in whole hours, so that many meet. */
  #delayMs(): number {
    const { random } = this.#options;
    const kind = random.below(100);
    if (kind < 60) return random.below(90_000);
    if (kind < 92) return this.#toNext(HOUR_MS) + random.below(8) * HOUR_MS;
    return this.#toNext(6 * HOUR_MS) + random.below(20) * 6 * HOUR_MS;
  }

  #toNext(stepMs: number): number {
    return stepMs - (this.#options.clock.now() % stepMs);
  }

  #hold(body: string, forMs: number): void {
    const { clock } = this.#options;
    const at = later(clock.now(), forMs);
    this.#held.push({ at, body });
    clock.schedule(at, () => this.#releaseDue());
  }

  /** Delivers all that is due, in any order, some of it together. */
  async #releaseDue(): Promise<void> {
    const { clock, random, sometimes } = this.#options;
    const due = this.#held.filter(({ at }) => at <= clock.now());
    for (const one of due) this.#held.splice(this.#held.indexOf(one), 1);
    while (due.length > 0) {
      const count = random.happens(0.5) ? 1 : 1 + random.below(due.length);
      const batch: string[] = [];
      while (batch.length < count) {
        const [one] = due.splice(random.below(due.length), 1);
        if (one !== undefined) batch.push(one.body);
      }
      const status = await this.#deliver(batch).catch(() => 0);
      if (status !== 200) for (const body of batch) this.#hold(body, AGAIN_MS);
      else if (batch.length > 1) sometimes.saw("several notices in one post");
    }
  }

  async #deliver(bodies: readonly string[]): Promise<number> {
    const [first = ""] = bodies;
    const body = bodies.length === 1 ? first : joinedBody(bodies);
    const bytes = Buffer.from(body);
    try {
      const answer = await fetch(`${this.#hubUrl}/webhooks/whatsapp`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-hub-signature-256": signatureOf(bytes, this.#options.appSecret),
        },
        body: bytes,
      });
      await answer.text();
      if (answer.status === 200) this.#options.taken(body);
      return answer.status;
    } catch (error) {
      this.#options.sometimes.saw("a post during which the hub was down");
      throw error;
    }
  }
}

const HOUR_MS = 3_600_000;

/** Said again this late, a message's window has closed in the meantime. */
const DAYS_MS = 50 * HOUR_MS;
const AGAIN_MS = 3_600_000;
