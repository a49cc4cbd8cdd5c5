import type { Instant } from "@casement/engine";
import type { WideAllowance } from "../ledger/rate.ts";
import { createContentOf } from "../sending/content.ts";
import { type Digestion, digestAgain } from "../webhook/digest.ts";
import { countNotUnderstood } from "../webhook/not-understood-store.ts";
import { dayOf, type PostPlace, selectPostsAfter } from "../webhook/post-store.ts";
import { numbersIn, rateWide, ratingIn, type Workshop } from "./workshop.ts";

/** What reading the kept posts of a number again has found. */
export interface Replayed {
  readonly numberId: bigint;
  readonly posts: number;
  /** Facts that were not known. */
  readonly facts: number;
  /** How much of it is not understood, before and after. */
  readonly notUnderstoodBefore: number;
  readonly notUnderstood: number;
}

/** Of posts, those that came from a moment on and before another; left out: all. */
interface Span {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** As many as one transaction takes: a replay holds no more of them than a digest does. */
const BATCH_SIZE_MAX = 500;

/**
 * Reads kept posts again through the digest (SPEC O3). What is a fact already changes nothing; what
 * was not understood may be by now, and is a fact then and no longer on the list, in one
 * transaction.
 */
export async function replayPosts(
  workshop: Workshop,
  asked: { readonly numberId?: bigint | undefined } & Span,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  const wide: WideAllowance[] = [];
  for (const numberId of await numbersIn(workshop, asked.numberId)) {
    const { db } = workshop.surroundings;
    const notUnderstoodBefore = await countNotUnderstood(db, numberId);
    const read = await replayNumber(workshop, numberId, { ...asked, wide });
    const notUnderstood = await countNotUnderstood(db, numberId);
    replayed.push({ numberId, ...read, notUnderstoodBefore, notUnderstood });
  }
  await rateWide(workshop, wide);
  return replayed;
}

async function replayNumber(
  workshop: Workshop,
  numberId: bigint,
  { from, to, wide }: Span & { readonly wide: WideAllowance[] },
): Promise<{ posts: number; facts: number }> {
  let facts = 0;
  const digestion: Digestion = {
    ...ratingIn(workshop, numberId, wide),
    numberId,
    db: workshop.surroundings.db,
    ids: workshop.surroundings.ids,
    contentOf: createContentOf(workshop.directory),
    digested: (told) => {
      facts += told.facts;
    },
  };
  let after: PostPlace | undefined = beginningOf(from);
  let posts = 0;
  while (after !== undefined) {
    const place: PostPlace = after;
    const page = await workshop.owner.run(numberId, async (client) => {
      const read = await selectPostsAfter(client, numberId, {
        after: place,
        from,
        to,
        limit: BATCH_SIZE_MAX,
      });
      await digestAgain(client, digestion, read);
      return read;
    });
    posts += page.length;
    after = page.at(-1);
  }
  return { posts, facts };
}

/** Before every post of the day that `from` is in, or of all days. */
function beginningOf(from: Instant | undefined): PostPlace {
  return { receivedOn: from === undefined ? "0001-01-01" : dayOf(from), postId: BEFORE_ALL };
}

const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
