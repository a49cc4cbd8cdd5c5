import { readSendRequest } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { ContentShape } from "../api/shapes.ts";
import type { SourcedFact } from "../threads/learn.ts";
import { otherWriting } from "../threads/other-writing.ts";
import { factIdFrom } from "../webhook/fact-id.ts";
import type { Aliases, ReceivedFact } from "../webhook/received-fact.ts";
import {
  type DraftRow,
  moveDrafts,
  type Settlement,
  selectUnsettled,
  settleDrafts,
} from "./draft-store.ts";
import { writtenAs } from "./recipient.ts";

type Db = Pick<ClientBase, "query">;

/** What a body of the Cloud API says, in our words. */
export type ContentOf = (body: Readonly<Record<string, unknown>>) => ContentShape;

/** The fact that we sent a message: what a draft becomes once Meta has taken it. */
export function factFromSentDraft(
  numberId: bigint,
  draft: DraftRow,
  sent: { wamid: string; at: Instant; aliases: Aliases; content: ContentShape },
): SourcedFact {
  return {
    // One message of ours is one fact, however often and by whatever way we hear that it was taken.
    factId: factIdFrom(numberId, { kind: "business_message", wamid: sent.wamid }),
    at: sent.at,
    kind: "business_message",
    aliases: sent.aliases,
    wamid: sent.wamid,
    said: { wamid: sent.wamid, ...draft.asked, accountId: String(draft.accountId) },
    content: sent.content,
    replyTo: replyToOf(draft.body),
    profile: {},
    draftId: draft.draftId,
    postId: null,
  };
}

/** What a body of the Cloud API answers. */
export function replyToOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const read = readSendRequest(body);
  return read.ok ? read.request.context?.message_id : undefined;
}

/**
 * Settles the drafts whose ids came back in statuses: Meta has taken them, whatever became of our
 * call (SPEC S2). Gives the facts that they were sent, to be learned with the statuses.
 */
export async function settleByStatus(
  db: Db,
  numberId: bigint,
  facts: readonly ReceivedFact[],
  { contentOf, now }: { contentOf: ContentOf; now: Instant },
): Promise<SourcedFact[]> {
  const told = facts.filter((fact) => fact.draftId !== undefined && fact.wamid !== undefined);
  const draftIds = [...new Set(told.flatMap((fact) => fact.draftId ?? []))];
  const drafts = await selectUnsettled(db, numberId, draftIds);
  const settlements: Settlement[] = [];
  const sent: SourcedFact[] = [];
  for (const draft of drafts) {
    const first = told
      .filter((fact) => fact.draftId === draft.draftId)
      .reduce((a, b) => (b.at < a.at ? b : a));
    const wamid = first.wamid ?? "";
    settlements.push({
      draftId: draft.draftId,
      state: "accepted",
      wamid,
      answerStatus: null,
      answer: null,
      settledAt: now,
    });
    const content = contentOf(draft.body);
    const aliases = { ...first.aliases, ...writtenAs(draft.body, first.aliases.waId) };
    sent.push(factFromSentDraft(numberId, draft, { at: first.at, wamid, aliases, content }));
  }
  await settleDrafts(db, numberId, settlements);
  return sent;
}

/**
 * Puts drafts that became messages where those are, once they are learned. A draft is decided on in
 * the thread that its digits seem to mean (SPEC F15); whose message it is Meta says.
 */
export async function moveDraftsToFacts(
  db: Db,
  numberId: bigint,
  facts: readonly ReceivedFact[],
): Promise<void> {
  const moved = facts.flatMap(({ draftId, aliases: { waId, writtenAs: written } }) => {
    if (draftId === undefined || waId === undefined) return [];
    return written !== undefined || otherWriting(waId) !== undefined ? [{ draftId, waId }] : [];
  });
  await moveDrafts(db, numberId, moved);
}
