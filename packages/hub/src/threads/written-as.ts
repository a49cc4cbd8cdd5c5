import type { ClientBase } from "pg";
import type { Aliases } from "../webhook/received-fact.ts";
import type { Alias } from "./alias-store.ts";
import { otherWriting } from "./other-writing.ts";
import { selectStatedDigits } from "./stated-digits.ts";

/**
 * What facts call customers, without digits of ours that are somebody else's already (SPEC F15).
 *
 * Who writes the local number of an American may write the whole number of a Norwegian, and
 * WhatsApp answers with the American. The two would be one for good, so where the digits are no
 * other writing of the answer, they join nobody who was heard of by them, or is in the same batch.
 */
export async function withoutDigitsOfOthers(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  named: readonly Aliases[],
  known: readonly Alias[],
): Promise<readonly Aliases[]> {
  const threadIds = new Map(
    known.flatMap(({ kind, value, threadId }) => (kind === "wa_id" ? [[value, threadId]] : [])),
  );
  const doubtful = named.map(({ waId = "", writtenAs }) => {
    if (writtenAs === undefined || otherWriting(writtenAs) === waId) return undefined;
    const own = threadIds.get(writtenAs);
    return own === threadIds.get(waId) ? undefined : own;
  });
  const stated = await selectStatedDigits(
    db,
    numberId,
    doubtful.flatMap((threadId) => threadId ?? []),
  );
  const told = new Set(named.flatMap(({ waId, now }) => [waId ?? [], now?.waId ?? []].flat()));
  return named.map(({ writtenAs, ...aliases }, i) => {
    if (writtenAs === undefined) return aliases;
    const isToldNow = told.has(writtenAs) && otherWriting(writtenAs) !== aliases.waId;
    const isOfOther = isToldNow || (doubtful[i] !== undefined && stated.has(writtenAs));
    return isOfOther ? aliases : { ...aliases, writtenAs };
  });
}
