import { type ApiKey, mayReach } from "../access/api-key.ts";
import { readThreads } from "../inbox/read-threads.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import type { Surroundings } from "../surroundings.ts";
import { ApiProblem } from "./problems.ts";
import type { ThreadShape } from "./shapes.ts";

/** A thread as it stands in an address. */
export interface ThreadAddress {
  readonly number_id: bigint;
  readonly thread_id: string;
}

/**
 * The thread, if the key reaches its number and it is there. Which of the two failed is not told.
 */
export async function reachedThread(
  reading: Pick<Surroundings, "db" | "clock">,
  key: ApiKey,
  address: ThreadAddress,
): Promise<{ numberId: bigint; threadId: string; shape: ThreadShape }> {
  const { number_id: numberId, thread_id: threadId } = address;
  if (mayReach(key, numberId)) {
    const shape = (await readThreads(reading, { numberId, threadIds: [threadId] })).get(threadId);
    if (shape !== undefined) return { numberId, threadId, shape };
  }
  throw new ApiProblem("not_found", "There is no such thread.");
}

/** The account that a key sends as from a number: its own, or else the number's default. */
export function accountFor(
  directory: Directory,
  key: ApiKey,
  numberId: bigint,
): AccountRow | undefined {
  if (key.accountId === undefined) return directory.defaultAccountOf(numberId);
  return directory.account(key.accountId);
}

/** The numbers of the key, or the one of them that was asked for. */
export function reachedNumbers(key: ApiKey, numberId: bigint | undefined): readonly bigint[] {
  if (numberId === undefined) return key.numberIds;
  if (mayReach(key, numberId)) return [numberId];
  throw new ApiProblem("not_found", "There is no such number.");
}
