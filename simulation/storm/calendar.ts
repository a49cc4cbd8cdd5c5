import { HOUR_MS, type Instant, instantFromMs, later } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import type { Sightings } from "../sometimes.ts";
import type { Fuse, Mark } from "./fuse.ts";
import type { Life } from "./life.ts";
import { type Names, wholeOf } from "./names.ts";
import { OpenQuestions, type Question, type Told } from "./question.ts";
import type { StormSight } from "./sights.ts";

/** A message for later, and all that the business was told about it. */
export interface Entry {
  readonly count: number;
  readonly phone: string;
  /** How the business writes to them. */
  readonly address: string;
  readonly hasFallback: boolean;
  /** What it was to say and when: as it was first asked for, then as each change would have it. */
  readonly versions: Version[];
  /** Each time of asking for it at first, and the status of its answer; `undefined`: none came. */
  readonly answers: (number | undefined)[];
  draft: string | undefined;
  /** Whether the business was told that it is taken back. */
  isCanceled: boolean;
}

export interface Version {
  readonly sendAt: Instant;
  /** When it was last asked for: later than `sendAt`, it was to be said at once. */
  askedAt: Instant;
  /** What came of asking for it: it is so, it is not so, or nobody said. */
  told: "yes" | "no" | "nothing";
}

export interface CalendarOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Whether the database goes away as it asks. */
  readonly moods: Random;
  readonly sightings: Sightings<StormSight>;
  /** The hub that is reached now, if one is. */
  readonly hub: () => Life | undefined;
  readonly fuse: Fuse;
  readonly numberId: string;
  readonly key: string;
  readonly names: Names;
}

/**
 * The business's program that says things later: asks for them ahead, thinks of something else to
 * say, or better of it, sometimes in the very moment in which the message is due.
 */
export class Calendar {
  readonly entries: Entry[] = [];
  readonly questions = new OpenQuestions();
  readonly #options: CalendarOptions;

  constructor(options: CalendarOptions) {
    this.#options = options;
  }

  /** Plans what is said later to whom in the time to come. */
  plan(people: readonly Person[], spanMs: number): void {
    const { clock, random } = this.#options;
    for (const { phone } of people) {
      for (let i = 0; i < 2; i++) {
        clock.schedule(later(clock.now(), random.below(spanMs)), () => this.#note(phone));
      }
    }
  }

  #note(phone: string): void {
    const { clock, random, moods, fuse, names } = this.#options;
    const count = this.entries.length + 1;
    const sendAt = later(clock.now(), random.below(random.happens(0.5) ? HOUR_MS : 30 * HOUR_MS));
    const entry: Entry = {
      ...{ count, phone, address: names.addressOf(phone), hasFallback: random.happens(0.5) },
      ...{
        versions: [{ sendAt, askedAt: clock.now(), told: "nothing" }],
        ...{ answers: [], draft: undefined },
        isCanceled: false,
      },
    };
    this.entries.push(entry);
    if (moods.happens(0.1)) fuse.arm({ blow: "cut", at: "draft about to commit" });
    this.#ask(entry, 1);
    const chance = random.below(100);
    // In the moment itself: who comes first, the business or the hub, is the database's to say.
    const isDue = random.happens(0.4);
    const at = isDue ? sendAt : later(clock.now(), random.below(sendAt - clock.now() + 1));
    if (chance < 30) clock.schedule(at, () => this.#change(entry, isDue));
    else if (chance < 50) clock.schedule(at, () => this.#cancel(entry, isDue));
    if (random.happens(0.15)) this.#breakWhenDue(sendAt);
  }

  #breakWhenDue(sendAt: Instant): void {
    const { clock, random, fuse } = this.#options;
    const at = BREAKS[random.below(BREAKS.length)] ?? "draft committed";
    const before = instantFromMs(Math.max(clock.now(), sendAt - 1));
    clock.schedule(before, () => fuse.arm({ blow: "crash", at }));
  }

  /** Asks until it is answered, under one key: nobody wants it said twice. */
  #ask(entry: Entry, attempt: number): void {
    const { clock, random, numberId } = this.#options;
    const { count, address, hasFallback, versions } = entry;
    const [first] = versions;
    if (first === undefined) return;
    first.askedAt = clock.now();
    const question = {
      ...{ method: "POST", path: "/api/v1/messages" },
      headers: { "idempotency-key": `later-${count}` },
      body: {
        ...{ number_id: numberId, to: wholeOf(address), draft: wordsOf(count, 0) },
        ...(hasFallback ? { fallback: fallbackOf(count) } : {}),
        send_at: isoOf(first.sendAt),
      },
    };
    const place = entry.answers.push(undefined) - 1;
    this.#put(question, (told) => {
      entry.answers[place] = told?.status;
      if (told?.status === 200) {
        first.told = "yes";
        // Once it is sent the message's id is another.
        const { id, draft_id: draft } = told.body.data.message;
        entry.draft = draft ?? id;
      }
      if ((told?.status ?? 500) < 500 || attempt === ATTEMPTS_MAX) return;
      const at = later(clock.now(), 1_000 + random.below(AGAIN_MS_MAX));
      clock.schedule(at, () => this.#ask(entry, attempt + 1));
    });
  }

  #change(entry: Entry, isDue: boolean): void {
    const { clock, random, sightings, numberId } = this.#options;
    const { draft, count, versions } = entry;
    if (draft === undefined) return;
    const askedAt = clock.now();
    const sendAt = later(askedAt, random.below(HOUR_MS));
    const version: Version = { sendAt, askedAt, told: "nothing" };
    versions.push(version);
    const body = { draft: wordsOf(count, versions.length - 1), send_at: isoOf(version.sendAt) };
    const path = `/api/v1/scheduled/${numberId}/${draft}`;
    this.#put({ method: "PATCH", path, body }, (told) => {
      version.told = toldIn(told);
      if (version.told === "yes") sightings.saw("a scheduled message that was changed");
      if (isDue) sightings.saw("a scheduled message changed or taken back as it was due");
    });
  }

  #cancel(entry: Entry, isDue: boolean): void {
    const { sightings, numberId } = this.#options;
    if (entry.draft === undefined) return;
    const path = `/api/v1/scheduled/${numberId}/${entry.draft}`;
    this.#put({ method: "DELETE", path }, (told) => {
      entry.isCanceled = toldIn(told) === "yes";
      if (entry.isCanceled) sightings.saw("a scheduled message that was taken back");
      if (isDue) sightings.saw("a scheduled message changed or taken back as it was due");
    });
  }

  #put(question: Omit<Question, "key">, heed: (told: Told | undefined) => void): void {
    const { hub, key } = this.#options;
    this.questions.put(hub(), { ...question, key }, heed);
  }
}

function toldIn(told: Told | undefined): Version["told"] {
  if (told === undefined || told.status >= 500) return "nothing";
  return told.status === 200 ? "yes" : "no";
}

function wordsOf(count: number, version: number): object {
  return { kind: "text", text: `Later ${count} in version ${version}` };
}

function fallbackOf(count: number): object {
  const values = [`L-${count}`, "due now"];
  return { kind: "template", name: "order_update", language: "en_US", values };
}

function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

const BREAKS: readonly Mark[] = ["draft about to commit", "draft committed", "send taken"];
const ATTEMPTS_MAX = 6;
const AGAIN_MS_MAX = 600_000;
