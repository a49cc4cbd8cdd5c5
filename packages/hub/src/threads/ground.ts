import type { ClientBase } from "pg";
import { selectFactsOf } from "../webhook/fact-store.ts";
import { selectNamesOf } from "./alias-store.ts";
import { selectFloor } from "./floor-store.ts";
import type { Ground } from "./fold.ts";

/** Where the fold of a thread begins, and every fact that is kept of it since. */
export async function groundOf(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  threadId: string,
): Promise<Ground> {
  const names = await selectNamesOf(db, numberId, threadId);
  const floor = await selectFloor(db, numberId, names);
  const facts = await selectFactsOf(db, numberId, names, { from: floor.at, to: null });
  return { floor, facts };
}
