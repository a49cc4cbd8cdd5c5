import type { Decision, Instant, Usage } from "@casement/engine";
import type { ClientBase } from "pg";
import type { AccountRow } from "../numbers/account-store.ts";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import { selectThreads } from "../threads/thread-store.ts";
import type { Ask } from "./ask.ts";
import { claimAsked } from "./asked-store.ts";
import { decidedNow, isForLater, scheduled } from "./decide-draft.ts";
import { insertDrafts, type KnownDraft, type NewDraft } from "./draft-store.ts";
import { type Gate, type Limits, usageOf } from "./gate.ts";
import { SCHEDULED_SEND } from "./schedule.ts";
import { type ScheduledDraft, startScheduled } from "./scheduled-draft-store.ts";
import { isOf, sentBefore } from "./sent-before.ts";
import { threadsMeant } from "./threads-meant.ts";

type Db = Pick<ClientBase, "query">;

/** An ask whose turn it is. */
export interface Turn {
  readonly ask: Ask;
  /** Its time is over: it becomes a draft that is withdrawn. */
  readonly isLate: boolean;
  /** The posts kept before it was asked are digested. */
  readonly isCaughtUp: boolean;
  /** The scheduled draft that it is already, its moment come; absent: it is none yet. */
  readonly due?: Pick<ScheduledDraft, "draftId" | "sendAt" | "revision"> | undefined;
  /** Another node was asked for it, and waits for what becomes of this. */
  readonly askId?: string | undefined;
}

/** What became of an ask in its turn. */
export type Taken =
  /** It is a draft now; of one that is `sending`, the call is to be made. */
  | { readonly kind: "drafted"; readonly draft: NewDraft }
  /** It was taken back, or changed, since it was scheduled or asked for elsewhere. */
  | { readonly kind: "gone" }
  /** It is a draft that was sent before. */
  | { readonly kind: "known"; readonly draft: KnownDraft }
  /** Its idempotency key came before, with another body. */
  | { readonly kind: "other_body" }
  | { readonly kind: "no_thread" }
  /** Another message of its thread is on its way, or the next may go only at a later moment. */
  | { readonly kind: "waits"; readonly threadId: string; readonly until?: Instant | undefined }
  /** It would be refused for a closed window, and not every post was digested. */
  | { readonly kind: "behind"; readonly threadId: string };

/** What is known of threads and customers beside what is stored: what is on its way to them. */
export interface OnTheWay<T extends Turn> extends Limits {
  /** Whether the message must wait for another of its thread. */
  mustWait(threadId: string, turn: T): boolean;
  /** From when on the pair rate lets one more message go to the customer. */
  pairSendAt(threadId: string, now: Instant): Instant;
  /** How many messages under way may each use up a free unit. */
  readonly freeUnits: number;
  /** Whether the draft will reach a customer who is not among those reached. */
  reachesAnew(draft: NewDraft): boolean;
}

/**
 * Makes drafts of asks, in the transaction of the caller: finds their threads, asks the gate about
 * each, and writes them down. One statement a step, however many there are.
 *
 * Of a thread no more than one is taken: what comes of it is known before the next is decided.
 */
export async function takeDrafts<T extends Turn>(
  db: Db,
  gate: Gate,
  numberId: bigint,
  { turns, onTheWay }: { readonly turns: readonly T[]; readonly onTheWay: OnTheWay<T> },
): Promise<Taken[]> {
  if (turns.length === 0) return [];
  const now = gate.surroundings.clock.now();
  const asks = turns.map((turn) => turn.ask);
  const threadIds = await threadsMeant(db, numberId, asks, now);
  const before = await sentBefore(db, numberId, asks, now);
  const rows = await selectThreads(db, numberId, [...new Set(threadIds)]);
  const threads = new Map(rows.map((row) => [row.threadId, row]));
  const usages = await usagesOf(db, gate, numberId, asks);
  const blocked = new Set<string>();
  let { freeUnits } = onTheWay;
  let more = 0;

  const decided = turns.map((turn, i): Taken => {
    const threadId = threadIds[i] ?? "";
    const known = turn.due === undefined ? before(turn.ask) : undefined;
    if (known !== undefined) return sameAs(known, turn.ask);
    const thread = threads.get(threadId);
    if (thread === undefined) return { kind: "no_thread" };
    if (isForLater(turn, now)) {
      const usage = usageIn(usages, turn.ask.account);
      return scheduled(gate, turn.ask, { numberId, thread, usage, now });
    }
    const mustWait = blocked.has(threadId) || onTheWay.mustWait(threadId, turn);
    if (mustWait && !turn.isLate) return { kind: "waits", threadId };
    const usage = { ...usageIn(usages, turn.ask.account), freeUnitsInFlight: freeUnits };
    const one = decidedNow(gate, turn, { numberId, thread, usage, onTheWay, more, now });
    if (one.kind !== "drafted" || one.draft.state === "sending") blocked.add(threadId);
    if (one.kind === "drafted" && one.draft.state === "sending") {
      if (onTheWay.reachesAnew(one.draft)) more += 1;
    }
    if (one.kind === "drafted" && isFree(one.draft.decision)) freeUnits += 1;
    return one;
  });
  return written(db, numberId, { turns, decided });
}

/** Writes drafts down: new ones, and those that were there for later. */
async function written(
  db: Db,
  numberId: bigint,
  { turns, decided }: { readonly turns: readonly Turn[]; readonly decided: readonly Taken[] },
): Promise<Taken[]> {
  const drafted = decided.flatMap((one, i) =>
    one.kind === "drafted" ? [{ draft: one.draft, turn: turns[i] }] : [],
  );
  const elsewhere = drafted.flatMap(({ draft: { draftId }, turn }) =>
    turn?.askId === undefined ? [] : [{ askId: turn.askId, draftId }],
  );
  const claimed = await claimAsked(db, numberId, elsewhere);
  const gone = new Set(elsewhere.flatMap((one) => (claimed.has(one.askId) ? [] : one.draftId)));
  const fresh = drafted.flatMap(({ draft, turn }) =>
    turn?.due === undefined && !gone.has(draft.draftId) ? [draft] : [],
  );
  await insertDrafts(db, fresh);
  await putAppointments(db, numberId, appointmentsOf(fresh));
  const due = drafted.flatMap(({ draft, turn }) =>
    turn?.due === undefined ? [] : [{ ...draft, revision: turn.due.revision }],
  );
  const started = await startScheduled(db, numberId, due);
  for (const { draftId } of due) if (!started.has(draftId)) gone.add(draftId);
  return decided.map((one) =>
    one.kind === "drafted" && gone.has(one.draft.draftId) ? { kind: "gone" } : one,
  );
}

function appointmentsOf(drafts: readonly NewDraft[]): Appointment[] {
  return drafts.flatMap(({ state, sendAt }) =>
    state === "scheduled" && sendAt !== null
      ? [{ kind: SCHEDULED_SEND, key: "", dueAt: sendAt }]
      : [],
  );
}

/** Whether a message may use up a free unit. */
export function isFree(decision: Decision): boolean {
  return decision.allowed && decision.charge.usesFreeTier;
}

function sameAs(draft: KnownDraft, ask: Ask): Taken {
  return isOf(ask, draft) ? { kind: "known", draft } : { kind: "other_body" };
}

/** What each account of these asks has used of its allowance, asked once a batch. */
async function usagesOf(
  db: Db,
  gate: Gate,
  numberId: bigint,
  asks: readonly Ask[],
): Promise<ReadonlyMap<bigint, Usage>> {
  const usages = new Map<bigint, Usage>();
  for (const { account } of asks) {
    if (usages.has(account.accountId)) continue;
    usages.set(account.accountId, await usageOf(gate, numberId, account, db));
  }
  return usages;
}

function usageIn(usages: ReadonlyMap<bigint, Usage>, { accountId }: AccountRow): Usage {
  return usages.get(accountId) ?? { freeUnitsUsed: 0 };
}
