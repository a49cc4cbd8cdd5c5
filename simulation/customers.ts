import assert from "node:assert/strict";
import { DAY_MS, later } from "@casement/engine";
import type { Random } from "../packages/emulator/src/random.ts";
import type { Business } from "./business.ts";
import type { Person } from "./people.ts";
import type { Planned } from "./plan.ts";
import type { Town } from "./town.ts";

/** The customers: they write, come by an ad, reply, read in their own time, or ignore it all. */
export class Customers {
  readonly #town: Town;
  readonly #random: Random;
  readonly #business: Business;

  constructor(town: Town, random: Random, business: Business) {
    this.#town = town;
    this.#random = random;
    this.#business = business;
  }

  async moveIn(people: readonly Person[]): Promise<void> {
    for (const { phone, device, readsAfter, receives } of people) {
      await this.#change(phone, { device, behaviour: { readsAfter, receives } });
      if (readsAfter === "0s") this.#town.wire.leavesOutDelivered(phone);
    }
  }

  schedule(plan: readonly Planned[]): void {
    for (const planned of plan) this.#town.clock.schedule(planned.at, () => this.#live(planned));
  }

  async #live(planned: Planned): Promise<void> {
    const { clock } = this.#town;
    const { person } = planned;
    const { phone } = person;
    switch (planned.what) {
      case "writes":
        return this.#writes(person);
      case "is_sent_a_template":
        return this.#isSent(person);
      case "goes_offline":
        await this.#change(phone, { behaviour: { offline: true } });
        clock.schedule(planned.until, () => this.#change(phone, { behaviour: { offline: false } }));
        return;
      default:
        await this.#told("POST", `${phone}/block`);
        clock.schedule(planned.until, async () => {
          await this.#told("POST", `${phone}/unblock`);
        });
    }
  }

  async #isSent(person: Person): Promise<void> {
    const { clock } = this.#town;
    const isSent = await this.#business.say(person, this.#business.anyTemplate());
    if (!isSent || !this.#random.happens(person.replies)) return;
    const at = later(clock.now(), 5_000 + this.#random.below(DAY_MS));
    clock.schedule(at, () => this.#writes(person));
  }

  /** Once, or twice in the same moment; what comes back may lead to more. */
  async #writes(person: Person): Promise<void> {
    const { clock } = this.#town;
    const count = this.#random.happens(0.15) ? 2 : 1;
    for (let i = 0; i < count; i++) {
      const { id } = await this.#told("POST", `${person.phone}/messages`, this.#content());
      this.#business.heardFrom(person, id);
    }
    if (!this.#random.happens(person.replies)) return;
    const at = later(clock.now(), this.#random.below(2 * DAY_MS));
    clock.schedule(at, () => this.#writes(person));
  }

  #content(): object {
    const chance = this.#random.below(100);
    const text = { type: "text", text: { body: `Question ${chance}` } };
    if (chance < 15) return { ...text, referral: AD };
    if (chance < 20) return { ...text, referral: { ...AD, source_type: "post" } };
    if (chance < 27) return { type: "location", location: PLACE };
    if (chance < 34) return { type: "reaction", reaction: THUMB };
    if (chance < 40) return { type: "button", button: TAP };
    return text;
  }

  async #change(phone: string, change: object): Promise<void> {
    await this.#told("PUT", phone, change);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  async #told(method: string, path: string, said?: object): Promise<any> {
    const { status, body } = await this.#town.control(method, `customers/${path}`, said);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
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
const PLACE = { latitude: 52.52, longitude: 13.4, name: "Here" };
const THUMB = { message_id: "wamid.HBgLNTU1MDEwMDAwMBUCABEYEjA", emoji: "\u{1f44d}" };
const TAP = { text: "Show me", payload: "show" };
