import type { ApiKey } from "../access/api-key.ts";
import { selectErasedAt } from "../erasing/erase-store.ts";
import { selectThreadAliases } from "../inbox/alias-row-store.ts";
import { conversationShape } from "../inbox/conversation-shape.ts";
import { selectConversations } from "../inbox/conversation-store.ts";
import { sendingShape } from "../inbox/sending-shape.ts";
import { selectSpend } from "../inbox/spend-store.ts";
import { threadForGate, usageOf } from "../sending/gate.ts";
import { selectMergesOf } from "../threads/thread-merge-store.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { amountOf } from "./amounts.ts";
import type { ApiSurroundings } from "./api.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { ApiProblem } from "./problems.ts";
import { accountFor } from "./reach.ts";
import type { SendingShape, ThreadDetailShape, ThreadShape } from "./shapes.ts";

/** A thread with all that stands beside it. Its parts are read side by side: it opens at a tap. */
export async function threadDetail(
  api: ApiSurroundings,
  key: ApiKey,
  thread: { numberId: bigint; threadId: string; shape: ThreadShape },
): Promise<ThreadDetailShape> {
  const { numberId, threadId, shape } = thread;
  const [[row], conversations, aliases, spend, merges, erasedAt] = await Promise.all([
    selectThreads(api.db, numberId, [threadId]),
    selectConversations(api.db, thread),
    selectThreadAliases(api.db, thread),
    selectSpend(api.db, thread),
    selectMergesOf(api.db, numberId, threadId),
    selectErasedAt(api.db, numberId, threadId),
  ]);
  if (row === undefined) throw new ApiProblem("not_found", "There is no such thread.");
  return {
    thread: shape,
    conversations: conversations.map(conversationShape),
    sending: await sendingOf(api, key, { numberId, row }),
    aliases: aliases.map(({ kind, value, since }) => ({ kind, value, since: isoOf(since) })),
    merges: merges.map(({ mergeId, wasFrom: { name, username }, madeAt, who }) => ({
      ...{ merge_id: mergeId, name: name ?? username, made_at: isoOf(madeAt), who },
    })),
    consent: {
      blocked: row.blocked,
      opted_in: row.optedIn === null ? null : [...row.optedIn],
      opted_out: [...row.optedOut],
      opt_in_required: api.gate.directory.number(numberId)?.optInRequired ?? false,
    },
    spend: spend.map(({ amount_micros, ...rest }) => ({
      ...rest,
      amount: amountOf(amount_micros),
    })),
    erased_at: isoOrNull(erasedAt),
  };
}

async function sendingOf(
  { clock, gate }: ApiSurroundings,
  key: ApiKey,
  { numberId, row }: { numberId: bigint; row: ThreadRow },
): Promise<SendingShape> {
  const account = accountFor(gate.directory, key, numberId);
  const thread = threadForGate(gate, numberId, row);
  if (account === undefined) {
    // A number that nobody connected is shown as the fold takes it; a draft is refused when sent.
    const assumed = gate.directory.bookOf(numberId).of(undefined);
    return sendingShape(thread, { account: assumed, usage: UNUSED, now: clock.now() });
  }
  const usage = await usageOf(gate, numberId, account);
  return sendingShape(thread, { account: account.rules, usage, now: clock.now() });
}

const UNUSED = { freeUnitsUsed: 0 };
