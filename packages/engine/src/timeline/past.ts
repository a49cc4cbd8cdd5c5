import { comparePositions, type Position, positionOf } from "../canonical-order.ts";
import type { Conversation } from "../conversation.ts";
import type { BusinessMessage } from "../facts.ts";
import { foldThread } from "../fold.ts";
import { type Instant, instantFromMs } from "../instant.ts";
import { EMPTY_THREAD, type ThreadChanges, type ThreadState } from "../thread-state.ts";
import type { Unit } from "../unit.ts";
import type { Window } from "../window.ts";
import { FreeUnits } from "./free-units.ts";
import type { Ends, ThreadFact, Timeline } from "./timeline.ts";

/** What is known of one thread: its state, and the last word on all it ever had. */
export interface ThreadPast extends Ends {
  state: ThreadState;
  readonly windows: Map<Instant, Window>;
  readonly conversations: Map<string, Conversation>;
  readonly units: Map<string, Unit>;
}

/** A message that was sent, and of which it is not yet known what became. */
export interface Underway extends Ends {
  readonly message: BusinessMessage;
}

/**
 * What was known of a timeline's threads up to a moment, which only moves on.
 *
 * A question is answered by what had happened before it. To fold all of the past anew for each
 * would make a timeline of questions cost the square of its length.
 */
export class Past {
  readonly freeUnits: FreeUnits;
  readonly #timeline: Timeline;
  readonly #facts: readonly { readonly one: ThreadFact; readonly position: Position }[];
  readonly #threads = new Map<string, ThreadPast>();
  readonly #underway = new Map<string, Underway>();
  readonly #settled = new Set<string>();
  #next = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.freeUnits = new FreeUnits(timeline);
    this.#facts = timeline.facts
      .map((one) => ({ one, position: positionOf(one.fact) }))
      .sort((a, b) => comparePositions(a.position, b.position));
  }

  /** Takes in what stands before `position`, in the order of facts. */
  learnUpTo(position: Position): void {
    const learned = new Map<ThreadPast, ThreadFact[]>();
    for (let next = this.#facts[this.#next]; next !== undefined; next = this.#facts[this.#next]) {
      if (comparePositions(next.position, position) >= 0) break;
      this.#next++;
      const thread = this.threadOf(next.one);
      const facts = learned.get(thread);
      if (facts === undefined) learned.set(thread, [next.one]);
      else facts.push(next.one);
      this.#follow(next.one);
    }
    for (const [thread, facts] of learned) this.#fold(thread, facts);
  }

  threadOf({ number, customer }: Ends): ThreadPast {
    const key = `${number}\n${customer}`;
    const known = this.#threads.get(key);
    if (known !== undefined) return known;
    const thread: ThreadPast = {
      number,
      customer,
      state: EMPTY_THREAD,
      windows: new Map(),
      conversations: new Map(),
      units: new Map(),
    };
    this.#threads.set(key, thread);
    return thread;
  }

  /** All threads, by number and customer. */
  get threads(): ThreadPast[] {
    const byKey = [...this.#threads].sort(([a], [b]) => (a < b ? -1 : 1));
    return byKey.map(([, thread]) => thread);
  }

  get underway(): Iterable<Underway> {
    return this.#underway.values();
  }

  #follow({ number, customer, fact }: ThreadFact): void {
    if (fact.kind === "business_message" && !this.#settled.has(fact.wamid)) {
      this.#underway.set(fact.wamid, { number, customer, message: fact });
    }
    if (fact.kind !== "status_reported" || fact.status === "sent") return;
    this.#settled.add(fact.wamid);
    this.#underway.delete(fact.wamid);
  }

  #fold(thread: ThreadPast, facts: readonly ThreadFact[]): void {
    const { account } = this.#timeline;
    const { state, changes } = foldThread(
      thread.state,
      facts.map((one) => one.fact),
      { of: () => account },
    );
    thread.state = state;
    this.#keep(thread, changes);
  }

  #keep(thread: ThreadPast, changes: ThreadChanges): void {
    for (const one of changes.windows) thread.windows.set(one.openedAt, one);
    for (const one of changes.conversations) {
      thread.conversations.set(`${one.category}\n${one.openedBy}`, one);
    }
    for (const one of changes.units) {
      const key = `${one.wamid}\n${one.recipient}`;
      this.freeUnits.count(thread.number, thread.units.get(key), one);
      thread.units.set(key, one);
    }
  }
}

/** After all facts. */
export const THE_END: Position = {
  at: instantFromMs(Number.MAX_SAFE_INTEGER),
  rank: Number.POSITIVE_INFINITY,
  id: "",
};
