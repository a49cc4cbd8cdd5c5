import {
  type BusinessMessage,
  type Fact,
  HOUR_MS,
  instantFromMs,
  type ReportedConversation,
  type ReportedPricing,
  type StatusReported,
  startOfDay,
  wamidFrom,
} from "@casement/engine";
import fc from "fast-check";
import { accounts, type BothAccounts } from "./account-pairs.ts";

/** What happened in a few threads of one business, in no order. */
export interface Timeline {
  readonly accounts: BothAccounts;
  readonly threads: readonly ThreadStory[];
  /** The free units that each scope had used of each month before. */
  readonly freeUnitsUsed: number;
}

export interface ThreadStory {
  readonly number: string;
  readonly market: string | null;
  readonly facts: readonly Fact[];
}

/** The days on which the rules change, and the turns of a few months. */
const DAYS = [
  ...["2021-12-01", "2022-02-01", "2022-06-01", "2023-03-01", "2023-04-04", "2023-06-01"],
  ...["2023-07-01", "2024-06-01", "2024-10-01", "2024-10-15", "2024-11-01", "2025-02-01"],
  ...[
    "2025-04-01",
    "2025-07-01",
    "2025-07-01",
    "2025-07-01",
    "2025-10-01",
    "2026-08-01",
    "2026-09-28",
  ],
  ...["2026-10-01", "2026-10-01", "2026-10-12", "2026-11-01", "2028-01-01"],
];

/** Hours at which windows, conversations and entry points that began on the day turn. */
const HOURS = [
  ...[-96, -72, -71, -49, -48, -25, -24, -23, -12, -2, -1, 0, 1, 2, 10, 12, 22, 23, 24, 25, 47],
  ...[48, 49, 71, 72, 73, 95, 96, 97, 120, 144, 167, 168, 169, 192],
];

const hoursAround = fc.oneof(fc.integer({ min: -25, max: 26 }), fc.integer({ min: -30, max: 60 }));
const jitters = fc.constantFrom(0, 0, 0, 0, -1_000, -1, 999, 1_000, 61_000);
const offsets = fc
  .tuple(fc.oneof(fc.constantFrom(...HOURS), hoursAround), jitters)
  .map(([hours, ms]) => hours * HOUR_MS + ms);

/** Something in so many of a hundred cases. */
function maybe<T>(arbitrary: fc.Arbitrary<T>, share = 50): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 100 - share, arbitrary: fc.constant(undefined) },
    { weight: share, arbitrary },
  );
}

const hearings = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("customer_message" as const),
      referral: fc.constantFrom(undefined, undefined, "ad", "ad", "page_cta", "post"),
      device: fc.constantFrom(undefined, undefined, "phone", "web"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { kind: "customer_message" as const, reaction: true },
      { kind: "customer_call" as const },
      { kind: "call_accepted" as const },
    ),
  },
);

const kinds = fc.constantFrom<Partial<BusinessMessage>>(
  { content: "free_form" },
  { content: "free_form" },
  { content: "free_form" },
  { content: "free_form", by: "human" },
  { content: "free_form", by: "business_agent" },
  { content: "reaction" },
  { content: "template", category: "marketing" },
  { content: "template", category: "marketing", api: "cloud" },
  { content: "template", category: "marketing", api: "marketing_messages" },
  ...Array<Partial<BusinessMessage>>(4).fill({ content: "template", category: "utility" }),
  { content: "template", category: "utility", api: "marketing_messages" },
  { content: "template", category: "authentication" },
  { content: "template", category: "authentication", country: "IN" },
  { content: "template", category: "authentication", country: "GB" },
);

const WORDS = [
  ...["marketing", "utility", "service", "authentication", "authentication-international"],
  ...["marketing_lite", "referral_conversion", "user_initiated", "business_initiated"],
  ...["customer_initiated", "group_utility", "group_service", "a_new_word"],
];
const TYPES = [
  ...["regular", "free_customer_service", "free_entry_point", "free_group_customer_service"],
  "a_new_type",
];
const prices: fc.Arbitrary<ReportedPricing> = fc.oneof(
  fc.record({
    model: fc.constant("PMP"),
    category: fc.constantFrom(...WORDS),
    type: fc.constantFrom(...TYPES),
    billable: fc.constantFrom(undefined, true, false),
  }),
  fc.record({
    model: fc.constantFrom("CBP", "CBP", "NBP", "a_new_model"),
    category: fc.constantFrom(...WORDS),
    billable: fc.constantFrom(true, true, false, undefined),
  }),
);

const ends = fc.record({
  hours: fc.constantFrom(-1, 0, 1, 12, 23, 24, 25, 48, 72, 168),
  originType: fc.constantFrom(undefined, ...WORDS, "service", "referral_conversion"),
});

/** How long after the call each report came; before it, for clocks differ. */
const delays = {
  sent: maybe(fc.constantFrom(0, 1_000, 2_000, 60_000, HOUR_MS)),
  delivered: fc.constantFrom(
    ...[0, 0, 1_000, 2_000, 2_000, 60_000, HOUR_MS, 24 * HOUR_MS, 80 * HOUR_MS, -1_000, -2_000],
    ...[31 * 24 * HOUR_MS, 31 * 24 * HOUR_MS - 1_000],
    undefined,
  ),
  read: maybe(
    fc.constantFrom(0, 1_000, 2_000, HOUR_MS, 24 * HOUR_MS, 48 * HOUR_MS, 168 * HOUR_MS, -1_000),
  ),
  played: maybe(fc.constantFrom(1_000, HOUR_MS), 12),
  failed: maybe(fc.constantFrom(0, 1_000, HOUR_MS), 12),
};

const messages = fc.record({
  what: kinds,
  origin: fc.constantFrom("draft", "draft", "draft", "draft", "draft", "draft", "echo", "another"),
  accountId: fc.constantFrom(undefined, undefined, undefined, "other"),
  recipients: fc.constantFrom<readonly (string | undefined)[]>(
    ...[[undefined], [undefined], [undefined], [undefined], [undefined]],
    ["p1", "p2"],
  ),
  delays: fc.record(delays),
  price: maybe(prices, 25),
  pricedBy: fc.constantFrom("sent", "delivered", "read", "all"),
  otherPrice: maybe(prices, 12),
  end: maybe(ends, 20),
  endedBy: fc.constantFrom("sent", "sent", "delivered", "read"),
});
type MessageStory = typeof messages extends fc.Arbitrary<infer T> ? T : never;

const stories = fc.oneof(
  { weight: 2, arbitrary: fc.record({ offset: offsets, heard: hearings }) },
  { weight: 3, arbitrary: fc.record({ offset: offsets, message: messages }) },
);

const threads = fc.record({
  number: fc.constantFrom("n1", "n1", "n2"),
  market: fc.constantFrom("Brazil", "India", "Germany", "Egypt", "Other", null),
  stories: fc.array(stories, { minLength: 1, maxLength: 10 }),
});

export const timelines: fc.Arbitrary<Timeline> = fc
  .record({
    accounts,
    day: fc.constantFrom(...DAYS),
    threads: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(threads) },
      { weight: 1, arbitrary: fc.tuple(threads, threads) },
    ),
    freeUnitsUsed: fc.constantFrom(0, 997, 998, 999, 1_000),
  })
  .map(({ accounts: both, day, threads: told, freeUnitsUsed }) => {
    const base = startOfDay(day, both.home.timeZone);
    return {
      accounts: both,
      freeUnitsUsed,
      threads: told.map(({ number, market, stories: each }, thread) => ({
        number,
        market,
        facts: each.flatMap((story, index) =>
          factsFrom(isWithGroups(day) ? story : toOne(story), base, `${thread}-${index}`),
        ),
      })),
    };
  });

type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

/** Groups came when conversations were charged no more. */
function isWithGroups(day: string): boolean {
  return day >= "2025-10-01";
}

function toOne(story: Story): Story {
  if ("heard" in story) return story;
  return { ...story, message: { ...story.message, recipients: [undefined] } };
}

function factsFrom(story: Story, base: number, name: string): Fact[] {
  const at = instantFromMs(base + story.offset);
  if ("heard" in story) {
    return [{ ...story.heard, id: idFor(name, 0), at, wamid: wamidFrom(`in-${name}`) } as Fact];
  }
  return [...claimFrom(story.message, at, name), ...reportsFrom(story.message, at, name)];
}

function claimFrom(message: MessageStory, at: Fact["at"], name: string): Fact[] {
  const wamid = wamidFrom(`m${name}`);
  const id = idFor(name, 1);
  if (message.origin === "another") return [];
  if (message.origin === "echo") return [{ kind: "echo", id, at, wamid }];
  const { accountId, what } = message;
  return [{ kind: "business_message", content: "free_form", ...what, id, at, wamid, accountId }];
}

function reportsFrom(message: MessageStory, at: Fact["at"], name: string): Fact[] {
  const isSkewed = message.origin !== "echo";
  const words = ["sent", "delivered", "read", "played", "failed"] as const;
  return words.flatMap((status, rank) => {
    const delay = delayOf(message, status);
    if (delay === undefined || (delay < 0 && !isSkewed)) return [];
    const whom = status === "sent" ? message.recipients.slice(0, 1) : message.recipients;
    return whom.map((recipient, place): StatusReported => {
      const pricing = priceIn(message, status);
      return {
        kind: "status_reported",
        id: idFor(name, 2 + rank * 2 + place),
        at: instantFromMs(at + delay + place * 1_000 * rank),
        wamid: wamidFrom(`m${name}`),
        status,
        ...(status === "sent" || recipient === undefined ? {} : { recipient }),
        ...(message.accountId === undefined ? {} : { accountId: message.accountId }),
        ...(pricing === undefined ? {} : { pricing }),
        ...(message.endedBy === status && message.end !== undefined
          ? { conversation: endIn(message.end, at) }
          : {}),
      };
    });
  });
}

/** What took long to arrive is read after it: nobody reads a month before. */
function delayOf({ delays: each }: MessageStory, status: keyof typeof delays): number | undefined {
  const delay = each[status];
  const delivered = each.delivered ?? 0;
  const isAfter = status === "read" || status === "played" || status === "failed";
  return delay !== undefined && isAfter && delivered > HOUR_MS ? delivered + delay : delay;
}

function priceIn(message: MessageStory, status: string): ReportedPricing | undefined {
  if (message.pricedBy === status || message.pricedBy === "all") return message.price;
  return status === "failed" ? undefined : message.otherPrice;
}

function endIn(
  end: { hours: number; originType: string | undefined },
  at: number,
): ReportedConversation {
  const expiresAt = instantFromMs(at + end.hours * HOUR_MS);
  return { id: "c", originType: end.originType, expiresAt };
}

/** Ids that sort otherwise than the stories do. */
function idFor(name: string, part: number): string {
  const digit = (name.length * 3 + name.charCodeAt(name.length - 1) * 7 + part * 3) % 10;
  return `f${digit}-${name}-${part}`;
}
