import { DAY_MS, type Instant, instantFromMs, later } from "@casement/engine";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import type { Saying } from "../sayings.ts";
import type { Written } from "./files.ts";
import type { Stage } from "./stage.ts";

/** What happens whatever breaks: people write, the business answers, sends to all, looks in. */
export class PeopleInStorm {
  readonly #stage: Stage;
  readonly #people: readonly Person[];
  readonly #random: Random;
  readonly #pictures: Random;

  constructor(stage: Stage, people: readonly Person[]) {
    this.#stage = stage;
    this.#people = people;
    this.#random = stage.chance("people");
    this.#pictures = stage.chance("pictures");
  }

  get all(): readonly Person[] {
    return this.#people;
  }

  async moveIn(): Promise<void> {
    const { control, border, names } = this.#stage;
    for (const { phone, device, readsAfter, receives } of this.#people) {
      await control("PUT", `customers/${phone}`, { device, behaviour: { readsAfter, receives } });
      if (readsAfter === "0s") border.leavesOutDelivered(phone);
    }
    await names.give(this.#people);
  }

  /** Plans the days, from the clock's now on. */
  plan(days: number): void {
    const { clock, start } = this.#stage;
    const spanMs = days * DAY_MS;
    const anywhen = (): Instant => later(clock.now(), this.#random.below(spanMs));
    for (const person of this.#people) {
      for (let i = 0; i < 2 * days; i++) {
        if (this.#random.happens(0.5)) clock.schedule(anywhen(), () => this.#writes(person));
        if (this.#random.happens(0.25)) clock.schedule(anywhen(), () => this.#isSent(person));
      }
      if (this.#random.happens(0.2) && start.month.hasBursts) this.#goesOffline(person, anywhen());
    }
    clock.schedule(anywhen(), () => this.#toAll());
    clock.schedule(anywhen(), () => this.#toAll());
    this.#atMidnights(instantFromMs(clock.now() + spanMs));
    if (this.#random.happens(0.1)) clock.schedule(anywhen(), () => this.#stage.border.batchNext());
  }

  /** Something leaves in the last second of each day, by UTC and by the account's zone. */
  #atMidnights(end: Instant): void {
    const { clock, start } = this.#stage;
    for (let at = clock.now(); at < end; at = later(at, DAY_MS)) {
      const day = Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO(start.month.timeZone)
        .add({ days: 1 })
        .startOfDay();
      const midnight = instantFromMs(day.epochMilliseconds);
      for (const person of this.#people.slice(0, 2)) {
        clock.schedule(later(midnight, -900), () => this.#isSent(person));
      }
    }
  }

  #goesOffline({ phone }: Person, at: Instant): void {
    const { clock, control } = this.#stage;
    const change = (offline: boolean) => () =>
      control("PUT", `customers/${phone}`, { behaviour: { offline } });
    clock.schedule(at, change(true));
    clock.schedule(later(at, this.#random.below(DAY_MS)), change(false));
  }

  /** One template to everybody in one moment: more than the number may send in a second. */
  #toAll(): void {
    for (const person of this.#people) this.#isSent(person);
  }

  #isSent(person: Person): void {
    const { desk, clock } = this.#stage;
    desk.say(person, this.#oneOf(["utility", "reminder", "authentication"]));
    if (!this.#random.happens(person.replies)) return;
    const at = later(clock.now(), 5_000 + this.#random.below(DAY_MS));
    clock.schedule(at, () => this.#writes(person));
  }

  /** Once, or twice in the same moment; some come by an ad. */
  async #writes(person: Person): Promise<void> {
    const { control, clock, sightings, files } = this.#stage;
    const count = this.#random.happens(0.2) ? 2 : 1;
    if (count === 2) sightings.saw("two messages of a customer in one millisecond");
    for (let i = 0; i < count; i++) {
      const path = `customers/${person.phone}/messages`;
      const file = this.#fileOrNot();
      const { id } = await control("POST", path, file?.content ?? this.#content());
      if (file !== undefined) files.wasSent(id, file);
      if (this.#random.happens(0.8)) {
        clock.schedule(later(clock.now(), this.#delayMs()), () => this.#answers(person, id));
      }
    }
  }

  #fileOrNot(): Written | undefined {
    return this.#pictures.happens(0.1) ? this.#stage.files.written() : undefined;
  }

  #content(): object {
    const chance = this.#random.below(100);
    const text = { type: "text", text: { body: `Question ${chance}` } };
    if (chance < 12) return { ...text, referral: AD };
    if (chance < 20) return { type: "location", location: { latitude: 52.52, longitude: 13.4 } };
    if (chance < 28) return { type: "reaction", reaction: THUMB };
    return text;
  }

  #delayMs(): number {
    const chance = this.#random.below(100);
    if (chance < 8) return DAY_MS - 5_000;
    if (chance < 14) return DAY_MS + 1_000;
    return this.#random.below(chance < 60 ? 1_200_000 : DAY_MS);
  }

  /** Sometimes in three lines at once. Where a conversation costs, never two in one second. */
  #answers(person: Person, wamid: string): void {
    const { desk, start, files } = this.#stage;
    if (this.#pictures.happens(0.1)) files.show(person);
    const lines = start.month.hasBursts && this.#random.happens(0.2) ? 3 : 1;
    for (let i = 0; i < lines; i++) desk.say(person, this.#answer(), wamid);
  }

  #answer(): Saying {
    const chance = this.#random.below(100);
    if (chance < 75) return "text";
    return chance < 85 ? "reaction" : "utility";
  }

  #oneOf(sayings: readonly Saying[]): Saying {
    return sayings[this.#random.below(sayings.length)] ?? "utility";
  }
}

const AD = {
  source_url: "https://fb.me/3kZzExample",
  source_id: "120208000000000001",
  source_type: "ad",
  headline: "Spring in the garden",
  body: "Everything for the first warm days",
  media_type: "image",
  ctwa_clid: "ARAkLkA8rmlFeiCktEJQ",
};
const THUMB = { message_id: "wamid.HBgLNTU1MDEwMDAwMBUCABEYEjA", emoji: "\u{1f44d}" };
