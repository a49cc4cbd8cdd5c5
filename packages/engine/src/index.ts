export type { Account, Assumptions } from "./account.ts";
export { allowanceOf, type UnitAllowance } from "./allowance.ts";
export { assert, unreachable } from "./assert.ts";
export {
  comparePositions,
  inCanonicalOrder,
  type Position,
  positionOf,
} from "./canonical-order.ts";
export { adviseCategory, type CategoryAdvice, type SubmittedCategory } from "./category-advice.ts";
export type { Charge, Usage } from "./charge.ts";
export { type ChargeContext, chargeOf } from "./charge-of.ts";
export {
  CONVERSATION_MS,
  type Conversation,
  type ConversationCategory,
  type ConversationKey,
  conversationsAt,
  initiatorOf,
} from "./conversation.ts";
export { decideSend, SEND_MARGIN_MS, type SendContext } from "./decide-send.ts";
export type { Decision, ExpectedCharge, Refusal, SendLimits, WindowVerdict } from "./decision.ts";
export type { Consent, Draft, Thread } from "./draft.ts";
export { conversationWords, decimalFromMicros, explain } from "./explain.ts";
export type {
  BusinessMessage,
  CallAccepted,
  Content,
  CustomerCall,
  CustomerMessage,
  DeliveryStatus,
  Echo,
  Fact,
  ReportedConversation,
  ReportedPricing,
  StatusReported,
  TemplateCategory,
} from "./facts.ts";
export { type Accounts, foldThread, isAfter } from "./fold.ts";
export {
  DAY_MS,
  HOUR_MS,
  type Instant,
  instantFromIso,
  instantFromMs,
  isoFromInstant,
  later,
  MINUTE_MS,
  SECOND_MS,
  wholeSecond,
} from "./instant.ts";
export {
  isReachLimitReached,
  MARKETING_RETRY_AFTER_MS,
  PAIR_BURST_MAX,
  PAIR_INTERVAL_MS,
  type PairPace,
  pairPaceAfter,
  pairRetryAfterMs,
  pairSendAt,
  REACH_SHARE_MAX,
  type Reach,
  type ReachLimit,
  reachLimitAt,
  THROUGHPUT_PER_SECOND,
  templatePauseMs,
  throughputSendAt,
} from "./limits.ts";
export { priceRuleOf } from "./price-rule.ts";
export { countryOf, marketOf } from "./rates/market.ts";
export type { RateCard, RateQuestion, RateRow } from "./rates/rate-card.ts";
export { type RatedUnit, rateUnits, type UsedBefore } from "./rating.ts";
export { type Difference, reconcile } from "./reconcile.ts";
export {
  type Allowance,
  type Exemption,
  REGIMES,
  type Regime,
  regimeAt,
} from "./regimes.ts";
export {
  type Delivery,
  EMPTY_THREAD,
  type EntryPointOffer,
  type FinalMessage,
  type PendingMessage,
  type Placed,
  type SentMessage,
  THREAD_STATE_VERSION,
  type ThreadChanges,
  type ThreadState,
} from "./thread-state.ts";
export type { ChargeCategory, ChargeType, Pricing, PricingModel, Unit } from "./unit.ts";
export { type Wamid, wamidFrom } from "./wamid.ts";
export { isWithin, SERVICE_WINDOW_MS, type Window, windowAt } from "./window.ts";
export { isTimeZone, monthOf, startOfDay } from "./zone.ts";
