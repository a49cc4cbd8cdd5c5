import type { ClientBase } from "pg";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import { selectErasedNames } from "./erase-store.ts";

/**
 * Facts as they are learned once somebody was erased (SPEC R6): what Meta still reports of an old
 * message of theirs belongs to the thread that this has now, and brings no name back. A message of
 * which nobody knew whether it was sent is found by its draft.
 */
export async function withoutErased<Told extends ReceivedFact>(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  facts: readonly Told[],
): Promise<readonly Told[]> {
  const wamids = [...new Set(facts.flatMap(messagesIn))];
  const draftIds = [...new Set(facts.flatMap((fact) => fact.draftId ?? []))];
  const erased = await selectErasedNames(db, numberId, { wamids, draftIds });
  if (erased.length === 0) return facts;
  const names = new Map(erased.map((one) => [one.id, one]));
  for (const { wamid, draftId } of facts) {
    const name = names.get(draftId ?? "");
    if (wamid !== undefined && name !== undefined) names.set(wamid, name);
  }
  return facts.map((fact) => {
    const name = messagesIn(fact).flatMap((wamid) => names.get(wamid) ?? [])[0];
    if (name === undefined) return fact;
    const aliases = name.kind === "wa_id" ? { waId: name.value } : { userId: name.value };
    return { ...fact, aliases, profile: {}, content: undefined };
  });
}

/** The messages that a fact is about: an edit or a revocation is one, and about another. */
function messagesIn({ wamid, said: { original } }: ReceivedFact): string[] {
  return [wamid ?? [], typeof original === "string" ? original : []].flat();
}
