import { graphError } from "@casement/cloud-api";
import { type Instant, later } from "@casement/engine";
import { NotDialled } from "../dialing/dialer.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { answerFrom, type CallEnd, callMeta, unknownEnd, withdrawal } from "./call-meta.ts";
import type { NewDraft } from "./draft-store.ts";
import { PER_SECOND_USUAL } from "./pace.ts";
import { Pacer } from "./pacer.ts";
import { PairPaces } from "./pair-paces.ts";
import { refusalCodeOf, retryAfterMs, TOO_FAST } from "./retry.ts";
import type { SenderParts } from "./sender-parts.ts";
import { isFree } from "./take-drafts.ts";

/** How many calls of a number may be under way at a time. */
const UNDER_WAY_MAX = 512;

/** How long a turned clock waits for an answer, in the machine's time: an emulator's takes 1 ms. */
const PATIENCE_MS = 250;

/** A draft that is committed, and until when its call may begin. */
export interface Committed {
  readonly draft: NewDraft;
  readonly account: AccountRow;
  readonly until: Instant;
}

/** The calls of a number: side by side, and as fast as Meta lets it (SPEC S6, S7, S10). */
export class Calls {
  pairs = new PairPaces();
  readonly #parts: SenderParts;
  readonly #numberId: bigint;
  readonly #changed: () => void;
  readonly #pacer: Pacer;
  #isStopping = false;
  /** Ends the waits of calls that are made again. */
  readonly #waits = new Set<() => void>();
  /** Drafts that are committed and not called yet; calls under way; free units they may take. */
  #inHand = 0;
  #underWay = 0;
  #freeUnits = 0;
  /** Requests that Meta has not answered yet, as long as a turned clock waits for them. */
  readonly #open = new Set<Promise<void>>();

  /** `changed` is told when there is more room. */
  constructor(parts: SenderParts, numberId: bigint, changed: () => void) {
    this.#parts = parts;
    this.#numberId = numberId;
    this.#changed = changed;
    this.#pacer = new Pacer(parts.surroundings.clock, () => this.#perSecond());
  }

  /**
   * How many drafts may be committed now: no more than a quarter of a second's ahead of their
   * calls, as each would be in doubt if the hub died. With an eighth a busy machine committed too
   * late, and sent 71 a second of 80.
   */
  get room(): number {
    const ahead = Math.max(4, Math.ceil(this.#perSecond() / 4));
    return Math.min(ahead - this.#inHand, UNDER_WAY_MAX - this.#inHand - this.#underWay);
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Whether some draft is committed whose call has not ended, however long it takes. */
  get isBusy(): boolean {
    return this.#inHand + this.#underWay > 0;
  }

  /** Whether every request was answered, or is not about to be. */
  get idle(): boolean {
    return this.#open.size === 0;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** How many free units the messages under way may use. */
  get freeUnits(): number {
    return this.#freeUnits;
  }

  /** What went lately to whom, by the drafts of a life of the hub before this one. */
  recall(went: readonly { readonly threadId: string; readonly at: Instant }[]): void {
    this.pairs = new PairPaces();
    this.#pacer.forget();
    for (const { threadId, at } of went) {
      this.#pacer.went(at);
      this.pairs.went(threadId, at);
    }
  }

  /** Calls Meta when it is the draft's turn, and says how that ended. Never throws. */
  async make(committed: Committed): Promise<CallEnd> {
    const { draft } = committed;
    const freeUnits = isFree(draft.decision) ? 1 : 0;
    this.#freeUnits += freeUnits;
    this.#inHand += 1;
    const wentAt = await this.#pacer.turn();
    this.#inHand -= 1;
    this.#underWay += 1;
    this.#changed();
    try {
      return await this.#callUntilSettled(committed, wentAt);
    } finally {
      this.#underWay -= 1;
      this.#freeUnits -= freeUnits;
    }
  }

  /** Begins no call any more: what waits for its turn is withdrawn. */
  stop(): void {
    this.#isStopping = true;
    for (const end of [...this.#waits]) end();
    this.#pacer.close();
  }

  async #callUntilSettled(committed: Committed, from: Instant | undefined): Promise<CallEnd> {
    let wentAt = from;
    const { clock } = this.#parts.surroundings;
    let last: CallEnd = withdrawal();
    for (let attempt = 0; clock.now() < committed.until && !this.#isStopping; attempt += 1) {
      last = await this.#watched(this.#call(committed));
      if (wentAt !== undefined && last.state !== "unknown") this.#pacer.answered(wentAt);
      if (last.state !== "failed") return last;
      const chance = this.#chance();
      const waitMs = retryAfterMs(last, attempt, chance);
      if (waitMs === undefined) return last;
      const at = later(clock.now(), waitMs);
      if (at >= committed.until) return last;
      if (refusalCodeOf(last) === TOO_FAST) this.#pacer.slowDown(chance);
      if (waitMs > 0) await this.#until(at);
      wentAt = await this.#pacer.turn();
    }
    return last;
  }

  /** Lets a clock that is turned wait for the answer; but one that hangs does not hold time. */
  #watched(call: Promise<CallEnd>): Promise<CallEnd> {
    const open = new Promise<void>((done) => {
      const callOff = this.#parts.surroundings.machine.after(PATIENCE_MS, done);
      void call.finally(() => {
        callOff();
        done();
      });
    });
    this.#open.add(open);
    void open.then(() => this.#open.delete(open));
    return call;
  }

  async #call({ draft, account }: Committed): Promise<CallEnd> {
    const { dial, tokenOf, surroundings } = this.#parts;
    this.pairs.went(draft.threadId, surroundings.clock.now());
    try {
      return await callMeta(dial, account, tokenOf(account), draft);
    } catch (error) {
      const errorName = error instanceof Error ? error.name : typeof error;
      surroundings.log.error("call_failed", { numberId: String(this.#numberId), errorName });
      if (!(error instanceof NotDialled)) return unknownEnd(draft.draftId);
      return { state: "failed", answer: answerFrom(graphError(131016)) };
    }
  }

  /** Until a moment, or until nothing is to begin any more. */
  #until(at: Instant): Promise<void> {
    const { clock } = this.#parts.surroundings;
    // No race with a promise that lives as long as the number: it would keep every call there was.
    return new Promise((go) => {
      const end = (): void => {
        callOff();
        this.#waits.delete(end);
        go();
      };
      const callOff = clock.schedule(at, end, "a message is posted again");
      this.#waits.add(end);
    });
  }

  #perSecond(): number {
    const { directory, perSecond } = this.#parts;
    return perSecond ?? directory.number(this.#numberId)?.perSecond ?? PER_SECOND_USUAL;
  }

  #chance(): number {
    const [, , , byte = 0] = this.#parts.surroundings.ids.secret(4);
    return byte / 255;
  }
}
