import { type Instant, later, type SendLimits } from "@casement/engine";
import type { PoolClient } from "pg";
import { pause } from "../database/pause.ts";
import { recordChanges } from "../downstream/record-changes.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { NotOwner } from "../numbers/owner.ts";
import type { Ask } from "./ask.ts";
import { unknownEvent } from "./draft-event.ts";
import { markUnderWayUnknown, selectLatelySent } from "./draft-store.ts";
import { NumberLine } from "./number-line.ts";
import { IdempotencyConflict, type SendOutcome } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";
import type { Ended } from "./settle-calls.ts";
import type { Turn } from "./take-drafts.ts";
import { unknownAppointments } from "./unknown-policy.ts";

/** As far back as a burst to one customer can hold up the next message to them. */
const LATELY_MS = 270_000;

/** How long a number that is to be another node's waits for the calls that are under way. */
const HAND_OVER_MS_MAX = 5_000;
const LOOK_AGAIN_MS = 20;

/** An ask that has no end yet. */
interface Open {
  readonly ask: Ask;
  readonly outcome: Promise<SendOutcome>;
  /** Whether the number's owner was asked for it, and that was another node then. */
  isElsewhere: boolean;
}

/** What waits to be sent, is being sent or is to be settled, of every number. */
export class Outbox {
  readonly #parts: SenderParts;
  readonly #lines = new Map<bigint, NumberLine>();
  /** Asks with an idempotency key that have no end yet: the same again is the same. */
  readonly #open = new Map<string, Open>();

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  get idle(): boolean {
    return [...this.#lines.values()].every((line) => line.idle);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.settled()));
  }

  /**
   * Sends it, or says why not; the same again under its idempotency key is the same (SPEC S3). With
   * `askId` another node was asked for it; without one, who owns the number may have to be asked.
   */
  async send(ask: Ask, askId?: string): Promise<SendOutcome> {
    const { numberId, keyId, idempotencyKey } = ask.command;
    if (idempotencyKey === undefined) return this.#sendOne(ask, askId, () => {});
    const name = JSON.stringify([String(numberId), keyId, idempotencyKey]);
    const open = this.#open.get(name);
    if (open !== undefined) {
      if (Buffer.compare(open.ask.bodySha256, ask.bodySha256) !== 0)
        throw new IdempotencyConflict();
      // The number may have come to us, and this be the very ask that the one before waits for.
      const isWaitedFor = askId !== undefined && open.isElsewhere;
      return isWaitedFor ? this.#sendOne(ask, askId, () => {}) : open.outcome;
    }
    const goElsewhere = (): void => {
      opened.isElsewhere = true;
    };
    const opened: Open = {
      ...{ ask, isElsewhere: false },
      outcome: this.#sendOne(ask, askId, goElsewhere),
    };
    this.#open.set(name, opened);
    try {
      return await opened.outcome;
    } finally {
      this.#open.delete(name);
    }
  }

  async #sendOne(
    ask: Ask,
    askId: string | undefined,
    goElsewhere: () => void,
  ): Promise<SendOutcome> {
    try {
      return await this.#lineOf(ask.command.numberId).send(ask, askId);
    } catch (error) {
      if (!(error instanceof NotOwner) || askId !== undefined) throw error;
      goElsewhere();
      return this.#parts.elsewhere().ask(ask);
    }
  }

  /** Sends a scheduled draft whose moment has come; unless it is in hand already. */
  sendDue(ask: Ask, due: NonNullable<Turn["due"]>): void {
    this.#lineOf(ask.command.numberId).sendDue(ask, due);
  }

  /** Settles a draft whose call another node made. */
  settle(numberId: bigint, ended: Ended): Promise<void> {
    return this.#lineOf(numberId).settle(ended);
  }

  /** What stands against one more message to a thread, of what the platform counts. */
  limitsOf(numberId: bigint, threadId: string): SendLimits {
    return this.#lineOf(numberId).limitsOf(threadId);
  }

  /** Asks Meta for the limit of a number's portfolio anew, and says whether it was told. */
  askReach(numberId: bigint): Promise<boolean> {
    return this.#lineOf(numberId).reach.askAgain();
  }

  /** A number became ours: what another was sending is unknown, and how fast it went counts on. */
  async take(client: PoolClient, numberId: bigint): Promise<void> {
    const now: Instant = this.#parts.surroundings.clock.now();
    await this.#doubtUnderWay(client, numberId, now);
    const sent = await selectLatelySent(client, numberId, later(now, -LATELY_MS));
    const line = this.#lineOf(numberId);
    line.calls.recall(sent);
    await line.reach.recall(client);
  }

  /**
   * Lets a number go once nothing of it is under way here, in machine time: calls that hang are not
   * waited for longer than `HAND_OVER_MS_MAX`. Whoever waits for a turn is told then that another
   * node owns it.
   */
  async handOver(numberId: bigint, letGo: () => Promise<void>): Promise<void> {
    const { machine } = this.#parts.surroundings;
    const line = this.#lineOf(numberId);
    const giveUpAt = machine.nowMs() + HAND_OVER_MS_MAX;
    line.pause();
    try {
      while (!line.isClear && machine.nowMs() < giveUpAt) await pause(machine, LOOK_AGAIN_MS);
      await letGo();
    } finally {
      line.resume();
    }
  }

  /** Whoever waits for a turn is told that there is none: the hub is about to close. */
  stop(): void {
    for (const line of this.#lines.values()) line.stop();
  }

  close(): void {
    for (const line of this.#lines.values()) line.close();
  }

  async #doubtUnderWay(client: PoolClient, numberId: bigint, now: Instant): Promise<void> {
    const { recorded, appointmentsMade, surroundings } = this.#parts;
    await inOwnTransaction(client, async () => {
      const drafts = await markUnderWayUnknown(client, numberId, now);
      if (drafts.length === 0) return;
      const draftIds = drafts.map((one) => one.draftId);
      await putAppointments(client, numberId, unknownAppointments(draftIds, now));
      const shown = drafts.map(({ draftId, threadId }) => ({
        kind: "message" as const,
        ...{ threadId, subject: draftId },
      }));
      const native = drafts.map((one) => unknownEvent(one, now));
      const changes = { shown, native };
      recorded(numberId, await recordChanges(client, numberId, changes, { now, ...surroundings }));
      appointmentsMade(numberId);
    });
  }

  #lineOf(numberId: bigint): NumberLine {
    const known = this.#lines.get(numberId);
    if (known !== undefined) return known;
    const line = new NumberLine(this.#parts, numberId);
    this.#lines.set(numberId, line);
    return line;
  }
}
