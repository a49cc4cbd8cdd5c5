// What the emulator's control API says, as far as this page shows it.

/** The emulator's clock. */
export interface ClockReport {
  readonly now: string;
  /** `frozen`, `real`, or a speed: `60x`. */
  readonly mode: string;
  readonly speed: number;
  readonly next: Due | null;
  /** What the emulator itself does next, soonest first. */
  readonly upcoming: readonly Due[];
  /** What others on its clock do next, as far as they say: the hub. */
  readonly others: readonly Due[];
}

export interface Due {
  readonly at: string;
  readonly what: string;
}

/** A person with a phone. */
export interface Customer {
  readonly phone: string;
  readonly name: string;
  readonly username: string | null;
  readonly blocked: boolean;
  readonly calls: "accept" | "reject" | "ignore";
  readonly marketingStopped: boolean;
  readonly behaviour: { readonly offline: boolean };
}

/** A customer's phone with its chat with the business open. */
export interface PhoneChat {
  readonly phone: string;
  readonly name: string;
  readonly business: { readonly name: string; readonly phone: string };
  readonly typing: boolean;
  readonly offline: boolean;
  readonly blocked: boolean;
  readonly marketingStopped: boolean;
  readonly call: PhoneCall | null;
  /** Oldest first. */
  readonly data: readonly PhoneMessage[];
}

/** A call that rings or is spoken on. */
export interface PhoneCall {
  readonly id: string;
  readonly by: "business" | "customer";
  readonly state: string;
  readonly at: string;
}

export interface PhoneMessage {
  readonly id: string;
  readonly from: "business" | "customer";
  readonly at: string;
  readonly type: string;
  readonly content: unknown;
  /** Of the business's messages: the words and buttons a phone shows. */
  readonly shown: Shown | null;
  readonly contextId: string | null;
  /** Whether the other side has read it. */
  readonly read: boolean;
}

export interface Shown {
  readonly header?: { readonly type: string; readonly text?: string; readonly link?: string };
  readonly body?: string;
  readonly footer?: string;
  readonly buttons?: readonly ShownButton[];
}

export interface ShownButton {
  readonly type: string;
  readonly text: string;
  /** What comes back when it is pressed. */
  readonly payload?: string;
  readonly url?: string;
}

/** One webhook request and what became of it. */
export interface WebhookPost {
  readonly id: string;
  readonly url: string;
  readonly field: string;
  readonly state: "due" | "delivered" | "given_up";
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly failure: string | null;
    /** How an answer other than 200 begins. */
    readonly said: string | null;
  }[];
}
