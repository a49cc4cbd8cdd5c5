import type { MachineTime } from "@casement/engine/clock";
import { Channel, type ChannelSurroundings } from "../database/channel.ts";
import { pause } from "../database/pause.ts";
import type { Log } from "../log.ts";

/**
 * What nodes tell each other, each about some numbers. All of it stands in the database as well:
 * the word only says that it is time to look.
 *
 * - `kept`: posts were kept that wait for the number's owner.
 * - `free`: the number was let go, and is to be had.
 * - `joined`: a node is there that owns nothing yet.
 * - `directory`: accounts, numbers, templates or secrets are not what they were.
 * - `asked`: messages were asked for that the number's owner is to send.
 * - `answered`: some of those have come to their end.
 * - `ended`: calls for numbers that changed hands have ended, for their owner to settle.
 * - `due`: there are appointments of the number that its owner does not know of.
 */
export type NodeWord =
  | "kept"
  | "free"
  | "joined"
  | "directory"
  | "asked"
  | "answered"
  | "ended"
  | "due";

export type NodeListener = (numberIds: readonly bigint[]) => void;

export interface NodeSignalSurroundings extends ChannelSurroundings {
  readonly log: Log;
}

/** How many numbers fit into one notification of PostgreSQL's, which ends at 8,000 bytes. */
const NUMBERS_MAX = 300;

/** Sends wait for words: a node is deaf for no longer than this once the database is back. */
const DEAF_MS_MAX = 500;

/** Between two tellings: who takes a thousand posts a second tells a hundred times of them. */
const BREATH_MS = 10;

/** Before it is tried again what could not be told. */
const RETRY_MS = 250;

/**
 * The voice between the nodes of an installation (decision 0002): what one tells, the others hear.
 *
 * The same word about the same number is told once as long as it is on its way, however often it
 * is said: to tell is a commit, and commits that notify go one at a time. A word that could not be
 * told is kept until it can: nobody else would look for all that words are about. One whose
 * telling was cut off may be told twice.
 */
export class NodeSignal {
  readonly #machine: MachineTime;
  readonly #channel: Channel;
  readonly #listeners = new Map<NodeWord, Set<NodeListener>>();
  readonly #due = new Map<NodeWord, Set<bigint>>();
  readonly #closing = new AbortController();
  #work: Promise<void> | undefined;
  readonly #back = new Set<() => void>();

  constructor(surroundings: NodeSignalSurroundings) {
    this.#machine = surroundings.machine;
    this.#channel = new Channel(NODE_CHANNEL, surroundings, {
      heard: (payload, isOwn) => {
        if (!isOwn) this.#heard(payload);
      },
      back: () => {
        for (const listener of this.#back) listener();
        this.#begin();
      },
      lost: (count) => surroundings.log.warn("node_signal_lost", { count }),
      retryMsMax: DEAF_MS_MAX,
    });
  }

  async start(): Promise<void> {
    await this.#channel.start();
    this.#begin();
  }

  /** Says a word to the other nodes. What cannot be told now is told when it can. */
  tell(word: NodeWord, numberIds: readonly bigint[] = []): void {
    this.#keep(word, numberIds);
    this.#begin();
  }

  /** Calls `listener` when another node says this word. */
  hear(word: NodeWord, listener: NodeListener): void {
    const listeners = this.#listeners.get(word) ?? new Set();
    this.#listeners.set(word, listeners.add(listener));
  }

  /** Calls `listener` when words may have been missed: the connection was lost, and is back. */
  onBack(listener: () => void): void {
    this.#back.add(listener);
  }

  /** Tells what is still to be told, if that can be done now, and hears nothing any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    while (this.#work !== undefined) await this.#work;
    await this.#channel.close();
  }

  #keep(word: NodeWord, numberIds: readonly bigint[]): void {
    const due = this.#due.get(word) ?? new Set();
    for (const numberId of numberIds) due.add(numberId);
    this.#due.set(word, due);
  }

  /**
   * While the connection is lost nothing is begun: it is when that is back. Whoever closes tries
   * once more what failed, and not again.
   */
  #begin(): void {
    if (this.#due.size === 0 || !this.#channel.isOpen) return;
    const isLast = this.#closing.signal.aborted;
    this.#work ??= this.#tellDue().then((isTold) => {
      this.#work = undefined;
      if (isTold || !isLast) this.#begin();
    });
  }

  /** Whether all was told; what was not is still due, with what was said meanwhile. */
  async #tellDue(): Promise<boolean> {
    let isTold = true;
    for (const [word, numberIds] of [...this.#due]) {
      this.#due.delete(word);
      const left = await this.#leftOf(word, [...numberIds]);
      if (left === undefined) continue;
      this.#keep(word, left);
      isTold = false;
      break;
    }
    await pause(this.#machine, isTold ? BREATH_MS : RETRY_MS, this.#closing.signal);
    return isTold;
  }

  /** Tells a word of these numbers; gives those of which it could not, `undefined` if it could. */
  async #leftOf(word: NodeWord, numberIds: readonly bigint[]): Promise<bigint[] | undefined> {
    for (let from = 0; from === 0 || from < numberIds.length; from += NUMBERS_MAX) {
      const payload = [word, ...numberIds.slice(from, from + NUMBERS_MAX)].join(" ");
      try {
        await this.#channel.notify(payload);
      } catch {
        return numberIds.slice(from);
      }
    }
    return undefined;
  }

  #heard(payload: string): void {
    const [word = "", ...numberIds] = payload.split(" ");
    for (const [known, listeners] of this.#listeners) {
      if (known !== word) continue;
      for (const listener of listeners) listener(numberIds.map(BigInt));
    }
  }
}

/** The channel on which nodes talk; the payload is the word and the numbers. */
const NODE_CHANNEL = "casement_node";
