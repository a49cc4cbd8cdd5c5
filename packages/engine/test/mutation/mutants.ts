/** One way of breaking a rule: in `file`, `code` becomes `broken`. */
export interface Mutant {
  readonly file: string;
  readonly code: string;
  readonly broken: string;
}

/** Every mutant must be noticed by a test. The code must be there once. */
export const MUTANTS: readonly Mutant[] = [
  ...of("window.ts", [
    ["24 * HOUR_MS", "23 * HOUR_MS"],
    ["heardAt > window.closesAt", "heardAt >= window.closesAt"],
    [
      "window.openedAt <= at && at < window.closesAt",
      "window.openedAt < at && at < window.closesAt",
    ],
    ["&& at < window.closesAt", "&& at <= window.closesAt"],
    ["{ openedAt: window.openedAt, closesAt }", "{ openedAt: heardAt, closesAt }"],
  ]),
  ...of("conversation.ts", [
    ["24 * HOUR_MS", "25 * HOUR_MS"],
    ["conversation.closedEarlyAt ?? conversation.expiresAt", "conversation.expiresAt"],
    ["conversation.openedAt <= at && at <", "conversation.openedAt <= at && at <="],
    ['case "service":\n', ""],
  ]),
  ...of("entry-point.ts", [
    ['|| fact.referral === "page_cta"', ""],
    [' && fact.device !== "web"', ""],
    ["standing?.offeredAt ?? at", "at"],
    ['assumptions?.entryPointOffered !== "in_window"', "timeZone === undefined"],
    ["window.openedAt <= offer.lapsesAt && ", ""],
  ]),
  ...of("placement.ts", [
    ["offer.offeredAt <= sentAt", "true"],
    ["sentAt < offer.lapsesAt", "sentAt <= offer.lapsesAt"],
    [" && moment.at < entryPointEnd(moment)", ""],
    [
      'isWindowOpen ? "user_initiated" : "business_initiated"',
      'isWindowOpen ? "business_initiated" : "user_initiated"',
    ],
    ["moment.open.at(-1)", "undefined"],
    ["one.category === category", "one.category !== category"],
    ['one.category === "service"', 'one.category === "marketing"'],
    ["one.openedAt >= last.openedAt", "one.openedAt < last.openedAt"],
    ["country === account.country", "false"],
    ["from <= at", "from < at"],
    ['regime.variants.includes("marketing_lite")', "true"],
    ["if (moment.saysEntryPoint) return", "if (false) return"],
    ["!moment.deniesEntryPoint && ", ""],
    ['if (message.content === "echo") return', "if (false) return"],
    ['if (message.content === "reaction") return', "if (false) return"],
  ]),
  ...of("derive-unit.ts", [
    ['if (message.by === "business_agent") return', "if (false) return"],
    ["if (!placed.opened) return", "if (false) return"],
    ["isWindowOpen && regime", "regime"],
    ['if (message.content === "reaction") {', "if (false) {"],
    ["conversation.category === category && regime", "regime"],
    ["regime.carriesOver.includes(category)", "true"],
    ["billable: regime.agentIsCharged", "billable: true"],
    ["|| regime.free.includes(category)", ""],
    ["isToGroup ? ", "!isToGroup ? "],
  ]),
  ...of("reported.ts", [
    ["(opened === false || isElsewhere(reported, derived))", "isElsewhere(reported, derived)"],
    [" || isElsewhere(reported, derived)", ""],
    ["if (reported.billable !== undefined) return reported.billable;", ""],
    ['type === "regular"', 'type !== "regular"'],
    ['replaceAll("-", "_")', 'replaceAll("-", "-")'],
    ['["group_utility", "utility"],', ""],
    ['if (pricing.type === "free_entry_point") return true;', "if (true) return false;"],
    ["|| pricing.billable === true", ""],
  ]),
  ...of("thread-fold.ts", [
    ["this.#conversations.expire(at);", ""],
    ["message, delivery.deliveredAt);\n    const denied", "message, at);\n    const denied"],
    ["expiresAt: wholeSecond(reportedExpiresAt)", "expiresAt: reportedExpiresAt"],
    ["isFromSending ? null : expirySaidAt", "expirySaidAt"],
    ['isOfDelivery ? "any"', 'true ? "any"'],
    ['sent.by === "business_agent" ? undefined :', ""],
    ["this.#messages.shortenKeeping(message, at);\n  }\n\n  /** An answer", "}\n\n  /** An answer"],
    ["message.sent === null ? message.deliveries : [delivery]", "[delivery]"],
    ['chargedBy === "template" ? to', 'chargedBy !== "template" ? to'],
    ["this.#offer = offerInWindow(", "void offerInWindow("],
    ["counts = fact.reaction !== true ||", "counts = true ||"],
    [".callsOpenWindow) this.#hear(at)", ") this.#hear(at)"],
    ["isAnswer && isAnswerTo(this.#offer, message.sentAt)", "false"],
    ["saysEntryPoint(firstPriceOf(message)", "saysEntryPoint(delivery.priced"],
    ["if (this.#conversations.isEntryPointOpenAt(at)) this.#offer = null;", ""],
    ["delivery.priced === null && fact.pricing !== undefined", "fact.pricing !== undefined"],
    ["!isEntryPoint && isBilledAlone", "false"],
    ['|| regime.chargedBy === "message"', ""],
    ["isFromSending && message.sentAt < at", "false"],
    ["known === undefined && (isLate ||", "(false ||"],
    ["delivery.priced ?? message.provisional;\n    const sent", "delivery.priced;\n    const sent"],
    ["const at = this.#now;", "const at = delivery.deliveredAt;"],
  ]),
  ...of("conversation-book.ts", [
    ["if (isEntryPoint) this.#closeAll(openedAt);", ""],
    ["Math.max(one.openedAt, at)", "at"],
    ["if (origin !== null && categoryFromWord(origin) !== key.category) return;", ""],
    ["expiresAt <= conversation.openedAt", "false"],
    ["since < conversation.openedAt", "false"],
    ["one.openedAt <= deliveredAt", "true"],
    ["one.closedEarlyAt = at;", ""],
    ["conversation.billable = opener.billable;", ""],
    ["isEntryPoint ? regime.entryPointMs : CONVERSATION_MS", "CONVERSATION_MS"],
  ]),
  ...of("open-messages.ts", [
    ["31 * DAY_MS", "30 * DAY_MS"],
    ["at < message.keptUntil ? message", "at <= message.keptUntil ? message"],
    ["message.sentAt = at;", ""],
    ['delivery.recipient !== ""', "false"],
    ["message.keptUntil < unpricedUntil", "false"],
    ["later(delivery.deliveredAt, UNPRICED_MS)", "later(at, UNPRICED_MS)"],
    ["message.sent === null || delivery.priced === null", "delivery.priced === null"],
  ]),
  ...of("canonical-order.ts", [
    ["delivered: 3", "delivered: 0"],
    ["if (a.rank !== b.rank) return a.rank - b.rank;", ""],
    ["at: wholeSecond(fact.at), rank", "at: fact.at, rank"],
    ["a.id < b.id ? -1 :", "a.id < b.id ? 1 :"],
  ]),
  ...of("sent-message.ts", [
    ["[pricing?.category, origin]", "[pricing?.category]"],
    [" && !saysEntryPoint(pricing, origin)", ""],
  ]),
  ...of("allowance.ts", [
    ["isOfConversation && unit", "false && unit"],
    ["ours.category === unit.category", "true"],
    ["unit.deliveredAt, account.timeZone", 'unit.deliveredAt, "UTC"'],
  ]),
  ...of("charge-of.ts", [
    ["freeUnitsUsed < allowance.free", "freeUnitsUsed <= allowance.free"],
    ["billable: !isExempt", "billable: true"],
    ["if (billable === false) return 0;", ""],
    ['unit.recipient === "" && regime', "regime"],
    ["freeUnitsUsed + 1", "freeUnitsUsed"],
  ]),
  ...of("rating.ts", [
    ["compareText(a.unit.wamid, b.unit.wamid) ||", ""],
    ['kind === "number" ? one.number : one.accountId', "one.accountId"],
    ["before + 1", "before"],
  ]),
  ...of("rates/rate-card.ts", [
    ["MODEL_ENDS[row.pricingModel],", ""],
    ['row.currency === "USD" ? undefined : dollarChangeAfter(row.from, dollars),', ""],
    ["&& row.amountMicros !== inForce?.amountMicros", ""],
    ["at >= startOfDay(span.to, timeZone)", "at > startOfDay(span.to, timeZone)"],
    ["row.from < gap.from", "false"],
  ]),
  ...of("rates/market.ts", [
    ['if (code === "1") return name === "US";', ""],
    ["at >= startOfDay(one.from, timeZone)", "at > startOfDay(one.from, timeZone)"],
    ['country === "US" && CANADIAN', "CANADIAN"],
  ]),
  ...of("regimes.ts", [
    ["partnerServed ? regime.fromIfPartnerServed : regime.from", "regime.from"],
    ['units: 1000, scope: "number"', 'units: 1000, scope: "account"'],
    ['carriesOver: ["utility"]', 'carriesOver: ["utility", "marketing"]'],
    ["entryPointMs: 7 * DAY_MS", "entryPointMs: 6 * DAY_MS"],
    ['entryPointFrom: "sending"', 'entryPointFrom: "delivery"'],
    ["callsOpenWindow: true", "callsOpenWindow: false"],
  ]),
  ...of("refusals.ts", [
    ["return covers(thread.consent.optedOut, category);", "return false;"],
    ['window !== "open" && !covers', "!covers"],
    [
      'limits.isPortfolioLimitReached === true && window !== "open"',
      "limits.isPortfolioLimitReached === true",
    ],
    ["&& charge.billable === true", ""],
    [
      'draft.content !== "template" && window === "closed"',
      'draft.content !== "template" && window !== "open"',
    ],
  ]),
  ...of("decide-send.ts", [
    ["now < later(heardSince, spanMs)", "now <= later(heardSince, spanMs)"],
    ["heardSince === null || now", "now"],
    ["SERVICE_WINDOW_MS + regime.entryPointMs", "regime.entryPointMs"],
    ["usage.freeUnitsUsed + inFlight", "usage.freeUnitsUsed"],
  ]),
  ...of("reconcile.ts", [["if (isOpen && (", "if (false && ("]]),
  ...of("zone.ts", [
    ["if (at >= startOfMonth(month + 1, timeZone))", "if (at > startOfMonth(month + 1, timeZone))"],
    ["if (at < startOfMonth(month, timeZone))", "if (at <= startOfMonth(month, timeZone))"],
  ]),
  ...of("limits.ts", [
    ["sentAt >= pace.paidAt", "sentAt < pace.paidAt"],
    ["(PAIR_BURST_MAX - 1)", "PAIR_BURST_MAX"],
    ["!reach.isAmongThem && ", ""],
  ]),
];

function of(file: string, changes: readonly (readonly [string, string])[]): Mutant[] {
  return changes.map(([code, broken]) => ({ file, code, broken }));
}
