import { z } from "zod";
import { ChargeShape, ConversationCategory, ConversationShape } from "./shapes.ts";

// The shapes of `/api/v1` that say what messages cost: a month, its lines, and one message with all
// that its charge rests on.

const Instant = z.iso.datetime();
const Amount = z.string().regex(/^-?\d+(\.\d{1,6})?$/);

/** What a unit is priced as, by somebody's word. */
export const PricingShape = z.object({
  model: z.string(),
  category: z.string(),
  type: z.string().nullable(),
  /** Null where only the month's free units decide, or nobody knows. */
  billable: z.boolean().nullable(),
});
export type PricingShape = z.infer<typeof PricingShape>;

/** Where Meta's word on a message is not ours. Meta's is booked, ours is kept beside it. */
export const DifferenceShape = z.object({
  fields: z.array(z.enum(["model", "category", "type", "billable"])),
  ours: PricingShape,
  theirs: PricingShape,
  /** What it would cost by our rules; null where that is not known. */
  our_amount: Amount.nullable(),
  why: z.string(),
});
export type DifferenceShape = z.infer<typeof DifferenceShape>;

/** One line of the ledger: a unit, what it cost, by which rule. */
export const LedgerLineShape = z.object({
  number_id: z.string(),
  thread_id: z.string().nullable(),
  wamid: z.string(),
  /** In a group the one it reached; else empty. */
  recipient: z.string(),
  delivered_at: Instant,
  customer: z.string().nullable(),
  /** The name of the template that it was; null for what is none, or is no longer kept. */
  template: z.string().nullable(),
  charge: ChargeShape,
  difference: DifferenceShape.nullable(),
});
export type LedgerLineShape = z.infer<typeof LedgerLineShape>;

/** A month with its first lines: the sum, and its parts by category. */
export const LedgerShape = z.object({
  month: z.string(),
  currency: z.string().nullable(),
  total: Amount,
  /** Messages whose price nobody knows: not in the total. */
  unknown: z.int(),
  by_category: z.array(
    z.object({ category: z.string(), units: z.int(), billable: z.int(), amount: Amount }),
  ),
  lines: z.array(LedgerLineShape),
  next_cursor: z.string().nullable(),
});
export type LedgerShape = z.infer<typeof LedgerShape>;

const SUMS = {
  units: z.int(),
  billable: z.int(),
  unknown: z.int(),
  amount: Amount,
};

/** Free units of a month: how many there are, who shares them, and how many are used. */
export const FreeUnitsShape = z.object({
  scope: z.enum(["number", "account"]),
  /** The number whose they are; null where all numbers of the account share them. */
  number_id: z.string().nullable(),
  phone: z.string().nullable(),
  of: z.array(z.string()),
  units: z.int(),
  used: z.int(),
  left: z.int(),
});
export type FreeUnitsShape = z.infer<typeof FreeUnitsShape>;

/** That a month is closed: nothing is booked in it any more. */
export const MonthSealShape = z.object({
  sealed_at: Instant,
  /** What the month's postings left in each account of the journal; less than nothing is owed. */
  sums: z.array(z.object({ account: z.string(), currency: z.string(), amount: Amount })),
  /** What came too late for it, and stands in later months. */
  late_postings: z.int(),
  late_amount: Amount,
});
export type MonthSealShape = z.infer<typeof MonthSealShape>;

/** A month in numbers, each of which opens to its lines by the query of `/ledger/lines`. */
export const LedgerMonthShape = z.object({
  month: z.string(),
  account_id: z.string().nullable(),
  currency: z.string().nullable(),
  /** Days and months turn at midnight in it. */
  time_zone: z.string(),
  ...SUMS,
  /** Those that another tool on the same number sent, as long as messages are kept. */
  by_other_tools: z.int(),
  /** Messages on which Meta's word is not ours. */
  differences: z.int(),
  /** Only days on which something was delivered, by category. */
  days: z.array(z.object({ day: z.string(), category: z.string(), ...SUMS })),
  categories: z.array(z.object({ category: z.string(), ...SUMS })),
  markets: z.array(z.object({ market: z.string().nullable(), ...SUMS })),
  templates: z.array(z.object({ template: z.string(), category: z.string(), ...SUMS })),
  conversations: z.array(
    z.object({
      category: ConversationCategory,
      initiated_by: z.enum(["business", "customer"]),
      opened: z.int(),
    }),
  ),
  free_units: z.array(FreeUnitsShape),
  /** Null while the month is open. */
  seal: MonthSealShape.nullable(),
});
export type LedgerMonthShape = z.infer<typeof LedgerMonthShape>;

/** A fact about one message, with the post it came in as long as that is kept. */
export const FactShape = z.object({
  fact_id: z.string(),
  kind: z.string(),
  at: Instant,
  recorded_at: Instant,
  /** The rest of the fact, in our words. */
  said: z.looseObject({}),
  /** Null for what we did ourselves, and once the post is dropped. */
  post: z.object({ post_id: z.string(), received_on: z.string(), received_at: Instant }).nullable(),
});
export type FactShape = z.infer<typeof FactShape>;

/** One booking: which account bears it, which it is owed to, and how much. */
export const PostingShape = z.object({
  posting_id: z.string(),
  debit: z.string(),
  credit: z.string(),
  currency: z.string(),
  amount: Amount,
  occurred_at: Instant,
  recorded_at: Instant,
  /** The month it is booked in. */
  period: z.string(),
  corrects: z.string().nullable(),
});
export type PostingShape = z.infer<typeof PostingShape>;

/** All that the charge of one message rests on. */
export const LedgerMessageShape = z.object({
  line: LedgerLineShape,
  /** What the charge is by our rules alone, as if Meta had said nothing; null: it says the same. */
  ours: ChargeShape.nullable(),
  /** The price it was charged at: `model/market/category/currency/from`. */
  rate_row: z.string().nullable(),
  /** Its place among the messages that share the month's free units, from 1. */
  free_unit: z.object({ month: z.string().nullable(), position: z.int() }).nullable(),
  conversation: ConversationShape.nullable(),
  facts: z.array(FactShape),
  postings: z.array(PostingShape),
});
export type LedgerMessageShape = z.infer<typeof LedgerMessageShape>;

/** A webhook request as it was kept. */
export const KeptPostShape = z.object({
  post_id: z.string(),
  received_at: Instant,
  signature: z.string(),
  /** The bytes as text; of a post that names numbers out of the key's reach, only the notice. */
  body: z.string(),
  is_whole: z.boolean(),
  /** Where in the post the asked-for fact stands: `entry[0].changes[0].value.statuses[0]`. */
  path: z.string().nullable(),
});
export type KeptPostShape = z.infer<typeof KeptPostShape>;
