import { isDatabaseAway } from "../database/index.ts";
import { RETRY_MS } from "../numbers/owner.ts";
import { selectUnsettled } from "./draft-store.ts";
import { deleteEnded, type EndedRow, insertEnded, selectEnded } from "./ended-store.ts";
import type { SenderParts } from "./sender-parts.ts";
import type { Ended } from "./settle-calls.ts";

/** What it takes of the rest of the hub: a word to the other nodes, and the line of the number. */
export interface Settler {
  /** How a call ended is written down for the number's owner. */
  ended(numberId: bigint): void;
  /** Settles a draft whose call another node made; resolves when it has, or cannot. */
  settle(numberId: bigint, ended: Ended): Promise<void>;
}

/**
 * Calls that ended when their number was another node's already (decision 0002, SPEC S18).
 *
 * The node that lost the number has Meta's answer, and may not write it into the draft: the owner
 * does all that, in the line of the number. So the answer is written down beside, as what is asked
 * elsewhere is, and the owner is told.
 */
export class EndedElsewhere {
  readonly #parts: SenderParts;
  readonly #settler: Settler;
  readonly #inHand = new Set<string>();

  constructor(parts: SenderParts, settler: Settler) {
    this.#parts = parts;
    this.#settler = settler;
  }

  /**
   * Writes down how calls ended, for the owner. `false`: the database is away, and it will be as
   * soon as that is back.
   */
  async tell(numberId: bigint, ended: readonly Ended[]): Promise<boolean> {
    if (ended.length === 0) return true;
    const rows = ended.map(
      ({ draft: { draftId }, endedAt, end }): EndedRow => ({ draftId, endedAt, end }),
    );
    try {
      await insertEnded(this.#parts.surroundings.db, numberId, rows);
    } catch (error) {
      const { log, machine } = this.#parts.surroundings;
      const errorName = error instanceof Error ? error.name : typeof error;
      log.warn("end_not_told", { numberId: String(numberId), errorName });
      if (isDatabaseAway(error)) machine.after(RETRY_MS, () => void this.tell(numberId, ended));
      return false;
    }
    this.#tellOwner(numberId);
    return true;
  }

  /** Settles what others wrote down of a number that is ours. */
  serve(numberId: bigint): void {
    void this.#settleAll(numberId).catch((error: unknown) => {
      const errorName = error instanceof Error ? error.name : typeof error;
      const { log } = this.#parts.surroundings;
      log.warn("ended_not_taken", { numberId: String(numberId), errorName });
    });
  }

  async #settleAll(numberId: bigint): Promise<void> {
    const { db } = this.#parts.surroundings;
    const rows = (await selectEnded(db, numberId)).filter((row) => !this.#inHand.has(row.draftId));
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.draftId);
    const open = await selectUnsettled(db, numberId, ids);
    const drafts = new Map(open.map((draft) => [draft.draftId, draft]));
    // A status was sooner, or the draft is forgotten with its customer.
    await deleteEnded(
      db,
      numberId,
      ids.filter((draftId) => !drafts.has(draftId)),
    );
    for (const { draftId, end, endedAt } of rows) {
      const draft = drafts.get(draftId);
      if (draft === undefined || this.#inHand.has(draftId)) continue;
      this.#inHand.add(draftId);
      void this.#settler
        .settle(numberId, { draft, end, endedAt, isOfOther: true })
        .finally(() => this.#inHand.delete(draftId));
    }
  }

  /** The owner is told; if the number has come back to us meanwhile, that is us. */
  #tellOwner(numberId: bigint): void {
    if (this.#parts.owner.owns(numberId)) this.serve(numberId);
    else this.#settler.ended(numberId);
  }
}
