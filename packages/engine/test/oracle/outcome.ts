import type { Accounts, Conversation, Fact, Window } from "@casement/engine";
import { isConversationCharged, type Talk, talksOf } from "./conversations.ts";
import { isByMessage, isByTemplate } from "./dates.ts";
import { windowsOf } from "./hearing.ts";
import { inOrder } from "./messages.ts";
import { type PlainUnit, saidOfConversation, unitsOf } from "./units.ts";

// The rules of SPEC.md again, as plainly as they can be said, over the whole history. Slow on
// purpose: nothing is kept between two facts but what was opened, so little can be kept wrongly.

/** What follows from the facts of one thread. */
export interface Outcome {
  readonly windows: readonly Window[];
  readonly conversations: readonly PlainConversation[];
  readonly units: readonly PlainUnit[];
}

/** A conversation: all but the rule that says why. */
export type PlainConversation = Omit<Conversation, "rule" | "openedBy"> & {
  readonly openedBy: string;
};

export function outcomeOf(facts: readonly Fact[], accounts: Accounts): Outcome {
  const ordered = inOrder(facts);
  const talks = talksOf(ordered, accounts, (message, soFar) =>
    saidOfConversation(message, ordered, soFar, accounts),
  );
  return {
    windows: windowsOf(ordered, accounts.of(undefined)),
    conversations: talks.map(conversationFrom),
    units: unitsOf(ordered, talks, accounts),
  };
}

function conversationFrom(talk: Talk): PlainConversation {
  const isBegunByCustomer = ["service", "user_initiated", "referral_conversion"].includes(
    talk.category,
  );
  return {
    category: talk.category,
    openedBy: talk.openedBy,
    openedAt: talk.openedAt as PlainConversation["openedAt"],
    expiresAt: talk.expiresAt as PlainConversation["expiresAt"],
    closedEarlyAt: talk.closedEarlyAt as PlainConversation["closedEarlyAt"],
    initiatedBy: isBegunByCustomer ? "customer" : "business", // C9
    billable: talk.reportedBillable ?? billableOf(talk),
    messageCount: talk.members.length,
  };
}

/** Conversations are charged from 2022-02-01 to 2025-06-30; entry points never (C8). */
function billableOf({ category, rules }: Talk): boolean | null {
  if (category === "referral_conversion") return false;
  if (isByTemplate(rules.at, rules.account) || isByMessage(rules.at, rules.account)) return null;
  const charged = isConversationCharged(category, rules);
  return charged === "by_allowance" ? null : charged;
}
