import { type Instant, later } from "@casement/engine";
import type { Party, VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import { contentOf, type Saying } from "../sayings.ts";
import type { Sightings } from "../sometimes.ts";
import type { House } from "./house.ts";
import type { Life } from "./life.ts";
import type { StormSight } from "./sights.ts";

/** Something that the business wanted said, and all that it was told about it. */
export interface Ask {
  /** Stands in what is said, so that it can be found on the phone. */
  readonly count: number;
  readonly phone: string;
  readonly key: string | undefined;
  readonly body: object;
  readonly answers: Answer[];
}

export interface Answer {
  readonly at: Instant;
  readonly status: number;
  readonly code: number | undefined;
  readonly wamid: string | undefined;
}

export interface DeskOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  readonly house: House;
  readonly numberId: string;
  readonly key: string;
}

/**
 * The business's program: asks the hub to send, and asks again, as programs do, when no answer
 * came. Time waits for its questions until they have surely reached the hub.
 */
export class Desk implements Party {
  readonly asks: Ask[] = [];
  readonly #options: DeskOptions;
  readonly #open = new Set<Promise<void>>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Asks for it, without waiting for how it ends. */
  say(person: Person, saying: Saying, wamid = "wamid.none"): Ask {
    const { random } = this.#options;
    const count = this.asks.length + 1;
    const ask: Ask = {
      count,
      phone: person.phone,
      key: random.happens(0.7) ? `ask-${count}` : undefined,
      body: {
        messaging_product: "whatsapp",
        to: person.phone,
        ...contentOf(saying, count, wamid),
      },
      answers: [],
    };
    this.asks.push(ask);
    this.#ask(ask, 1);
    return ask;
  }

  #ask(ask: Ask, attempt: number): void {
    const { clock, random, sightings } = this.#options;
    if (attempt > 1) sightings.saw("an ask said again under its key");
    const { life } = this.#options.house;
    const asked = Promise.race([this.#post(ask, life), life?.died]).then((answer) => {
      if (answer) ask.answers.push(answer);
      if (answer && answer.status < 500) return;
      if (ask.key === undefined || attempt === ATTEMPTS_MAX) return;
      const at = later(clock.now(), 1_000 + random.below(AGAIN_MS_MAX));
      clock.schedule(at, () => this.#ask(ask, attempt + 1));
    });
    const patience = new Promise<void>((done) => void machineTime.after(PATIENCE_MS, done));
    const open = Promise.race([asked, patience]).finally(() => this.#open.delete(open));
    this.#open.add(open);
  }

  /** One question; nothing, if the hub was not there, or died before it could answer. */
  async #post(ask: Ask, life: Life | undefined): Promise<Answer | undefined> {
    const { clock, numberId, key } = this.#options;
    if (life === undefined) return undefined;
    try {
      const answer = await fetch(`${life.url}/v23.0/${numberId}/messages`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          ...(ask.key === undefined ? {} : { "idempotency-key": ask.key }),
        },
        body: JSON.stringify(ask.body),
      });
      const body = JSON.parse(await answer.text());
      if (life.isDead) return undefined;
      const { status } = answer;
      return {
        at: clock.now(),
        status,
        code: body.error?.code,
        wamid: body.messages?.[0]?.id,
      };
    } catch {
      return undefined;
    }
  }

  async quiet(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  isQuiet(): boolean {
    return this.#open.size === 0;
  }
}

const ATTEMPTS_MAX = 6;
const AGAIN_MS_MAX = 1_800_000;

/** Until a question has reached the hub, in real time: it takes two or three milliseconds. */
const PATIENCE_MS = 15;
