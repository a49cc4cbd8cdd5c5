import { type Instant, instantFromMs } from "@casement/engine";
import { isDatabaseAway } from "../database/index.ts";
import type { EndpointDialer } from "../dialing/endpoint-dialer.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { NotOwner, type Owner, RETRY_MS } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { deliveryEndOf, isGone, pausedWhy } from "./delivery-end.ts";
import {
  type DeliveryEnd,
  type DueDelivery,
  selectDueDeliveries,
  selectNextDeliveryAt,
  updateDeliveries,
} from "./delivery-store.ts";
import { type Getting, noteArrival, noteFailure, selectGetting } from "./endpoint-store.ts";
import { releaseNext } from "./event-delivery-store.ts";
import { type Prepared, prepareDelivery } from "./prepare-post.ts";
import { DEAD_AFTER_MS } from "./retry-times.ts";

export interface Forwarding {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly dialer: Pick<EndpointDialer, "post">;
  readonly key: Uint8Array;
}

/** How many posts of a number are under way to one endpoint: what Meta itself is seen to do. */
const UNDER_WAY_MAX = 16;

/** The deliveries of a number that are under way, by endpoint and post, and how others ended. */
interface Line {
  readonly underWay: Map<string, string>;
  readonly ended: DeliveryEnd[];
}

/**
 * Forwards what is booked, for each number its owner (SPEC H2, H3).
 *
 * Posts start in order of arrival, up to 16 of a number and endpoint at a time, and none waits for
 * one that failed: that one has its own moment to be tried again, and a number one alarm for the
 * next of these. There is no polling. How attempts ended is written in the owner's line, all that
 * ended meanwhile at once, so that forwarding takes little of the line from the digest.
 */
export class Forwarder {
  readonly #parts: Forwarding;
  readonly #waiting = new Set<bigint>();
  readonly #inWork = new Map<bigint, Promise<void>>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #lines = new Map<bigint, Line>();
  readonly #alarms = new Map<bigint, () => void>();
  readonly #retries = new Map<bigint, () => void>();
  #closed = false;

  constructor(parts: Forwarding) {
    this.#parts = parts;
  }

  /** These numbers have something to forward, or may have. */
  wake(numberIds: readonly bigint[]): void {
    if (this.#closed) return;
    for (const numberId of numberIds) {
      this.#waiting.add(numberId);
      if (!this.#inWork.has(numberId)) this.#begin(numberId);
    }
  }

  get idle(): boolean {
    return this.#inWork.size === 0 && this.#waiting.size === 0 && this.#attempts.size === 0;
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#inWork.values(), ...this.#attempts]);
  }

  close(): void {
    this.#closed = true;
    for (const callOff of [...this.#alarms.values(), ...this.#retries.values()]) callOff();
  }

  #begin(numberId: bigint): void {
    const work = this.#forwardAll(numberId).finally(() => {
      this.#inWork.delete(numberId);
    });
    this.#inWork.set(numberId, work);
  }

  async #forwardAll(numberId: bigint): Promise<void> {
    while (this.#waiting.delete(numberId) && !this.#closed) {
      try {
        await this.#forwardDue(numberId);
      } catch (error) {
        this.#tryAgain(numberId, error);
        return;
      }
    }
  }

  /** Writes down what ended, and starts what is due and has room. */
  async #forwardDue(numberId: bigint): Promise<void> {
    const { surroundings, owner } = this.#parts;
    const line = this.#lineOf(numberId);
    const endpoints = (await selectGetting(surroundings.db)).filter(
      ({ endpoint }) => endpoint.pausedAt === null,
    );
    const endpointIds = endpoints.map(({ endpoint }) => endpoint.endpointId);
    const now = surroundings.clock.now();
    const { due, nextAt } = await owner.run(numberId, async (client) => {
      const ended = [...line.ended];
      if (ended.length > 0) {
        await inOwnTransaction(client, async () => {
          await updateDeliveries(client, numberId, ended);
          await releaseNext(client, numberId, ended, now);
        });
      }
      line.ended.splice(0, ended.length);
      for (const one of ended) line.underWay.delete(nameOf(one));
      const underWay = [...line.underWay.keys()];
      const rooms = roomsOf(line, endpointIds);
      return {
        due: await selectDueDeliveries(client, numberId, { now, rooms, underWay }),
        nextAt: await selectNextDeliveryAt(client, numberId, { now, endpointIds }),
      };
    });
    this.#setAlarm(numberId, nextAt);
    await this.#start(numberId, { line, due, endpoints });
  }

  /**
   * All are made ready before the first is posted, so that they start in their order. While the
   * database is away none is posted: one that needs nothing of it would overtake one that does.
   */
  async #start(
    numberId: bigint,
    { line, due, endpoints }: { line: Line; due: DueDelivery[]; endpoints: readonly Getting[] },
  ): Promise<void> {
    const { surroundings, key } = this.#parts;
    const started = due.flatMap((one) => {
      const to = endpoints.find(({ endpoint }) => endpoint.endpointId === one.endpointId);
      return to === undefined ? [] : [{ due: one, to }];
    });
    const ready = await Promise.all(
      started.map(async (one) => ({
        ...one,
        prepared: await prepareDelivery({ ...surroundings, key }, numberId, one).catch(
          (error: unknown) => {
            if (isDatabaseAway(error)) throw error;
            return this.#failed(numberId, one.due, error);
          },
        ),
      })),
    );
    for (const { due: one, to, prepared } of ready) {
      line.underWay.set(nameOf(one), one.endpointId);
      const attempt = this.#attempt(numberId, { due: one, to, prepared })
        .then((end) => void line.ended.push(end))
        .finally(() => {
          this.#attempts.delete(attempt);
          this.wake([numberId]);
        });
      this.#attempts.add(attempt);
    }
  }

  async #attempt(
    numberId: bigint,
    { due, to, prepared }: { due: DueDelivery; to: Getting; prepared: Prepared },
  ): Promise<DeliveryEnd> {
    if (prepared.kind === "end") return prepared.end;
    const { surroundings, dialer } = this.#parts;
    const { clock, db, log } = surroundings;
    try {
      const answer = await dialer.post(prepared.post);
      const now = clock.now();
      const end = deliveryEndOf(due, answer, now);
      const { endpointId, failingSince } = to.endpoint;
      // Whoever closes the hub breaks calls off: that says nothing of the endpoint.
      if (this.#closed) return end;
      if (end.failure === null) {
        if (failingSince !== null) await noteArrival(db, endpointId);
        return end;
      }
      log.warn("post_not_forwarded", {
        numberId: String(numberId),
        postId: due.postId,
        code: end.failure,
        ...(end.answerStatus === null ? {} : { status: end.answerStatus }),
      });
      const deadSince = isGone(end) ? now : instantFromMs(now - DEAD_AFTER_MS);
      await noteFailure(db, endpointId, { now, deadSince, why: pausedWhy(end) });
      return end;
    } catch (error) {
      return this.#failed(numberId, due, error).end;
    }
  }

  /** What failed on our side is tried again like any other; the endpoint is not to blame. */
  #failed(numberId: bigint, due: DueDelivery, error: unknown): Extract<Prepared, { kind: "end" }> {
    const { clock, log } = this.#parts.surroundings;
    log.error("forwarding_failed", {
      numberId: String(numberId),
      postId: due.postId,
      errorName: errorNameOf(error),
    });
    return { kind: "end", end: deliveryEndOf(due, { kind: "internal" }, clock.now()) };
  }

  #lineOf(numberId: bigint): Line {
    const line = this.#lines.get(numberId) ?? { underWay: new Map(), ended: [] };
    this.#lines.set(numberId, line);
    return line;
  }

  #setAlarm(numberId: bigint, nextAt: Instant | undefined): void {
    this.#alarms.get(numberId)?.();
    this.#alarms.delete(numberId);
    if (nextAt === undefined || this.#closed) return;
    const { clock } = this.#parts.surroundings;
    this.#alarms.set(
      numberId,
      clock.schedule(nextAt, () => this.wake([numberId]), "a program is told again"),
    );
  }

  /** What another node owns it forwards, also what we had under way; the rest is tried again. */
  #tryAgain(numberId: bigint, error: unknown): void {
    if (this.#closed) return;
    if (error instanceof NotOwner) {
      this.#lines.delete(numberId);
      this.#waiting.delete(numberId);
      return;
    }
    const { log, machine } = this.#parts.surroundings;
    log.error("posts_not_forwarded", {
      numberId: String(numberId),
      errorName: errorNameOf(error),
    });
    this.#waiting.add(numberId);
    this.#retries.get(numberId)?.();
    this.#retries.set(
      numberId,
      machine.after(RETRY_MS, () => this.wake([numberId])),
    );
  }
}

function nameOf({ endpointId, postId }: { endpointId: string; postId: string }): string {
  return `${endpointId}/${postId}`;
}

function roomsOf(
  { underWay }: Line,
  endpointIds: readonly string[],
): { endpointId: string; count: number }[] {
  return endpointIds.map((endpointId) => {
    const taken = [...underWay.values()].filter((one) => one === endpointId).length;
    return { endpointId, count: UNDER_WAY_MAX - taken };
  });
}

function errorNameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
