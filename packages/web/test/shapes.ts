import type {
  ChargeShape,
  ConversationShape,
  MessageShape,
  ThreadDetailShape,
  ThreadShape,
} from "@casement/hub/api";

// Small values of the API's shapes, for tests of what the screens make of them.

export function threadShape(parts: Partial<ThreadShape> = {}): ThreadShape {
  return {
    number_id: "100",
    thread_id: "t1",
    name: "Amara Osei",
    username: null,
    phone: "+447700900142",
    window: null,
    entry_point_offer: null,
    conversations: [],
    unread: 0,
    waiting_since: null,
    last_message: null,
    position: 1,
    ...parts,
  };
}

/** A message said at `at`, which is a time of day on 2023-10-12. */
export function messageShape(
  id: string,
  at: string,
  parts: Partial<MessageShape> = {},
): MessageShape {
  return {
    id,
    draft_id: null,
    idempotency_key: null,
    direction: "in",
    origin: "customer",
    tag: null,
    at: `2023-10-12T${at}:00Z`,
    content: { kind: "text", text: id },
    reply_to: null,
    send_at: null,
    edited_at: null,
    revoked_at: null,
    status: "received",
    error: null,
    conversation: null,
    charge: null,
    ...parts,
  };
}

export function ourMessage(
  id: string,
  at: string,
  parts: Partial<MessageShape> = {},
): MessageShape {
  return messageShape(id, at, { direction: "out", origin: "casement", status: "sent", ...parts });
}

export function conversationShape(
  category: ConversationShape["category"],
  openedBy: string,
  times: { opened: string; expires: string },
): ConversationShape {
  return {
    category,
    opened_by: openedBy,
    opened_at: `2023-10-${times.opened}:00Z`,
    expires_at: `2023-10-${times.expires}:00Z`,
    closed_early_at: null,
    initiated_by: "business",
    billable: true,
    message_count: 1,
    rule: "C1",
  };
}

export function chargeShape(parts: Partial<ChargeShape> = {}): ChargeShape {
  return {
    model: "CBP",
    category: "service",
    type: null,
    billable: true,
    market: "United Kingdom",
    amount: "0.0388",
    currency: "USD",
    state: "accrued",
    rule: "P1",
    price_rule: "P1",
    why: "It opened a service conversation (P1)",
    ...parts,
  };
}

export function detailShape(
  thread: ThreadShape,
  conversations: ConversationShape[] = [],
): ThreadDetailShape {
  return {
    thread,
    conversations,
    sending: {
      state: {},
      blocked: false,
      consent: { optedOut: [] },
      phone: "447700900142",
      country: null,
      heard_since_ms: 0,
      account: { timeZone: "UTC", currency: "USD" },
      usage: { freeUnitsUsed: 0 },
      rates: [],
    },
    aliases: [],
    merges: [],
    consent: { blocked: false, opted_in: null, opted_out: [], opt_in_required: false },
    spend: [],
    erased_at: null,
  };
}
