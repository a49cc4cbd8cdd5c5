import {
  type Charge,
  chargeOf,
  DAY_MS,
  type Fact,
  instantFromMs,
  type Unit,
} from "@casement/engine";
import type { Pool } from "pg";
import { chargeShape } from "../inbox/charge-shape.ts";
import { conversationShape } from "../inbox/conversation-shape.ts";
import { unitKey } from "../ledger/posting.ts";
import type { Gate } from "../sending/gate.ts";
import { foldedOn, isBelow } from "../threads/floor.ts";
import { groundOf } from "../threads/ground.ts";
import { dayOf } from "../webhook/post-store.ts";
import { amountOf } from "./amounts.ts";
import { isoOf } from "./instants.ts";
import {
  type FactRow,
  type PostingRow,
  type PostMomentRow,
  selectConversation,
  selectMessageFacts,
  selectPostings,
  selectPostMoments,
} from "./ledger-message-store.ts";
import { lineShape } from "./ledger-page.ts";
import type { FactShape, LedgerMessageShape, PostingShape } from "./ledger-shapes.ts";
import type { LineRow } from "./ledger-store.ts";
import type { ChargeShape } from "./shapes.ts";

interface Reading {
  readonly db: Pool;
  readonly gate: Pick<Gate, "directory" | "rates">;
}

/** A line of the ledger with all that it rests on. */
export async function readLedgerMessage(
  reading: Reading,
  row: LineRow & { readonly account_id: bigint | null },
): Promise<LedgerMessageShape> {
  const { db, gate } = reading;
  const { number_id: numberId, charge, unit } = row;
  const message = { wamid: row.wamid, threadId: row.thread_id };
  const [facts, postings, conversation, ours] = await Promise.all([
    readFacts(db, numberId, message),
    selectPostings(db, numberId, unitKey(unit)),
    unit.conversation === null ? undefined : selectConversation(db, numberId, unit.conversation),
    ourCharge(reading, row),
  ]);
  const account =
    row.account_id === null
      ? gate.directory.defaultAccountOf(numberId)
      : gate.directory.account(row.account_id);
  const prices = account && { account: account.rules, rates: gate.rates };
  return {
    line: lineShape(row, prices),
    ours: ours ?? null,
    rate_row: charge.rateRow,
    free_unit:
      charge.position === null ? null : { month: charge.freeTierMonth, position: charge.position },
    conversation: conversation === undefined ? null : conversationShape(conversation),
    facts,
    postings: postings.map(postingShape),
  };
}

/**
 * What a unit that Meta priced costs by our own rules: its thread is folded again as if Meta had
 * named no price. Stored is only what we derived and not by which rule, for the books need no more.
 */
async function ourCharge({ db, gate }: Reading, row: LineRow): Promise<ChargeShape | undefined> {
  if (!row.unit.reported) return undefined;
  const { floor, facts } = await groundOf(db, row.number_id, row.thread_id);
  // What it was by our rules is not known any more once its facts are gone.
  if (isBelow(floor, row.unit.deliveredAt)) return undefined;
  const accounts = gate.directory.bookOf(row.number_id);
  const { changes } = foldedOn(floor, facts.map(withoutPrice), accounts);
  const unit = changes.units.find((one) => unitKey(one) === unitKey(row.unit));
  if (unit === undefined) return undefined;
  const charge = chargeOf(unit, {
    account: accounts.of(unit.accountId),
    rates: gate.rates,
    market: row.charge.market,
    usage: { freeUnitsUsed: (row.charge.position ?? 1) - 1 },
  });
  const known = isPlaceKnown(unit, row.charge) ? charge : { ...charge, ...NOT_COUNTED };
  return chargeShape(known, stateOf(known), row.unit.deliveredAt);
}

function withoutPrice(fact: Fact): Fact {
  if (fact.kind !== "status_reported") return fact;
  const { pricing: _pricing, conversation: _conversation, ...rest } = fact;
  return rest;
}

/** Where the month's free units decide, the place among them does; Meta's word may name none. */
function isPlaceKnown(unit: Unit, charge: Charge): boolean {
  return unit.billable !== "by_allowance" || charge.position !== null;
}

const NOT_COUNTED = { billable: null, amountMicros: null, position: null } as const;

function stateOf({ amountMicros }: Charge): ChargeShape["state"] {
  if (amountMicros === null) return "unknown";
  return amountMicros === 0 ? "free" : "accrued";
}

async function readFacts(
  db: Pool,
  numberId: bigint,
  message: { wamid: string; threadId: string },
): Promise<FactShape[]> {
  const facts = await selectMessageFacts(db, numberId, message);
  const postIds = facts.flatMap(({ post_id: postId }) => postId ?? []);
  const moments = await selectPostMoments(db, numberId, postIds, daysOf(facts));
  const posts = new Map(moments.map((one) => [one.post_id, one]));
  return facts.map((fact) => factShape(fact, posts.get(fact.post_id ?? "")));
}

/** The days on which the posts of these facts may have come: of each digest, or just before. */
function daysOf(facts: readonly FactRow[]): string[] {
  const days = facts.flatMap(({ recorded_at: at }) =>
    Array.from({ length: WAITS_DAYS_MAX + 1 }, (_, back) =>
      dayOf(instantFromMs(at - back * DAY_MS)),
    ),
  );
  return [...new Set(days)];
}

/** How long a post may have waited for its digest: as long as Meta tries to post one. */
const WAITS_DAYS_MAX = 7;

function factShape(fact: FactRow, post: PostMomentRow | undefined): FactShape {
  return {
    fact_id: fact.fact_id,
    kind: fact.kind,
    at: isoOf(fact.at),
    recorded_at: isoOf(fact.recorded_at),
    said: fact.said,
    post:
      post === undefined
        ? null
        : {
            post_id: post.post_id,
            received_on: post.received_on,
            received_at: isoOf(post.received_at),
          },
  };
}

function postingShape(row: PostingRow): PostingShape {
  return {
    posting_id: row.posting_id,
    debit: row.debit,
    credit: row.credit,
    currency: row.currency,
    amount: amountOf(row.amount_micros),
    occurred_at: isoOf(row.occurred_at),
    recorded_at: isoOf(row.recorded_at),
    period: row.period,
    corrects: row.corrects,
  };
}
