export type { Answer } from "./answers.ts";
export type { Fault } from "./fields.ts";
export { type Ledger, type LedgerCharge, type LedgerConversation, ledgerOf } from "./ledger.ts";
export { type LedgerJson, ledgerJson } from "./ledger-json.ts";
export type { LedgerMessage, Outcome } from "./outcomes.ts";
export { readTimeline, type TimelineReading } from "./read-timeline.ts";
export type { Ends, Question, ThreadFact, Timeline } from "./timeline.ts";
