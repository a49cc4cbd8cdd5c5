export { META_RATE_GAPS } from "./gaps.ts";
export { META_RATE_ROWS, metaRates, microsFromDecimal, noRates } from "./meta-rates.ts";
export {
  type RateCard,
  type RateGap,
  type RateQuestion,
  type RateRow,
  rateCardFrom,
} from "./rate-card.ts";
