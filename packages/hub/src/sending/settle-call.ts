import { recordEvents } from "../events/event-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { putAliases, selectAliases } from "../threads/alias-store.ts";
import { learnFacts } from "../threads/learn.ts";
import { ensureMonthsOf } from "../webhook/months.ts";
import type { CallEnd } from "./call-meta.ts";
import { type DraftRow, settleDraft } from "./draft-store.ts";
import { nameFrom } from "./recipient.ts";
import type { SenderParts } from "./sender-parts.ts";
import { factFromSentDraft } from "./settle.ts";

/**
 * Writes down how the call of a draft ended, and follows what comes of it. A status may have
 * settled the draft before its answer came; then the first end stands, and learning the fact again
 * is nothing.
 */
export async function settleCall(
  parts: SenderParts,
  draft: DraftRow,
  numberId: bigint,
  end: CallEnd,
): Promise<void> {
  const settledAt = parts.surroundings.clock.now();
  const { draftId, threadId } = draft;
  if (end.state === "accepted") await ensureMonthsOf(parts.surroundings.db, [settledAt]);
  await parts.owner.run(numberId, (client) =>
    inOwnTransaction(client, async () => {
      const accepted = end.state === "accepted" ? end : undefined;
      await settleDraft(client, numberId, {
        draftId,
        state: end.state,
        wamid: accepted?.wamid ?? null,
        answerStatus: end.answer.status,
        answer: end.answer.body,
        settledAt,
      });
      const events = [{ kind: "message" as const, threadId, subject: draftId }];
      if (accepted === undefined) {
        await recordEvents(client, numberId, events, settledAt);
        return;
      }
      const aliases = await aliasesOf(client, numberId, draft, accepted);
      const content = parts.contentOf(draft.body);
      const fact = factFromSentDraft(numberId, draft, {
        wamid: accepted.wamid,
        at: settledAt,
        aliases,
        content,
      });
      const learned = await learnFacts(client, numberId, [fact], parts.learningOf(numberId));
      await recordEvents(client, numberId, [...events, ...learned], settledAt);
    }),
  );
}

type Db = Parameters<typeof putAliases>[0];

/**
 * The names the message went to. Meta may answer with other digits than we wrote (a Brazilian
 * number has a ninth, or has not): the thread then has both names from here on.
 */
async function aliasesOf(
  db: Db,
  numberId: bigint,
  draft: DraftRow,
  { waId, userId }: { waId: string | undefined; userId: string | undefined },
): Promise<{ waId?: string; userId?: string; groupId?: string }> {
  const address = String(draft.body["to"] ?? draft.body["recipient"] ?? "");
  if (draft.body["recipient_type"] === "group") return { groupId: address };
  const written = nameFrom(address);
  const digits = waId ?? (written.kind === "wa_id" ? written.value : undefined);
  if (digits !== undefined) {
    const name = { kind: "wa_id" as const, value: digits };
    const known = await selectAliases(db, numberId, [name]);
    if (known.length === 0) {
      await putAliases(db, numberId, [{ ...name, threadId: draft.threadId }], draft.createdAt);
    }
  }
  const user = userId ?? (written.kind === "user_id" ? written.value : undefined);
  return {
    ...(digits === undefined ? {} : { waId: digits }),
    ...(user === undefined ? {} : { userId: user }),
  };
}
