import type { Instant } from "@casement/engine";
import { fieldIn } from "../json/unknown-value.ts";
import { instantFromTimestamp } from "../webhook/notice-parts.ts";

/** What Meta said of an account's state: of each kind the newest word counts. */
export interface AccountNews {
  readonly kind: "deletion" | "ban" | "restriction" | "violation";
  readonly at: Instant;
  /** In Meta's words, such as `DISABLE`, `RESTRICTED_BIZ_INITIATED_MESSAGING`, `ADULT`. */
  readonly word: string;
  /** Until when it holds; null: nobody said. */
  readonly until: Instant | null;
}

/** How an account stands with Meta, as far as its notices say. */
export interface AccountStanding {
  readonly state: "good" | "warned" | "restricted" | "to_be_disabled" | "disabled" | "deleted";
  /** Since when, until when and why; null: nobody said, or it is well. */
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly word: string | null;
}

/** What a notice of an account says of its state; `undefined`: nothing. `said`: as it is noted. */
export function newsIn(
  said: Readonly<Record<string, unknown>>,
  at: Instant,
): AccountNews | undefined {
  if (said["type"] !== "account_update") return undefined;
  switch (said["event"]) {
    case "ACCOUNT_DELETED":
      return { kind: "deletion", at, word: "ACCOUNT_DELETED", until: null };
    case "DISABLED_UPDATE":
      return { kind: "ban", at, word: wordsIn(said["waba_ban_state"]), until: null };
    case "ACCOUNT_VIOLATION":
      return { kind: "violation", at, word: wordsIn(said["violation_type"]), until: null };
    case "ACCOUNT_RESTRICTION":
      return { kind: "restriction", at, ...restrictionIn(said["restriction_info"]) };
    default:
      return undefined;
  }
}

/** Meta gives one word, or a list of them. */
function wordsIn(said: unknown): string {
  const words = Array.isArray(said) ? said : [said];
  return words.filter((one) => typeof one === "string").join(", ");
}

/** Several hold at once; together they hold until the last of them ends. */
function restrictionIn(said: unknown): Pick<AccountNews, "word" | "until"> {
  const all: readonly unknown[] = Array.isArray(said) ? said : [said];
  const ends = all.map((one) => instantFromTimestamp(String(fieldIn(one, "expiration") ?? "")));
  return {
    word: wordsIn(all.map((one) => fieldIn(one, "restriction_type"))),
    until: ends.reduce<Instant | null>((last, end) => laterOf(last, end), ends[0] ?? null),
  };
}

/** One that does not say when it ends has no end that we know. */
function laterOf(one: Instant | null, other: Instant | undefined): Instant | null {
  if (one === null || other === undefined) return null;
  return one < other ? other : one;
}

/**
 * How an account stands at `now`, by all that Meta said of it. The worst counts; what was said
 * before Meta reinstated the account is over, and in the same second too.
 */
export function accountStandingAt(news: readonly AccountNews[], now: Instant): AccountStanding {
  const of = (kind: AccountNews["kind"]): AccountNews | undefined =>
    news.find((one) => one.kind === kind);
  const ban = of("ban");
  const reinstatedAt = ban?.word.includes("REINSTATE") === true ? ban.at : undefined;
  const holds = (one: AccountNews | undefined): one is AccountNews =>
    one !== undefined &&
    (one.until === null || now < one.until) &&
    (reinstatedAt === undefined || one.at > reinstatedAt);
  const found = IN_ORDER.find(([kind, , pattern]) => {
    const one = of(kind);
    return holds(one) && pattern.test(one.word);
  });
  const one = found && of(found[0]);
  if (found === undefined || one === undefined) return GOOD;
  return { state: found[1], since: one.at, until: one.until, word: one.word };
}

const GOOD: AccountStanding = { state: "good", since: null, until: null, word: null };

/** The worst first. A ban that is only announced says so, and a list of no restrictions is none. */
const IN_ORDER: readonly (readonly [AccountNews["kind"], AccountStanding["state"], RegExp])[] = [
  ["deletion", "deleted", /^/],
  ["ban", "disabled", /^DISABLE/],
  ["ban", "to_be_disabled", /SCHEDULE/],
  ["restriction", "restricted", /./],
  ["violation", "warned", /^/],
];
