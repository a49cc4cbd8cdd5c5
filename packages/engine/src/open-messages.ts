import type { ReportedPricing, StatusReported } from "./facts.ts";
import { DAY_MS, type Instant, later } from "./instant.ts";
import type {
  FinalMessage,
  PendingMessage,
  Placed,
  SentMessage,
  ThreadState,
} from "./thread-state.ts";
import type { Wamid } from "./wamid.ts";

export interface OpenMessage {
  readonly wamid: Wamid;
  sentAt: Instant;
  isSentReported: boolean;
  keptUntil: Instant;
  sent: SentMessage | null;
  accountId: string | null;
  provisional: ReportedPricing | null;
  reportedExpiresAt: Instant | null;
  expirySaidAt: Instant | null;
  reportedOrigin: string | null;
  isOriginOfDelivery: boolean;
  placed: Placed | null;
  deliveries: OpenDelivery[];
}

export interface OpenDelivery {
  readonly recipient: string;
  readonly deliveredAt: Instant;
  readonly inWindow: boolean;
  priced: ReportedPricing | null;
}

/** A message that is never delivered is dropped by the platform in at most 30 days. */
const UNDELIVERED_MS: number = 31 * DAY_MS;
/** A price comes with `delivered` or with `read`; who has not read in a week is not waited for. */
const UNPRICED_MS: number = 7 * DAY_MS;
/** Repeats for what is priced come soon or never. */
const FINAL_MS: number = DAY_MS;

/**
 * The fold's own copy of the messages it remembers, which it may change (SPEC D9).
 *
 * A message is forgotten at a moment of its own, whether or not anybody has cleared it away by
 * then: so a fold in one go and a fold in parts remember the same.
 */
export class OpenMessages {
  readonly #open = new Map<string, OpenMessage>();
  readonly #final = new Map<string, FinalMessage>();

  constructor(state: Pick<ThreadState, "messages" | "final">) {
    for (const one of state.messages) this.#open.set(one.wamid, copyOf(one));
    for (const one of state.final) this.#final.set(one.wamid, one);
  }

  /** Whether nothing that comes of this message can change anything any more. */
  isFinal(wamid: string, at: Instant): boolean {
    const final = this.#final.get(wamid);
    return final !== undefined && at < final.keptUntil;
  }

  find(wamid: string, at: Instant): OpenMessage | undefined {
    const message = this.#open.get(wamid);
    return message !== undefined && at < message.keptUntil ? message : undefined;
  }

  /** The message, which is new if it is not remembered. */
  named(wamid: Wamid, at: Instant): OpenMessage {
    const known = this.find(wamid, at);
    if (known !== undefined) return known;
    const message: OpenMessage = {
      wamid,
      sentAt: at,
      isSentReported: false,
      keptUntil: later(at, UNDELIVERED_MS),
      sent: null,
      accountId: null,
      provisional: null,
      reportedExpiresAt: null,
      expirySaidAt: null,
      reportedOrigin: null,
      isOriginOfDelivery: false,
      placed: null,
      deliveries: [],
    };
    this.#final.delete(wamid);
    this.#open.delete(wamid);
    this.#open.set(wamid, message);
    return message;
  }

  /** Takes what a status says of the message itself, whichever recipient it is about. */
  hear(message: OpenMessage, fact: StatusReported, at: Instant): void {
    message.accountId ??= fact.accountId ?? null;
    const { expiresAt, originType } = fact.conversation ?? {};
    if (expiresAt !== undefined) {
      message.reportedExpiresAt = expiresAt;
      message.expirySaidAt = at;
    }
    if (originType !== undefined) {
      message.reportedOrigin = originType;
      message.isOriginOfDelivery = fact.status !== "sent" && fact.status !== "failed";
    }
    if (fact.status !== "sent") return;
    message.provisional ??= fact.pricing ?? null;
    if (message.isSentReported) return;
    message.isSentReported = true;
    message.sentAt = at;
  }

  /**
   * Forgets a delivered message sooner: all that may still come of it is its price.
   *
   * A group's members are reached one after another, for as long as the message lives, and the
   * last of them may still read it.
   */
  shortenKeeping(message: OpenMessage, at: Instant): void {
    const delivery = message.deliveries.at(-1);
    if (delivery === undefined) return;
    const unpricedUntil = later(delivery.deliveredAt, UNPRICED_MS);
    if (delivery.recipient !== "") {
      if (message.keptUntil < unpricedUntil) message.keptUntil = unpricedUntil;
      return;
    }
    message.keptUntil = unpricedUntil;
    if (message.sent === null || delivery.priced === null) return;
    this.#open.delete(message.wamid);
    this.#final.set(message.wamid, {
      wamid: message.wamid,
      keptUntil: later(at, FINAL_MS),
    });
  }

  /** What is remembered at `at`, as it is stored. */
  keptAt(at: Instant): Pick<ThreadState, "messages" | "final"> {
    const messages: PendingMessage[] = [];
    for (const one of this.#open.values()) if (at < one.keptUntil) messages.push(copyOf(one));
    const final: FinalMessage[] = [];
    for (const one of this.#final.values()) if (at < one.keptUntil) final.push(one);
    return { messages, final };
  }
}

function copyOf(message: PendingMessage | OpenMessage): OpenMessage {
  return { ...message, deliveries: message.deliveries.map((one) => ({ ...one })) };
}
