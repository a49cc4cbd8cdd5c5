import {
  type Account,
  type Accounts,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  isAfter,
  type PairPace,
  type ThreadChanges,
  type ThreadState,
  wholeSecond,
  windowAt,
} from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** All that passed between one number and one customer, and what the engine makes of it. */
export interface Thread {
  readonly numberId: string;
  readonly phone: string;
  /** Every fact, so that the thread can be folded anew. */
  readonly facts: Fact[];
  state: ThreadState;
  /** The messages, by id, in the order they were written. */
  readonly messages: string[];
  /** How fast the number has lately written to the customer. */
  pace?: PairPace;
  /** The ids on the wire of its conversations, by category and opening message. */
  readonly conversationIds: Record<string, string>;
}

export function threadKey(numberId: string, phone: string): string {
  return `${numberId}/${phone}`;
}

export function threadOf(world: World, numberId: string, phone: string): Thread {
  const key = threadKey(numberId, phone);
  const known = ownEntry(world.threads, key);
  if (known !== undefined) return known;
  const thread: Thread = {
    numberId,
    phone,
    facts: [],
    state: EMPTY_THREAD,
    messages: [],
    conversationIds: {},
  };
  world.threads[key] = thread;
  return thread;
}

/** Adds a fact to the thread and tells what it changed. */
export function hear(world: World, thread: Thread, fact: Fact): ThreadChanges {
  const { state, changes } = suppose(world, thread, fact);
  thread.facts.push(fact);
  thread.state = state;
  return changes;
}

/**
 * What the thread would be with one more fact. Nothing is kept.
 *
 * A fact of the same second may belong before one that was already folded in (a customer's message
 * before a status); then the thread is folded from its beginning.
 */
export function suppose(
  world: World,
  thread: Thread,
  fact: Fact,
): { state: ThreadState; changes: ThreadChanges } {
  const accounts = accountsOf(world);
  return isAfter(fact, thread.state.foldedTo)
    ? foldThread(thread.state, [fact], accounts)
    : foldThread(EMPTY_THREAD, [...thread.facts, fact], accounts);
}

/**
 * The id of the next fact. Facts of one second and rank go by their ids, so these count up: else a
 * burst of messages would be folded from the beginning again and again.
 */
export function nextFactId(world: World): string {
  return String(world.next.fact++).padStart(12, "0");
}

/** Whether anything may be sent to the customer at `now`, judged on whole seconds as Meta does. */
export function isWindowOpen(thread: Thread, now: Instant): boolean {
  const { window } = thread.state;
  return window !== null && windowAt([window], wholeSecond(now)) !== undefined;
}

/** What the engine must know of a Messaging account. */
export function accountOf(world: World, accountId: string): Account {
  const account = ownEntry(world.accounts, accountId);
  if (account === undefined) throw new Error("a message names an account that is not there");
  const { timeZone, currency, country } = account;
  const paymentMethod = ownEntry(world.limits.unpaid, accountId) !== true;
  return { timeZone, currency, country, paymentMethod };
}

function accountsOf(world: World): Accounts {
  const first = Object.keys(world.accounts)[0] ?? "";
  return { of: (accountId) => accountOf(world, accountId ?? first) };
}
