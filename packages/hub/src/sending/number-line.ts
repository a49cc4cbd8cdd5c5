import { type Instant, later, type SendLimits, unreachable } from "@casement/engine";
import { NotOwner, RETRY_MS } from "../numbers/owner.ts";
import { type Ask, TURN_MS_MAX } from "./ask.ts";
import { type CallEnd, unknownEnd } from "./call-meta.ts";
import { Calls } from "./calls.ts";
import { commitBatch, hasAppointments, type Told } from "./commit-batch.ts";
import type { DraftRow, NewDraft } from "./draft-store.ts";
import type { Left, Unsettled, Waiting } from "./in-line.ts";
import { Lanes } from "./lanes.ts";
import { outcomeFrom, outcomeOf } from "./outcome.ts";
import { PortfolioReach } from "./portfolio-reach.ts";
import { isTooLate } from "./schedule.ts";
import { type SendOutcome, whyNotCommitted, whyNotTaken } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";
import type { Ended } from "./settle-calls.ts";
import type { OnTheWay, Taken, Turn } from "./take-drafts.ts";
import { Turns } from "./turns.ts";

/** How many asks become drafts in one transaction. */
const BATCH_MAX = 256;

/**
 * All that a number is to send, from asking to settling (SPEC S1, S5, S8).
 *
 * A batch is one transaction: what ended since the last is settled, and those whose turn it is are
 * decided and committed as drafts. There is no timer: it goes when the connection is free, and what
 * comes meanwhile forms the next. Whoever must wait for a turn waits before there is a draft: the
 * decision is fresh then, and a crash leaves nothing in doubt.
 */
export class NumberLine {
  readonly calls: Calls;
  readonly reach: PortfolioReach;
  readonly #parts: SenderParts;
  readonly #numberId: bigint;
  readonly #lanes = new Lanes<Waiting>();
  readonly #turns = new Turns();
  readonly #ends: Unsettled[] = [];
  /** All that have no draft yet, wherever they wait. */
  readonly #waiting = new Set<Waiting>();
  /** What is done beside the batches: waiting for a digest, or telling another owner. */
  readonly #beside = new Set<Promise<void>>();
  #work: Promise<void> | undefined;
  #isClosed = false;
  #isPaused = false;
  #callOffRetry: () => void = () => {};

  constructor(parts: SenderParts, numberId: bigint) {
    this.#parts = parts;
    this.#numberId = numberId;
    this.reach = new PortfolioReach(parts, numberId);
    this.calls = new Calls(parts, numberId, () => this.#wake());
  }

  /** Whether Meta has answered all and all is written; what waits for its moment may wait. */
  get idle(): boolean {
    return !this.#isAtWork && this.#ends.length === 0 && this.calls.idle;
  }

  async settled(): Promise<void> {
    do {
      await this.#work;
      await Promise.all(this.#beside);
      await this.calls.settled();
      // What a call that just ended sets going begins within this turn of the loop.
      await nextTurn();
    } while (this.#isAtWork || !this.calls.idle);
  }

  get #isAtWork(): boolean {
    return this.#work !== undefined || this.#beside.size > 0;
  }

  /** Sends it. With `askId` it is what another node was asked. */
  send(ask: Ask, askId?: string): Promise<SendOutcome> {
    const { clock } = this.#parts.surroundings;
    const outcome = Promise.withResolvers<SendOutcome>();
    const until = later(ask.askedAt, TURN_MS_MAX);
    const waiting: Waiting = {
      ...{ ask, askId, outcome, isLate: false, isCaughtUp: false, threadId: undefined },
      callOff: clock.schedule(until, () => this.#tooLate(waiting), "a message waited too long"),
    };
    this.#waiting.add(waiting);
    this.#turns.add(waiting);
    // What a node was asked that died is found later than its turn was.
    if (this.calls.isStopping || clock.now() >= until) this.#tooLate(waiting);
    this.#wake();
    return outcome.promise;
  }

  /**
   * Sends a scheduled draft, its moment come, when there is room beside those who ask; unless it
   * waits here already. What cannot be committed stays scheduled, and is given here again.
   */
  sendDue(ask: Ask, due: NonNullable<Turn["due"]>): void {
    const isHere = [...this.#waiting].some((one) => one.due?.draftId === due.draftId);
    if (isHere || this.calls.isStopping) return;
    const outcome = Promise.withResolvers<SendOutcome>();
    outcome.promise.then(this.#parts.ended, () => {});
    const isLate = isTooLate(due.sendAt, ask.askedAt);
    const waiting: Waiting = {
      ...{ ask, due, outcome, isLate, isCaughtUp: false, threadId: undefined },
      callOff: () => {},
    };
    this.#waiting.add(waiting);
    if (isLate) this.#turns.addLate(waiting);
    else this.#turns.addDue(waiting);
    this.#wake();
  }

  /** Settles a draft by what another node was told of it. Resolves when it has, or cannot. */
  async settle(ended: Ended): Promise<void> {
    const outcome = Promise.withResolvers<SendOutcome>();
    this.#ends.push({ ...ended, outcome });
    this.#wake();
    await outcome.promise;
  }

  /** What stands against one more message to a thread now, of what the platform counts. */
  limitsOf(threadId: string, more = 0): SendLimits {
    const now = this.#parts.surroundings.clock.now();
    return {
      isPairRateReached: this.calls.pairs.sendAt(threadId, now) > later(now, TURN_MS_MAX),
      isPortfolioLimitReached: this.reach.isLimitReached(threadId, more),
    };
  }

  /** Begins nothing any more: whoever waits for a turn is told at once that there is none. */
  stop(): void {
    this.calls.stop();
    for (const waiting of [...this.#waiting]) {
      // A scheduled one stays so, for the hub that starts next.
      if (waiting.due === undefined) this.#tooLate(waiting);
    }
  }

  /**
   * Makes no drafts until `resume`: another node is to have the number, and what is under way here
   * would be in doubt there. Whether it is all settled is told by `isClear`.
   */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#wake();
  }

  /** Whether every draft that was committed here has its end, and that end is written down. */
  get isClear(): boolean {
    return this.idle && !this.calls.isBusy;
  }

  close(): void {
    this.#isClosed = true;
    this.#callOffRetry();
  }

  #wake(): void {
    if (this.#isClosed || this.#work !== undefined || !this.#hasWork()) return;
    this.#work = this.#workAll().then((isAway) => {
      this.#work = undefined;
      if (isAway) this.#tryAgain();
      else this.#wake();
    });
  }

  #hasWork(): boolean {
    if (this.#ends.length + this.#turns.late > 0) return true;
    return !this.#isPaused && this.#turns.count > 0 && this.calls.room > 0;
  }

  /** Whether it ended because the database is away, or the number is another node's. */
  async #workAll(): Promise<boolean> {
    // After the current turn of the loop, so that what is read in the same turn goes together.
    await nextTurn();
    while (!this.#isClosed && this.#hasWork()) if (!(await this.#batch())) return true;
    return false;
  }

  /** One transaction. `false`: nothing can be committed now. */
  async #batch(): Promise<boolean> {
    let left: Left | undefined;
    try {
      await this.reach.lookAround();
      await this.#parts.owner.run(this.#numberId, async (client) => {
        const { turns, ends } = this.#take();
        const turnsLeft = new Set(turns);
        const endsLeft = new Set(ends);
        left = { turns: turnsLeft, ends: endsLeft };
        await this.#parts.ready(ends.map((one) => one.endedAt));
        await commitBatch(client, this.#parts, this.#numberId, {
          ...{ turns, ends },
          onTheWay: () => this.#onTheWay(),
          tell: () => this.reach.tell(client),
          done: (told) => {
            for (const [waiting] of [...told.taken, ...told.failed]) turnsLeft.delete(waiting);
            for (const [ended] of told.settled) endsLeft.delete(ended);
            this.#told(told);
          },
        });
      });
      return true;
    } catch (error) {
      this.#failed(left ?? this.#take(), error);
      return false;
    }
  }

  /** What ended, those that are late, and as many of the others as there is room for, in order. */
  #take(): { turns: Waiting[]; ends: Unsettled[] } {
    const room = this.#isPaused ? 0 : Math.max(0, Math.min(BATCH_MAX, this.calls.room));
    const now = this.#parts.surroundings.clock.now();
    return { turns: this.#turns.take(room, now), ends: this.#ends.splice(0) };
  }

  #onTheWay(): OnTheWay<Waiting> {
    const { pairs, freeUnits } = this.calls;
    return {
      ...{ freeUnits, reachesAnew: (draft) => this.reach.reachesAnew(draft) },
      limitsOf: (threadId, more) => this.limitsOf(threadId, more),
      mustWait: (threadId, turn) => this.#lanes.mustWait(threadId, turn),
      pairSendAt: (threadId, now) => pairs.sendAt(threadId, now),
    };
  }

  #told({ taken, settled, failed }: Told<Waiting, Unsettled>): void {
    if (failed.length === 0) this.reach.committed();
    for (const [ended, row] of settled) this.#answer(ended, ended.end, row);
    if (hasAppointments({ taken, settled })) this.#parts.appointmentsMade(this.#numberId);
    for (const [waiting, one] of taken) this.#taken(waiting, one);
    for (const [waiting, error] of failed) this.#reject(waiting, error);
  }

  #taken(waiting: Waiting, taken: Taken): void {
    switch (taken.kind) {
      case "drafted":
        if (taken.draft.state === "sending") this.#call(waiting, taken.draft);
        else this.#resolve(waiting, outcomeFrom(this.#numberId, taken.draft));
        break;
      case "known":
        this.#resolve(waiting, outcomeFrom(this.#numberId, taken.draft));
        break;
      case "gone":
      case "other_body":
      case "no_thread":
        this.#reject(waiting, whyNotTaken(this.#numberId, taken.kind));
        break;
      case "waits":
        this.#wait(waiting, taken.threadId, taken.until);
        break;
      case "behind":
        this.#catchUp(waiting, taken.threadId);
        break;
      default:
        unreachable(taken);
    }
  }

  #call(waiting: Waiting, draft: NewDraft): void {
    const { ask, outcome } = waiting;
    const { threadId } = draft;
    waiting.callOff();
    this.#waiting.delete(waiting);
    this.#standIn(threadId, waiting);
    this.#lanes.begin(threadId);
    const noteEnd = this.reach.called(draft);
    const until = later(ask.askedAt, TURN_MS_MAX);
    void this.calls.make({ draft, account: ask.account, until }).then((end) => {
      noteEnd(end);
      const endedAt = this.#parts.surroundings.clock.now();
      this.#ends.push({ draft, end, endedAt, outcome });
      this.#goOn(this.#lanes.free(threadId));
      this.#wake();
    });
  }

  /** Waits for the message before it, or for a moment; then it is first again. */
  #wait(waiting: Waiting, threadId: string, until: Instant | undefined): void {
    this.#standIn(threadId, waiting);
    if (waiting.isLate) this.#turns.addLate(waiting);
    else if (until !== undefined) {
      this.#lanes.hold(threadId, waiting);
      this.#parts.surroundings.clock.schedule(until, () => this.#free(threadId), "a message goes");
    } else if (!this.#lanes.join(threadId, waiting)) this.#goOn(waiting);
  }

  /** Before a refusal for a closed window, what was kept before the question is digested. */
  #catchUp(waiting: Waiting, threadId: string): void {
    const { isLate } = waiting;
    // A late one has its turn whoever is before it, and holds up nobody behind it.
    if (!isLate) {
      this.#standIn(threadId, waiting);
      this.#lanes.hold(threadId, waiting);
    }
    this.#do(async () => {
      await this.#parts.caughtUp(this.#numberId);
      waiting.isCaughtUp = true;
      if (isLate) this.#turns.addLate(waiting);
      else this.#goOn(this.#lanes.free(threadId));
      this.#wake();
    });
  }

  /**
   * It is of this thread; not of that in whose lane it waited, if its phone has become known by
   * another writing meanwhile (SPEC F15). Who waited behind it there goes on.
   */
  #standIn(threadId: string, waiting: Waiting): void {
    const { threadId: before } = waiting;
    waiting.threadId = threadId;
    if (before === undefined || before === threadId) return;
    this.#goOn(this.#lanes.passed(before, waiting));
  }

  #do(work: () => Promise<void>): void {
    const done = work().finally(() => this.#beside.delete(done));
    this.#beside.add(done);
  }

  #free(threadId: string): void {
    this.#goOn(this.#lanes.free(threadId));
    this.#wake();
  }

  /** It has its turn before all that came after it. */
  #goOn(next: Waiting | undefined): void {
    if (next !== undefined) this.#turns.addFirst(next);
  }

  /** Its time is over: whatever it waited for, it is told so in the next batch. */
  #tooLate(waiting: Waiting): void {
    waiting.isLate = true;
    const { threadId } = waiting;
    const isInLane = threadId !== undefined && this.#lanes.leave(threadId, waiting);
    if (this.#turns.remove(waiting) || isInLane) this.#turns.addLate(waiting);
    this.#wake();
  }

  #resolve(waiting: Waiting, outcome: SendOutcome): void {
    waiting.outcome.resolve(outcome);
    this.#leave(waiting);
  }

  #reject(waiting: Waiting, error: unknown): void {
    waiting.outcome.reject(error);
    this.#leave(waiting);
  }

  #leave(waiting: Waiting): void {
    waiting.callOff();
    this.#waiting.delete(waiting);
    const { threadId } = waiting;
    if (threadId !== undefined) this.#goOn(this.#lanes.passed(threadId, waiting));
  }

  /**
   * What was not committed is not sent, and what may have been, may be. What was sent and not
   * settled is unknown to whoever asked, and is written down as soon as that can be done.
   */
  #failed({ turns, ends }: Left, error: unknown): void {
    const errorName = error instanceof Error ? error.name : typeof error;
    const { log } = this.#parts.surroundings;
    log.error("batch_failed", { numberId: String(this.#numberId), errorName });
    if (error instanceof NotOwner) this.#do(() => this.#giveOver([...ends]));
    else {
      for (const ended of ends) this.#answer(ended, unknownEnd(ended.draft.draftId));
      this.#ends.unshift(...ends);
    }
    for (const waiting of turns) this.#reject(waiting, whyNotCommitted(error));
  }

  /**
   * Who owns the number now has these down as unknown. What Meta said of them is written down for
   * it; then whoever asked here is told as well.
   */
  async #giveOver(ends: readonly Unsettled[]): Promise<void> {
    const known = ends.filter((one) => one.isOfOther !== true && one.end.state !== "unknown");
    const isTold = await this.#parts.elsewhere().tellEnded(this.#numberId, known);
    for (const ended of ends) {
      this.#answer(ended, isTold ? ended.end : unknownEnd(ended.draft.draftId));
    }
  }

  /** With the `row` of a draft that a status had settled before its call ended. */
  #answer({ draft, outcome }: Unsettled, end: CallEnd, row?: DraftRow): void {
    const id = this.#numberId;
    outcome.resolve(row === undefined ? outcomeOf(id, draft, end) : outcomeFrom(id, row));
  }

  #tryAgain(): void {
    const { machine } = this.#parts.surroundings;
    if (this.#ends.length === 0) this.#wake();
    else this.#callOffRetry = machine.after(RETRY_MS, () => this.#wake());
  }
}

function nextTurn(): Promise<void> {
  return new Promise((go) => void setImmediate(go));
}
