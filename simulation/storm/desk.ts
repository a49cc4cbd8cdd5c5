import { type Instant, later } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import { contentOf, type Saying } from "../sayings.ts";
import type { Sightings } from "../sometimes.ts";
import type { Life } from "./life.ts";
import { OpenQuestions, type Told } from "./question.ts";
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
  /** The hub that is reached now, if one is. */
  readonly hub: () => Life | undefined;
  readonly numberId: string;
  readonly key: string;
}

/**
 * The business's program: asks the hub to send, and asks again, as programs do, when no answer
 * came.
 */
export class Desk {
  readonly asks: Ask[] = [];
  readonly questions = new OpenQuestions();
  readonly #options: DeskOptions;

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
    const { hub, numberId, key } = this.#options;
    const question = {
      ...{ method: "POST", path: `/v23.0/${numberId}/messages`, key, body: ask.body },
      headers: ask.key === undefined ? {} : { "idempotency-key": ask.key },
    };
    this.questions.put(hub(), question, (answer) => {
      if (answer !== undefined) ask.answers.push(answerFrom(answer, clock.now()));
      if ((answer?.status ?? 500) < 500) return;
      if (ask.key === undefined || attempt === ATTEMPTS_MAX) return;
      const at = later(clock.now(), 1_000 + random.below(AGAIN_MS_MAX));
      clock.schedule(at, () => this.#ask(ask, attempt + 1));
    });
  }
}

function answerFrom({ status, body }: Told, at: Instant): Answer {
  return { at, status, code: body.error?.code, wamid: body.messages?.[0]?.id };
}

const ATTEMPTS_MAX = 6;
const AGAIN_MS_MAX = 1_800_000;
