import {
  type Instant,
  isReachLimitReached,
  later,
  MINUTE_MS,
  reachLimitAt,
} from "@casement/engine";
import type { PoolClient } from "pg";
import type { CallEnd } from "./call-meta.ts";
import type { NewDraft } from "./draft-store.ts";
import { askReachLimit } from "./reach-limit-client.ts";
import { putReach, selectReach, selectReached } from "./reach-store.ts";
import { REACH_SPAN_MS, Reached } from "./reached.ts";
import type { SenderParts } from "./sender-parts.ts";

/** Below this many nobody need ask: the least limit there is was 50. */
const ASKED_FROM = 40;
/** A limit rises by itself: close to it, it is asked for again, but not at every message. */
const ASKED_AGAIN_FROM = 0.9;
const ASKED_AGAIN_AFTER_MS = 10 * MINUTE_MS;

/**
 * Keeps a number below what its portfolio may reach (SPEC S9). It counts its own customers, knows
 * what the other numbers last said of theirs, and asks Meta for the limit when it comes near one,
 * or when a notice says that it is another (SPEC I18). As long as the limit is not known nothing is
 * refused: Meta has the last word anyway.
 */
export class PortfolioReach {
  readonly #parts: SenderParts;
  readonly #numberId: bigint;
  readonly #reached = new Reached();
  #others = 0;
  /** What the others were told last, once that was committed; and what they are to be told now. */
  #told: number | undefined;
  #telling: number | undefined;
  #limit = Number.POSITIVE_INFINITY;
  #askedAt: Instant | undefined;

  constructor(parts: SenderParts, numberId: bigint) {
    this.#parts = parts;
    this.#numberId = numberId;
  }

  /**
   * A call is made: whoever gets a template out of their window is reached by it, as long as it is
   * under way and unless it ends surely unsent. What this gives is to be told of the end.
   */
  called(draft: NewDraft): (end: CallEnd) => void {
    if (!isReaching(draft)) return () => {};
    const { threadId, createdAt } = draft;
    if (this.reachesAnew(draft)) {
      this.#reached.note(threadId, createdAt);
      return (end) => {
        if (isUnsent(end)) this.#reached.takeBack(threadId, createdAt);
      };
    }
    // An earlier message stands for its customer until this one is sent.
    return (end) => {
      if (!isUnsent(end)) this.#reached.note(threadId, createdAt);
    };
  }

  /** Whether it will reach a customer out of their window who is not among the reached. */
  reachesAnew(draft: NewDraft): boolean {
    return isReaching(draft) && !this.#reached.has(draft.threadId, this.#now());
  }

  /** Whether one more customer is too many; `more` are about to be reached. */
  isLimitReached(threadId: string, more: number): boolean {
    const now = this.#now();
    return isReachLimitReached({
      limit: this.#limit,
      reached: this.#count(now) + more,
      isAmongThem: this.#reached.has(threadId, now),
    });
  }

  /**
   * Before a batch, and in no transaction: what the others reached, and whether Meta should be
   * asked. It is not waited for: a slow answer would hold up every send.
   */
  async lookAround(): Promise<void> {
    const now = this.#now();
    const isLimited = Number.isFinite(this.#limit);
    if (isLimited) await this.#lookAtOthers(now);
    const from = Math.max(ASKED_FROM, isLimited ? this.#limit * ASKED_AGAIN_FROM : 0);
    if (this.#count(now) < from) return;
    if (this.#askedAt !== undefined && later(this.#askedAt, ASKED_AGAIN_AFTER_MS) > now) return;
    this.#askedAt = now;
    void this.#ask();
  }

  /**
   * Meta says that the limit is another: asks which, and says whether it was told. Whoever never
   * came near one need not know, and asks when they do.
   */
  async askAgain(): Promise<boolean> {
    if (this.#askedAt === undefined) return true;
    this.#askedAt = this.#now();
    return this.#ask();
  }

  /** In the transaction of a batch: what the other numbers of the portfolio should know. */
  async tell(client: PoolClient): Promise<void> {
    const now = this.#now();
    const reached = this.#reached.count(now);
    this.#telling = this.#told;
    if (reached === this.#told || this.#siblings(now).length === 0) return;
    await putReach(client, this.#numberId, { reached, asOf: now });
    this.#telling = reached;
  }

  /** The transaction in which they were told is committed. */
  committed(): void {
    this.#told = this.#telling;
  }

  /** The number became ours: whom it reached before counts on, whatever its last owner told. */
  async recall(client: PoolClient): Promise<void> {
    this.#told = undefined;
    const since = later(this.#now(), -REACH_SPAN_MS);
    for (const { threadId, at } of await selectReached(client, this.#numberId, since)) {
      this.#reached.note(threadId, at);
    }
  }

  async #lookAtOthers(now: Instant): Promise<void> {
    let others = 0;
    for (const one of this.#siblings(now)) {
      others += await selectReach(this.#parts.surroundings.db, one, later(now, -REACH_SPAN_MS));
    }
    this.#others = others;
  }

  async #ask(): Promise<boolean> {
    const { directory, dial, tokenOf } = this.#parts;
    const account = directory.defaultAccountOf(this.#numberId);
    if (account === undefined) return true;
    try {
      const asked = { token: tokenOf(account), numberId: this.#numberId };
      const limit = await askReachLimit(dial, account, asked);
      this.#limit = limit ?? this.#limit;
      return limit !== undefined;
    } catch (error) {
      const errorName = error instanceof Error ? error.name : typeof error;
      const { log } = this.#parts.surroundings;
      log.error("limit_not_asked", { numberId: String(this.#numberId), errorName });
      return false;
    }
  }

  #count(now: Instant): number {
    return this.#reached.count(now) + this.#others;
  }

  /** The other numbers that share the limit: none before limits were the portfolio's. */
  #siblings(now: Instant): readonly bigint[] {
    const { directory } = this.#parts;
    const account = directory.defaultAccountOf(this.#numberId);
    if (account === undefined) return [];
    if (reachLimitAt(now, account.rules.timeZone).scope === "number") return [];
    return directory.portfolioOf(account).filter((one) => one !== this.#numberId);
  }

  #now(): Instant {
    return this.#parts.surroundings.clock.now();
  }
}

function isReaching({ asked, decision }: Pick<NewDraft, "asked" | "decision">): boolean {
  return asked.content === "template" && decision.allowed && decision.window !== "open";
}

/** Whether it is sure that nothing was sent: what is unknown may have been. */
function isUnsent({ state }: CallEnd): boolean {
  return state === "failed" || state === "withdrawn";
}
