import { assert } from "../assert.ts";
import { CARD_2022_02_01 } from "./cards/2022-02-01.ts";
import { CARD_2023_06_01 } from "./cards/2023-06-01.ts";
import { CARD_2024_06_01 } from "./cards/2024-06-01.ts";
import { CARD_2024_07_01 } from "./cards/2024-07-01.ts";
import { CARD_2024_08_01 } from "./cards/2024-08-01.ts";
import { CARD_2024_10_01 } from "./cards/2024-10-01.ts";
import { CARD_2024_11_01 } from "./cards/2024-11-01.ts";
import { CARD_2025_07_01 } from "./cards/2025-07-01.ts";
import { CARD_2025_10_01 } from "./cards/2025-10-01.ts";
import { CARD_2026_01_01 } from "./cards/2026-01-01.ts";
import { CARD_2026_04_01 } from "./cards/2026-04-01.ts";
import { CARD_2026_07_01 } from "./cards/2026-07-01.ts";
import { CARD_2026_10_01 } from "./cards/2026-10-01.ts";
import { META_RATE_GAPS } from "./gaps.ts";
import { type RateCard, type RateQuestion, type RateRow, rateCardFrom } from "./rate-card.ts";

// Meta's list prices, transcribed card by card. RATES.md says where each number was seen, and what
// was not seen: no price is filled in.

interface Card {
  readonly from: string;
  readonly pricingModel: RateRow["pricingModel"];
  readonly text: string;
}

const CARDS: readonly Card[] = [
  { from: "2022-02-01", pricingModel: "CBP-UIC/BIC", text: CARD_2022_02_01 },
  { from: "2023-06-01", pricingModel: "CBP", text: CARD_2023_06_01 },
  { from: "2024-06-01", pricingModel: "CBP", text: CARD_2024_06_01 },
  { from: "2024-07-01", pricingModel: "CBP", text: CARD_2024_07_01 },
  { from: "2024-08-01", pricingModel: "CBP", text: CARD_2024_08_01 },
  { from: "2024-10-01", pricingModel: "CBP", text: CARD_2024_10_01 },
  { from: "2024-11-01", pricingModel: "CBP", text: CARD_2024_11_01 },
  { from: "2025-07-01", pricingModel: "PMP", text: CARD_2025_07_01 },
  { from: "2025-10-01", pricingModel: "PMP", text: CARD_2025_10_01 },
  { from: "2026-01-01", pricingModel: "PMP", text: CARD_2026_01_01 },
  { from: "2026-04-01", pricingModel: "PMP", text: CARD_2026_04_01 },
  { from: "2026-07-01", pricingModel: "PMP", text: CARD_2026_07_01 },
  { from: "2026-10-01", pricingModel: "PMP", text: CARD_2026_10_01 },
];

/** Every price seen, by date. */
export const META_RATE_ROWS: readonly RateRow[] = /* @__PURE__ */ CARDS.flatMap(rowsFromCard);

/** Meta's rate cards of all dates. */
export const metaRates: RateCard = /* @__PURE__ */ rateCardFrom(META_RATE_ROWS, META_RATE_GAPS);

/** A card without prices: every amount is unknown. */
export const noRates: RateCard = { rateAt: (_question: RateQuestion) => undefined };

function rowsFromCard(card: Card): RateRow[] {
  return card.text
    .trim()
    .split("\n")
    .map((line) => rowFromLine(line, card));
}

function rowFromLine(line: string, card: Card): RateRow {
  const [market = "", category = "", currency = "", amount = "", confidence = "", ...source] =
    line.split(";");
  return {
    from: card.from,
    pricingModel: card.pricingModel,
    market,
    category,
    currency,
    amountMicros: microsFromDecimal(amount),
    confidence,
    source: source.join(";"),
  };
}

/** Millionths of the amount that a decimal text names, without a float on the way. */
export function microsFromDecimal(text: string): number {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  assert(match !== null, "an amount has at most six decimals");
  return Number(`${match[1]}${(match[2] ?? "").padEnd(6, "0")}`);
}
