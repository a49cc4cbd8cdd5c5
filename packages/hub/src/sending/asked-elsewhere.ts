import { HOUR_MS, type Instant, later } from "@casement/engine";
import { isDatabaseAway } from "../database/index.ts";
import { NotOwner } from "../numbers/owner.ts";
import { type Ask, TURN_MS_MAX } from "./ask.ts";
import {
  type AskedEnd,
  type AskedRow,
  deleteAsked,
  deleteForgottenAsked,
  endAsked,
  insertAsked,
  selectAsked,
  selectAskedEnd,
  takeBackAsked,
} from "./asked-store.ts";
import { unknownEnd } from "./call-meta.ts";
import { type DraftRow, selectDrafts } from "./draft-store.ts";
import { askFrom } from "./find-ask.ts";
import { outcomeFrom } from "./outcome.ts";
import {
  IdempotencyConflict,
  MaybeSent,
  NoSuchNumber,
  NotSent,
  type SendOutcome,
  TakenBack,
} from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

/** What it takes of the rest of the hub: words to the other nodes, and the line of the number. */
export interface Asking {
  /** Something was asked that the number's owner is to take. */
  asked(numberId: bigint): void;
  /** Something that was asked has come to its end. */
  answered(numberId: bigint): void;
  /** Sends what another node was asked; the same way as what is asked here. */
  send(ask: Ask, askId: string): Promise<SendOutcome>;
}

/** Something that this node had written down for another, and waits for. */
interface Waited {
  readonly numberId: bigint;
  readonly askId: string;
  readonly askedAt: Instant;
  /** The database has said so. */
  readonly isWritten: boolean;
  isTakingBack: boolean;
}

/** What has come of it so far. */
interface Seen {
  readonly isTaken: boolean;
  readonly outcome: SendOutcome | undefined;
}

/** What leaves a row as it is. */
const OPEN = [NotOwner, NotSent, MaybeSent, TakenBack] as const;

/** A word may be lost: how long to wait for one before looking all the same, in machine time. */
const LOOK_MS = 1_000;

/** After its turn a call may take so long, and its end some time to be written down. */
const CALL_MS_MAX = 25_000;

/**
 * Messages that are asked for at a node which does not own their number (decision 0002, SPEC S16).
 *
 * The node that is asked writes the command down, says so, and waits. The owner takes it into its
 * line like any other: there is one line for a number, with its pace, its order and its gate. The
 * row says who was first, the owner who makes a draft of it or the asker who takes it back, and so
 * no crash of either can make two messages of it.
 */
export class AskedElsewhere {
  readonly #parts: SenderParts;
  readonly #elsewhere: Asking;
  readonly #waiting = new Map<bigint, Set<() => void>>();
  readonly #inHand = new Set<string>();
  readonly #serving = new Map<bigint, Promise<void>>();

  constructor(parts: SenderParts, elsewhere: Asking) {
    this.#parts = parts;
    this.#elsewhere = elsewhere;
  }

  /** Has the owner send it, and waits for what comes of it. */
  async ask(ask: Ask): Promise<SendOutcome> {
    const { db, ids } = this.#parts.surroundings;
    const { numberId, accountId, ...command } = ask.command;
    const askId = ids.uuid();
    const { askedAt } = ask;
    const row = { askId, askedAt, accountId: accountId ?? null, command };
    const isWritten = await insertAsked(db, numberId, row).then(
      () => true,
      (error: unknown) => {
        // It may have been committed all the same; then the owner takes it like any other.
        if (!isDatabaseAway(error)) throw error;
        return false;
      },
    );
    this.#tellOwner(numberId);
    return this.#endOf({ ...{ numberId, askId, askedAt, isWritten }, isTakingBack: false });
  }

  /** Another node says that something of these numbers has ended. */
  answered(numberIds: readonly bigint[]): void {
    for (const numberId of numberIds) {
      for (const look of this.#waiting.get(numberId) ?? []) look();
    }
  }

  /** Takes what other nodes were asked to send of a number that is ours. */
  serve(numberId: bigint): void {
    const before = this.#serving.get(numberId) ?? Promise.resolve();
    const work = before
      .then(() => this.#takeAll(numberId))
      .catch((error: unknown) => {
        const errorName = error instanceof Error ? error.name : typeof error;
        const { log } = this.#parts.surroundings;
        log.warn("asked_not_taken", { numberId: String(numberId), errorName });
      })
      .finally(() => {
        if (this.#serving.get(numberId) === work) this.#serving.delete(numberId);
      });
    this.#serving.set(numberId, work);
  }

  async #takeAll(numberId: bigint): Promise<void> {
    const { db, clock } = this.#parts.surroundings;
    await deleteForgottenAsked(db, numberId, later(clock.now(), -HOUR_MS));
    for (const row of await selectAsked(db, numberId)) {
      if (this.#inHand.has(row.askId)) continue;
      this.#inHand.add(row.askId);
      const ask = await this.#askOf(numberId, row).catch(problemOf);
      if (ask === undefined) this.#inHand.delete(row.askId);
      // Its end is not waited for, but it stands in the line before the next one is looked at.
      else void this.#see(numberId, row.askId, ask);
    }
  }

  async #askOf(numberId: bigint, row: AskedRow): Promise<Ask> {
    const { accountId, askedAt } = row;
    const command = { ...row.command, numberId, accountId: accountId ?? undefined };
    return { ...(await askFrom(this.#parts, command)), askedAt };
  }

  /** Sees one through to its end, and says so. */
  async #see(numberId: bigint, askId: string, ask: Ask | Problem): Promise<void> {
    try {
      const end =
        typeof ask === "string" ? { draftId: null, problem: ask } : await this.#sent(ask, askId);
      if (end !== undefined) {
        await endAsked(this.#parts.surroundings.db, numberId, { ...end, askId });
      }
    } catch {
      // The database is away: whoever asked takes it back, or finds the draft.
    } finally {
      this.#inHand.delete(askId);
      this.answered([numberId]);
      this.#elsewhere.answered(numberId);
    }
  }

  async #sent(ask: Ask, askId: string): Promise<AskedEnd | undefined> {
    try {
      const { draftId } = await this.#elsewhere.send(ask, askId);
      return { draftId, problem: null };
    } catch (error) {
      // Whoever owns the number then takes it, as we may again; or its asker no longer waits.
      // Whether a draft was committed for it, its row says, which is written with the draft.
      if (OPEN.some((Kind) => error instanceof Kind)) return undefined;
      const problem = problemOf(error);
      return problem && { draftId: null, problem };
    }
  }

  /**
   * Waits for the end of what was asked. A database that is away is waited for as long as for an
   * owner: the row says what came of it, when it can be read again.
   */
  async #endOf(asked: Waited): Promise<SendOutcome> {
    const { machine } = this.#parts.surroundings;
    const { numberId } = asked;
    const startedMs = machine.nowMs();
    for (;;) {
      const word = this.#nextWord(numberId);
      const waitedMs = machine.nowMs() - startedMs;
      const seen = await this.#look(asked, waitedMs).catch((error: unknown) => {
        if (!isDatabaseAway(error)) throw error;
        if (waitedMs >= TURN_MS_MAX + CALL_MS_MAX) throw new MaybeSent("nobody could be asked");
        return { isTaken: false, outcome: undefined };
      });
      if (seen.outcome !== undefined) return seen.outcome;
      await word;
      if (!seen.isTaken) this.#tellOwner(numberId);
    }
  }

  /** What has come of it by now. Throws where that is no draft. */
  async #look(asked: Waited, waitedMs: number): Promise<Seen> {
    const { numberId, askId } = asked;
    const { db } = this.#parts.surroundings;
    const end = await selectAskedEnd(db, numberId, askId);
    if (end === undefined) return this.#notThere(asked);
    // A row that cannot be deleted now is forgotten later: what came of it is known.
    const forget = (): Promise<void> => deleteAsked(db, numberId, askId).catch(() => {});
    if (end.problem !== null) {
      if (asked.isWritten) await forget();
      throw asked.isTakingBack ? new NotSent("it was taken back") : errorOf(end.problem);
    }
    const { draftId } = end;
    if (draftId === null) {
      if (waitedMs >= TURN_MS_MAX && (await this.#takeBack(asked))) {
        await forget();
        throw new NotOwner(numberId);
      }
      return { isTaken: false, outcome: undefined };
    }
    const outcome = await this.#outcomeOf(numberId, draftId);
    if (outcome !== undefined) await forget();
    else if (waitedMs >= TURN_MS_MAX + CALL_MS_MAX) {
      return { isTaken: true, outcome: await this.#unknown(numberId, draftId) };
    }
    return { isTaken: true, outcome };
  }

  /**
   * It never came to be written, for the database went away before; or it is on its way still, on a
   * connection of which only we know that it broke. It is said to be taken back before anybody is
   * told that it is not sent. One that was there and is not was forgotten with its end.
   */
  async #notThere(asked: Waited): Promise<Seen> {
    if (asked.isWritten) throw new MaybeSent("what was asked is not there any more");
    if (await this.#takeBack(asked)) throw new NotSent("what was asked was not written");
    return { isTaken: false, outcome: undefined };
  }

  #takeBack(asked: Waited): Promise<boolean> {
    // The answer may be lost: whoever looks again must know whose word it is that they find.
    asked.isTakingBack = true;
    return takeBackAsked(this.#parts.surroundings.db, asked.numberId, asked);
  }

  /** What became of the draft, if it has come to its end. */
  async #outcomeOf(numberId: bigint, draftId: string): Promise<SendOutcome | undefined> {
    const draft = await this.#draft(numberId, draftId);
    if (draft === undefined || draft.state === "sending") return undefined;
    return outcomeFrom(numberId, draft);
  }

  async #unknown(numberId: bigint, draftId: string): Promise<SendOutcome> {
    const draft = await this.#draft(numberId, draftId);
    if (draft === undefined) throw new NotOwner(numberId);
    return { ...outcomeFrom(numberId, draft), ...unknownEnd(draftId) };
  }

  async #draft(numberId: bigint, draftId: string): Promise<DraftRow | undefined> {
    const { db } = this.#parts.surroundings;
    return (await selectDrafts(db, numberId, [draftId])).get(draftId);
  }

  /** The owner is told; if the number has come to us meanwhile, that is us. */
  #tellOwner(numberId: bigint): void {
    if (this.#parts.owner.owns(numberId)) this.serve(numberId);
    else this.#elsewhere.asked(numberId);
  }

  /** Resolves with the next word about the number, or when it is time to look without one. */
  #nextWord(numberId: bigint): Promise<void> {
    const { machine } = this.#parts.surroundings;
    const waiting = this.#waiting.get(numberId) ?? new Set();
    this.#waiting.set(numberId, waiting);
    return new Promise((go) => {
      const done = (): void => {
        callOff();
        waiting.delete(done);
        if (waiting.size === 0) this.#waiting.delete(numberId);
        go();
      };
      const callOff = machine.after(LOOK_MS, done);
      waiting.add(done);
    });
  }
}

type Problem = NonNullable<AskedEnd["problem"]>;

function errorOf(problem: Problem): Error {
  switch (problem) {
    case "other_body":
      return new IdempotencyConflict();
    case "no_thread":
      return new NoSuchNumber("the number has no such thread");
    default:
      return new Error("the owner of the number could not store the message");
  }
}

/** Why something is no draft; `undefined`: the database is away, and it is taken another time. */
function problemOf(error: unknown): Problem | undefined {
  if (isDatabaseAway(error)) return undefined;
  if (error instanceof IdempotencyConflict) return "other_body";
  return error instanceof NoSuchNumber ? "no_thread" : "failed";
}
