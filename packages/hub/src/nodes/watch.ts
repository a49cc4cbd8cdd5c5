import type { Directory } from "../numbers/directory.ts";
import { NotOwner, type Owner } from "../numbers/owner.ts";
import { selectOwnership } from "../numbers/ownership-store.ts";
import { movesOf, type Standing } from "../numbers/spread.ts";
import { selectStreams } from "../operations/stream-store.ts";
import { isToldOf } from "../sending/asked-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { hasPending } from "../webhook/post-store.ts";
import type { NodeSignal } from "./node-signal.ts";

export interface WatchParts {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly directory: Directory;
  readonly signal: NodeSignal;
  /** Posts of these numbers, which are ours, were kept by others. */
  readonly kept: (numberIds: readonly bigint[]) => void;
  /** Others wrote down something of these numbers, which are ours, and perhaps did not say so. */
  readonly told: (numberIds: readonly bigint[]) => void;
  /** Gives a number up once nothing of it is under way. */
  readonly handOver: (numberId: bigint) => Promise<void>;
}

/**
 * How often a node looks for numbers that are nobody's, in the machine's time. The death of a node
 * tells nobody, so this is what bounds how long its numbers stop: two looks, with a server that
 * noticed at once.
 */
const LOOK_MS = 2_000;

/** Each so many looks it looks also for what a lost word was about. */
const THOROUGH_EVERY = 5;

/**
 * Sees to it that every number has an owner, and every node its share of them.
 *
 * It looks who owns what when it starts, when another node says that it came or let numbers go, and
 * every two seconds. Accounts and other streams have owners too, as their posts and appointments
 * must be somebody's; they are not spread.
 */
export class Watch {
  readonly #parts: WatchParts;
  #work: Promise<void> | undefined;
  #isAsked = false;
  #looks = 0;
  #freeBefore: ReadonlySet<bigint> = new Set();
  #callOff: () => void = () => {};
  #closed = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    const { signal, owner } = parts;
    signal.hear("joined", () => this.look());
    signal.hear("free", (numberIds) => {
      owner.freed(numberIds);
      this.look();
    });
    signal.hear("kept", (numberIds) => parts.kept(numberIds.filter((one) => owner.owns(one))));
  }

  /**
   * Takes what is to be had, tells the others that we are here, and goes on looking.
   *
   * To be awaited before anything is asked of a hub: what another was sending when it died must be
   * known to be unknown before the same is sent again (SPEC S2).
   */
  async start(): Promise<void> {
    await this.#lookOnce();
    this.#parts.signal.tell("joined");
    this.#lookLater();
  }

  /** Something may have changed: looks, soon and not twice at a time. */
  look(): void {
    this.#isAsked = true;
    if (this.#closed) return;
    this.#callOff();
    this.#work ??= this.#lookWhileAsked().finally(() => {
      this.#work = undefined;
      if (this.#isAsked) this.look();
      else this.#lookLater();
    });
  }

  /** Takes and gives nothing any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#callOff();
    await this.#work;
  }

  #lookLater(): void {
    if (this.#closed) return;
    const { machine } = this.#parts.surroundings;
    this.#callOff = machine.after(LOOK_MS, () => this.look());
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#isAsked && !this.#closed) {
      this.#isAsked = false;
      try {
        await this.#lookOnce();
      } catch (error) {
        const errorName = error instanceof Error ? error.name : typeof error;
        this.#parts.surroundings.log.warn("numbers_not_looked_at", { errorName });
      }
    }
  }

  async #lookOnce(): Promise<void> {
    const { owner, directory, surroundings, signal, handOver } = this.#parts;
    if (owner.session === undefined) await owner.enter();
    const { session: self } = owner;
    if (self === undefined) return;
    const standing = { self, ...(await selectOwnership(surroundings.db)) };
    const numbers = directory.numbers.map(({ numberId }) => numberId);
    const others = await this.#othersThan(numbers);
    const { take, letGo } = movesOf(standing, numbers, this.#freeBefore);
    const orphans = others.filter((one) => !standing.owners.has(one));
    for (const numberId of [...take, ...orphans]) await this.#take(numberId);
    await Promise.all(letGo.map((numberId) => handOver(numberId)));
    if (letGo.length > 0) signal.tell("free", letGo);
    this.#freeBefore = new Set(numbers.filter((one) => !standing.owners.has(one)));
    await this.#lookForLostWords(standing);
  }

  /** What else needs an owner: accounts always; streams that nobody connected now and then. */
  async #othersThan(numbers: readonly bigint[]): Promise<bigint[]> {
    const { directory, surroundings } = this.#parts;
    const others = new Set(directory.accounts.map(({ accountId }) => accountId));
    if (this.#looks % THOROUGH_EVERY === 0) {
      for (const one of await selectStreams(surroundings.db)) others.add(one);
    }
    for (const one of numbers) others.delete(one);
    return [...others];
  }

  async #take(numberId: bigint): Promise<void> {
    if (this.#closed) return;
    const { owner } = this.#parts;
    await owner
      .run(numberId, async () => {})
      .catch((error: unknown) => {
        if (!(error instanceof NotOwner)) throw error;
      });
  }

  /**
   * Makes good words that were never heard. Who alone is left looks too: a node that died may have
   * written down what it was asked, and not have said so.
   */
  async #lookForLostWords({ nodes }: Standing): Promise<void> {
    this.#looks += 1;
    if (this.#looks % THOROUGH_EVERY !== 0) return;
    const { owner, kept, told, surroundings } = this.#parts;
    for (const numberId of owner.owned) {
      if (await isToldOf(surroundings.db, numberId)) told([numberId]);
      if (nodes.length < 2) continue;
      if (await hasPending(surroundings.db, numberId)) kept([numberId]);
    }
  }
}
