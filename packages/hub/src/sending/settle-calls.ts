import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NewEvent } from "../events/event-store.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import { type Learning, learnFacts } from "../threads/learn.ts";
import type { Aliases } from "../webhook/received-fact.ts";
import type { CallEnd } from "./call-meta.ts";
import { type DraftRow, selectDrafts, settleDrafts } from "./draft-store.ts";
import { deleteEnded } from "./ended-store.ts";
import { fallBack, WINDOW_CLOSED } from "./fall-back.ts";
import { nameFrom, writtenAs } from "./recipient.ts";
import { refusalCodeOf } from "./retry.ts";
import { type ContentOf, factFromSentDraft, moveDraftsToFacts } from "./settle.ts";
import { unknownAppointments } from "./unknown-policy.ts";

type Db = Pick<ClientBase, "query">;

/** A draft whose call has ended, and how. */
export interface Ended {
  readonly draft: DraftRow;
  readonly end: CallEnd;
  readonly endedAt: Instant;
  /** Another node made the call, and wrote its end down for us. */
  readonly isOfOther?: boolean;
}

/** What settling needs of the rest of the hub. */
export interface Settling {
  readonly contentOf: ContentOf;
  readonly learning: Learning;
}

/**
 * Writes down how calls ended, all in the transaction of the caller, and follows what comes of
 * those that Meta took: facts of ours, folded into their threads.
 *
 * A status may have settled a draft before its answer came; then the first end stands, and learning
 * the fact again is nothing.
 */
export async function settleCalls(
  db: Db,
  numberId: bigint,
  ended: readonly Ended[],
  { contentOf, learning }: Settling,
): Promise<Settled> {
  if (ended.length === 0) return { shown: [], overtaken: new Map() };
  const settled = await settleDrafts(
    db,
    numberId,
    ended.map(({ draft: { draftId }, end, endedAt }) => ({
      draftId,
      state: end.state,
      wamid: end.state === "accepted" ? end.wamid : null,
      answerStatus: end.answer.status,
      answer: end.answer.body,
      settledAt: endedAt,
    })),
  );
  const ofOthers = ended.filter((one) => one.isOfOther === true);
  await deleteEnded(
    db,
    numberId,
    ofOthers.map(({ draft }) => draft.draftId),
  );
  const overtaken = await overtakenOf(db, numberId, { ended, settled });
  const unknown = ended.filter(({ draft, end }) => {
    return end.state === "unknown" && settled.has(draft.draftId);
  });
  await putAppointments(
    db,
    numberId,
    unknown.flatMap(({ draft, endedAt }) => unknownAppointments([draft.draftId], endedAt)),
  );
  const taken = ended.flatMap(({ draft, end, endedAt }) =>
    end.state === "accepted" ? [{ draft, end, at: endedAt, aliases: aliasesOf(draft, end) }] : [],
  );
  const facts = taken.map(({ draft, end, at, aliases }) =>
    factFromSentDraft(numberId, draft, {
      wamid: end.wamid,
      at,
      aliases,
      content: contentOf(draft.body),
    }),
  );
  const learned = await learnFacts(db, numberId, facts, learning);
  await moveDraftsToFacts(db, numberId, facts);
  const fallen = await fallBack(db, numberId, closedTo(ended), learning.now);
  const shown = ended.map(({ draft: { threadId, draftId } }) => ({
    kind: "message" as const,
    threadId,
    subject: draftId,
  }));
  return { shown: [...shown, ...learned, ...fallen], overtaken };
}

/** Those that had an end already, and were not taken to be sent. */
async function overtakenOf(
  db: Db,
  numberId: bigint,
  { ended, settled }: { readonly ended: readonly Ended[]; readonly settled: ReadonlySet<string> },
): Promise<ReadonlyMap<string, DraftRow>> {
  const draftIds = ended.flatMap(({ draft: { draftId }, end }) =>
    end.state === "accepted" || settled.has(draftId) ? [] : draftId,
  );
  return selectDrafts(db, numberId, draftIds);
}

/** What came of ends that were written down. */
export interface Settled {
  /** What changed, as events. */
  readonly shown: readonly NewEvent[];
  /** Drafts whose call ended otherwise than a status had said before, as they stand. */
  readonly overtaken: ReadonlyMap<string, DraftRow>;
}

/** The drafts that Meta says, in its answers, the window was closed to. */
export function closedTo(ended: readonly Ended[]): string[] {
  return ended.flatMap(({ draft, end }) =>
    refusalCodeOf(end) === WINDOW_CLOSED ? [draft.draftId] : [],
  );
}

type Taken = Extract<CallEnd, { state: "accepted" }>;

/** The names that a message went to. */
function aliasesOf(draft: DraftRow, { waId, userId }: Taken): Aliases {
  const address = String(draft.body["to"] ?? draft.body["recipient"] ?? "");
  if (draft.body["recipient_type"] === "group") return { groupId: address };
  const written = nameFrom(address);
  const digits = waId ?? (written.kind === "wa_id" ? written.value : undefined);
  const user = userId ?? (written.kind === "user_id" ? written.value : undefined);
  return {
    ...(digits === undefined ? {} : { waId: digits }),
    ...(user === undefined ? {} : { userId: user }),
    ...writtenAs(draft.body, waId),
  };
}
