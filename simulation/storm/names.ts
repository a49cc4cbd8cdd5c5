import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Person } from "../people.ts";
import type { Sightings } from "../sometimes.ts";
import type { StormSight } from "./sights.ts";

export interface NamesOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  readonly control: (method: string, path: string, body?: unknown) => Promise<any>;
}

/**
 * By what names the business writes to its customers. A Brazilian's phone it writes in one way or
 * the other (SPEC F15); of some storms one customer shows no phone, and is written to by their id,
 * or by the phone that the business has from elsewhere (SPEC F7).
 */
export class Names {
  readonly #options: NamesOptions;
  readonly #phones = new Map<string, string>();
  /** Who shows no phone: their id, by the phone. */
  readonly #hidden = new Map<string, string>();

  constructor(options: NamesOptions) {
    this.#options = options;
  }

  /** After the customers are there. */
  async give(people: readonly Person[]): Promise<void> {
    const { clock, random, control } = this.#options;
    const { world } = await control("GET", "state");
    for (const { phone, userId } of Object.values<Customer>(world.customers)) {
      this.#phones.set(userId, phone);
      if (clock.now() < IDS_SINCE || people.every((one) => one.phone !== phone)) continue;
      // Who reads with the chat open is told of by their phone at the border.
      if (!random.happens(0.3) || otherWriting(phone) !== undefined) continue;
      await control("PUT", `customers/${phone}`, { username: `user.${phone}`, hidePhone: true });
      this.#hidden.set(phone, userId);
    }
  }

  /** How the business writes to whom it knows by a phone, this time: digits, or an id. */
  addressOf(phone: string): string {
    const { random, sightings } = this.#options;
    const id = this.#hidden.get(phone);
    if (id !== undefined && random.happens(0.6)) {
      sightings.saw("a send to somebody's id");
      return id;
    }
    const other = otherWriting(phone);
    if (other === undefined || !random.happens(0.4)) return phone;
    this.#phones.set(other, phone);
    sightings.saw("a send to another writing of a phone");
    return other;
  }

  /** Whether who has this phone shows none. */
  isHidden(phone: string): boolean {
    return this.#hidden.has(phone);
  }

  /** The phone of whom a name means. */
  phoneOf(name: string): string {
    return this.#phones.get(name) ?? name;
  }
}

/** A Brazilian's digits without the ninth. */
function otherWriting(phone: string): string | undefined {
  const [, area, own] = /^55(\d\d)9(\d{8})$/.exec(phone) ?? [];
  return area === undefined ? undefined : `55${area}${own}`;
}

/** Whether a name is a customer's id, and no digits. */
export function isId(name: string): boolean {
  return /^[A-Z]{2}\./.test(name);
}

/** A phone as the hub's own API takes it, with its plus. */
export function wholeOf(address: string): string {
  return isId(address) ? address : `+${address}`;
}

interface Customer {
  readonly phone: string;
  readonly userId: string;
}

/** When Meta began to tell of ids: 2026-04-01. */
const IDS_SINCE: number = Date.UTC(2026, 3, 1);
