import type { Instant } from "@casement/engine";
import type { Person } from "./people.ts";

/** One thing that happens in the story, and how long before its end: `2d 3h 10m`. */
export interface Happening {
  readonly ago: string;
  readonly deed: Deed;
}

export type Deed =
  | { readonly kind: "writes"; readonly message: Message; readonly labels: Labels }
  /** The business sends something: having read the thread, or unasked, as a shop's system does. */
  | {
      readonly kind: "sends";
      readonly message: Message;
      readonly labels: Labels;
      readonly hasRead: boolean;
      /** Meta's code, if it does not arrive. */
      readonly failsWith?: number;
    }
  | { readonly kind: "behaves"; readonly behaviour: object }
  /** Meta puts a template in another category, and the business has not heard of it. */
  | { readonly kind: "recategorised"; readonly template: string; readonly category: string };

/** A message is named `as` something so that a later one can be `to` it. */
interface Labels {
  readonly as?: string;
  readonly to?: string;
}

/** What a message must know of the moment it is written in. */
export interface Told {
  readonly now: Instant;
  /** The id of the message that it answers. */
  readonly to: string;
}

/** A message object: of a customer as in a webhook, of the business as in the Cloud API. */
export type Message = (told: Told) => object;

/** All that happens with one customer. */
export interface Chapter {
  readonly who: Person;
  readonly happenings: readonly Happening[];
}

/** The customer writes. */
export function writes(ago: string, message: Message, labels: Labels = {}): Happening {
  return { ago, deed: { kind: "writes", message, labels } };
}

/** Somebody at the shop has read the thread and answers. */
export function answers(ago: string, message: Message, labels: Labels = {}): Happening {
  return { ago, deed: { kind: "sends", message, labels, hasRead: true } };
}

/** The shop's system sends something, and nobody has looked. */
export function sends(ago: string, message: Message, labels: Labels = {}): Happening {
  return { ago, deed: { kind: "sends", message, labels, hasRead: false } };
}

/** The shop's system sends something that does not arrive. */
export function sendsInVain(ago: string, message: Message, failsWith: number): Happening {
  return { ago, deed: { kind: "sends", message, labels: {}, hasRead: false, failsWith } };
}

/** How the customer receives and reads, from now on. */
export function behaves(ago: string, behaviour: object): Happening {
  return { ago, deed: { kind: "behaves", behaviour } };
}

export function recategorised(ago: string, template: string, category: string): Happening {
  return { ago, deed: { kind: "recategorised", template, category } };
}
