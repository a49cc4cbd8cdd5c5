import { type Instant, later } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import { contentOf, type Saying } from "../sayings.ts";
import type { Sightings } from "../sometimes.ts";
import type { Fuse } from "./fuse.ts";
import type { Life } from "./life.ts";
import { isId, type Names, wholeOf } from "./names.ts";
import { nativeDraftOf } from "./native-draft.ts";
import { OpenQuestions, type Told } from "./question.ts";
import type { StormSight } from "./sights.ts";

/** Something that the business wanted said, and all that it was told about it. */
export interface Ask {
  /** Stands in what is said, so that it can be found on the phone. */
  readonly count: number;
  readonly phone: string;
  readonly key: string | undefined;
  /** Whether it is asked for as Meta would be, or by the hub's own API. */
  readonly way: "graph" | "native";
  readonly body: object;
  readonly tries: Try[];
}

/** One time of asking. What came of it is `undefined` as long as, and if, nobody said. */
export interface Try {
  readonly askedAt: Instant;
  answer: Answer | undefined;
}

export interface Answer {
  readonly status: number;
  /** Meta's error, or the word of `/api/v1`. */
  readonly code: number | string | undefined;
  readonly wamid: string | undefined;
  /** How the message stands, where that is said. */
  readonly state: string | undefined;
}

export interface DeskOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Which asks with a key go by the hub's own API, and in which the database goes away. */
  readonly ways: Random;
  readonly fuse: Fuse;
  readonly sightings: Sightings<StormSight>;
  /** The hub that is reached now, if one is. */
  readonly hub: () => Life | undefined;
  readonly numberId: string;
  readonly key: string;
  readonly names: Names;
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
    const { random, ways, numberId, names } = this.#options;
    const { phone } = person;
    const address = names.addressOf(phone);
    const count = this.asks.length + 1;
    const key = random.happens(0.7) ? `ask-${count}` : undefined;
    const way = key !== undefined && ways.happens(0.5) ? "native" : "graph";
    const body =
      way === "native"
        ? { number_id: numberId, to: wholeOf(address), draft: nativeDraftOf(saying, count, wamid) }
        : {
            messaging_product: "whatsapp",
            ...(isId(address) ? { recipient: address } : { to: address }),
            ...contentOf(saying, count, wamid),
          };
    return this.#begin({ count, phone, key, way, body, tries: [] });
  }

  /** Sends a picture that the hub has taken, with its number under it. */
  show({ phone }: Person, mediaId: string): Ask {
    const count = this.asks.length + 1;
    const caption = `Answer ${count}`;
    const draft = { kind: "media", media: "image", media_id: mediaId, caption };
    const { numberId, names } = this.#options;
    const body = { number_id: numberId, to: wholeOf(names.addressOf(phone)), draft };
    const key = `ask-${count}`;
    return this.#begin({ count, phone, key, way: "native", body, tries: [] });
  }

  #begin(ask: Ask): Ask {
    const { ways, fuse } = this.#options;
    this.asks.push(ask);
    if (ways.happens(0.03)) {
      const at = ways.happens(0.5) ? "draft about to commit" : "draft committed";
      fuse.arm({ blow: "cut", at });
    }
    this.#ask(ask, 1);
    return ask;
  }

  #ask(ask: Ask, attempt: number): void {
    const { clock, random, sightings } = this.#options;
    if (attempt > 1) sightings.saw(AGAIN[ask.way]);
    const { hub, numberId, key } = this.#options;
    const path = ask.way === "native" ? "/api/v1/messages" : `/v23.0/${numberId}/messages`;
    const question = {
      ...{ method: "POST", path, key, body: ask.body },
      headers: ask.key === undefined ? {} : { "idempotency-key": ask.key },
    };
    const one: Try = { askedAt: clock.now(), answer: undefined };
    ask.tries.push(one);
    this.questions.put(hub(), question, (told) => {
      one.answer = told && (ask.way === "native" ? nativeAnswer(told) : graphAnswer(told));
      if ((told?.status ?? 500) < 500) return;
      if (ask.key === undefined || attempt === ATTEMPTS_MAX) return;
      const at = later(clock.now(), 1_000 + random.below(AGAIN_MS_MAX));
      clock.schedule(at, () => this.#ask(ask, attempt + 1));
    });
  }
}

function graphAnswer({ status, body }: Told): Answer {
  const { error, messages } = body;
  return { status, code: error?.code, wamid: messages?.[0]?.id, state: undefined };
}

function nativeAnswer({ status, body }: Told): Answer {
  const { error, data } = body;
  const id: string | undefined = data?.message.id;
  const wamid = id?.startsWith("wamid.") ? id : undefined;
  return { status, code: error?.code, wamid, state: data?.message.status };
}

const AGAIN: Readonly<Record<Ask["way"], StormSight>> = {
  graph: "an ask said again under its key",
  native: "an ask of the hub's own API said again under its key",
};

const ATTEMPTS_MAX = 6;
const AGAIN_MS_MAX = 1_800_000;
