import { type Instant, instantFromMs } from "@casement/engine";
import { dropPartition, partitionsBefore } from "../database/index.ts";
import { NotOwner } from "../numbers/owner.ts";
import { selectStreams } from "../operations/stream-store.ts";
import { selectFactFloor } from "../threads/floor-store.ts";
import { dayOf } from "../webhook/post-store.ts";
import { hasBooks, selectClosedTo } from "./fact-sweep-store.ts";
import { type Raising, raiseFloor } from "./raise-floor.ts";
import { SweepFailures } from "./sweep-failures.ts";

/**
 * Takes away facts from before `keptFrom`, the beginning of a month in UTC, by whole months; says
 * how many (SPEC R8).
 *
 * A month of a number whose books are not closed yet keeps its facts. A number that another node
 * owns is raised by that one; a month goes when no number needs it any more. One that cannot be
 * raised keeps the facts of all, and the others are raised all the same.
 */
export async function sweepFacts(
  raising: Raising,
  keptFrom: Instant,
  failures: SweepFailures = new SweepFailures(),
): Promise<number> {
  const { db } = raising;
  if ((await partitionsBefore(db, "fact", dayOf(keptFrom))).length === 0) return 0;
  let neededFrom = keptFrom;
  const areKnown = await failures.each("facts", await selectStreams(db), async (numberId) => {
    await failures.attempt("facts", async () => {
      const to = await mayGoBefore(raising, numberId, keptFrom);
      if (to !== null) await raiseIfOwned(raising, numberId, to);
    });
    const { reachedAt } = await selectFactFloor(db, numberId);
    neededFrom = instantFromMs(Math.min(neededFrom, reachedAt ?? 0));
  });
  if (!areKnown) return 0;
  const gone = await partitionsBefore(db, "fact", dayOf(neededFrom));
  for (const { name } of gone) await dropPartition(db, name);
  return gone.length;
}

async function raiseIfOwned(raising: Raising, numberId: bigint, to: Instant): Promise<void> {
  try {
    await raiseFloor(raising, numberId, to);
  } catch (error) {
    if (!(error instanceof NotOwner)) throw error;
  }
}

/** From before which moment facts of a number may go; null: none may. */
async function mayGoBefore(
  { db }: Pick<Raising, "db">,
  numberId: bigint,
  keptFrom: Instant,
): Promise<Instant | null> {
  if (!(await hasBooks(db, numberId))) return keptFrom;
  const closedTo = await selectClosedTo(db, numberId);
  if (closedTo === null) return null;
  const day = new Date(Math.min(closedTo, keptFrom));
  return instantFromMs(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
}
