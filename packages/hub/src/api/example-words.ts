/** What an example says of a field. An array: the first that fits where the field stands. */
export type ExampleWord = string | number | null | readonly (string | number | null)[];

const THREAD_ID = "6f1d2c9a-4b7e-4f0d-9a53-1c2b8e7d4a60";
const ID = "0b6c1f6e-2d4a-4c55-8f0e-7a9d3b21c8e4";
const WAMID = "wamid.HBgMNDQ3NzAwOTAwMTQyFQIAERgSNDFGQ0E5";
const SAID_AT = "2026-11-20T09:12:04.000Z";
const LATER_AT = "2026-11-20T09:12:31.000Z";
const CLOSES_AT = "2026-11-21T09:12:04.000Z";

/**
 * An example of each field of `/api/v1`, by its name: whatever is shown as an example says the same
 * of the same thing, and a page that draws it has no pattern to invent nonsense from.
 *
 * The world is the one that `npm start` makes: its number, and a customer whose telephone number is
 * of those that no network gives to anybody.
 */
export const EXAMPLE_WORDS: Readonly<Record<string, ExampleWord>> = {
  ...idWords(),
  ...momentWords(),
  ...peopleWords(),
  ...messageWords(),
  ...moneyWords(),
  ...runningWords(),
};

const OURS = { direction: "out", origin: "casement", status: "accepted", at: LATER_AT };
const REPLY = { ...OURS, text: "Yes, it is vegan.", ...freeReply() };

/** What is otherwise within a shape: a template is called otherwise than a customer is. */
export const WORDS_OF_SHAPES: Readonly<Record<string, Readonly<Record<string, ExampleWord>>>> = {
  ...sameOf("Account Number", { name: "Bakery Blume", phone: "+447700900020" }),
  ...sameOf("Key NewKey Endpoint NewEndpoint", { name: "The shop" }),
  ...sameOf("Person Session Invitation", { name: "Anna", path: "/welcome?code=EXAMPLE" }),
  ...sameOf("Thread Message Conversation PlacedConversation", freeReply()),
  ...sameOf("LedgerLine LedgerMessage", { difference: null, differences: null }),
  Template: { name: "order_ready", category: "utility", status: "APPROVED", parameters: null },
  NewInvitation: { path: "/welcome?code=EXAMPLE" },
  Decision: { ...freeReply(), joins: "service", why: "The window is open: a reply is free." },
  Sent: REPLY,
  Scheduled: { ...REPLY, status: "scheduled", send_at: CLOSES_AT },
  AccountStanding: { since: null, until: null, what: null },
  Standing: { quality: "GREEN", status: "CONNECTED" },
  NumberSettings: { after_hours: null, templates: null },
  NotUnderstood: { path: "entry.0.changes.0.value", what: "is of a kind that we do not know" },
  KeptPost: { body: '{"object":"whatsapp_business_account","entry":[]}', path: null },
  Problem: { code: "invalid", message: "body.to: must be a phone or user id", where: "body.to" },
};

/** A reply in an open window, in which nothing else is open. */
function freeReply(): Record<string, ExampleWord> {
  return {
    ...{ category: "service", initiated_by: "customer", entry_point_offer: null, code: null },
    ...{ reasons: null, opens: null, charge: null, instead_of: null, rule: "C4", billable: null },
  };
}

function sameOf(shapes: string, words: Record<string, ExampleWord>) {
  return Object.fromEntries(shapes.split(" ").map((shape) => [shape, words]));
}

function idWords(): Record<string, ExampleWord> {
  return {
    ...{ number_id: "100000000000020", number_ids: "100000000000020", number: "100000000000020" },
    ...{
      account_id: ["100000000000010", null],
      account_ids: "100000000000010",
      app_id: "100000000000030",
    },
    ...{ thread_id: THREAD_ID, id: [WAMID, ID], message_id: WAMID, wamid: WAMID, reply_to: WAMID },
    ...{ draft_id: [null, ID], idempotency_key: null, key_id: ID, note_id: ID, consent_id: ID },
    ...{ endpoint_id: ID, invitation_id: ID, merge_id: ID, person_id: ID, post_id: ID },
    ...{ media_id: "1203948572019485", entry_id: "4181", posting_id: ID, corrects: null },
    ...{ fact_id: "9f2b6c1e0d4a4c558f0e7a9d3b21c8e4", who_id: ID, import_id: ID, hub_id: ID },
  };
}

function momentWords(): Record<string, ExampleWord> {
  const said = "at opened_at created_at recorded_at received_at listed_at last_post_at now made_at";
  const more = "since set_at stated_at written_at tried_at last_seen_at last_used_at occurred_at";
  const closing = "closes_at lapses_at expires_at next_at open_at";
  const none =
    "closed_early_at edited_at revoked_at erased_at paused_at failing_since send_at retired_at";
  return {
    ...worded(`${said} ${more}`, SAID_AT),
    ...worded(closing, CLOSES_AT),
    ...worded(none, [null, CLOSES_AT]),
    ...{ delivered_at: LATER_AT, heard_since: "2026-11-01T08:00:00.000Z", unknown_since: null },
    ...{ sealed_at: "2026-12-06T00:00:00.000Z", last_used: SAID_AT, waiting_since: SAID_AT },
    ...{ month: "2026-11", period: "2026-11", day: "2026-11-20", received_on: "2026-11-20" },
  };
}

function peopleWords(): Record<string, ExampleWord> {
  return {
    ...{ name: "Amara Okafor", username: null, phone: "+447700900142", phones: "+447700900142" },
    ...{
      wa_id: "447700900142",
      to: "+447700900142",
      recipient: "447700900142",
      value: "447700900142",
    },
    ...{ email: "anna@bakery.example", emails: "anna@bakery.example", company: "Bakery Blume" },
    ...{ customer: "Amara Okafor", who: "Anna", made_by: "Anna", number_name: "Bakery Blume" },
    ...{ number_phone: "+447700900020", source: "the till", evidence: "Signed on 20 November." },
    ...{ country: "GB", opted_in: "marketing", opted_out: "marketing", role: "owner" },
  };
}

function messageWords(): Record<string, ExampleWord> {
  return {
    ...{ text: "Is the carrot cake vegan?", preview: "Is the carrot cake vegan?" },
    ...{ excerpt: "Is the carrot cake vegan?", caption: "The oven today", emoji: "👍" },
    ...{ filename: "menu.pdf", mime_type: "image/jpeg", header: null, footer: null },
    ...{ body: "Your order is ready.", button: "Choose", buttons: "Yes, please", language: "en" },
    ...{ title: "Message undeliverable", description: "With walnuts", options: "Yes, please" },
    ...{ latitude: 51.5072, longitude: -0.1276, address: "12 Mill Lane, London" },
    ...{ template: "hello_world", values: "Amara", examples: "Amara", button_kinds: "quick_reply" },
    ...{ headline: "Fresh every morning", url: "https://example.com/hook", product: "Carrot cake" },
    ...{
      quantity: 1,
      index: null,
      type: "text",
      tag: null,
      error: null,
      charge: null,
      origin: "customer",
    },
    ...{ quality: "green", rejected_reason: null, unread: 1, position: 4181, message_count: 2 },
    ...{ status: ["received", "delivered", "active", "APPROVED", null], name_status: "APPROVED" },
  };
}

function moneyWords(): Record<string, ExampleWord> {
  const counts = "all open unread closing_soon entry_points waiting closed units billable opened";
  return {
    ...worded(counts, 1),
    ...{ amount: "0.0382", amount_max: null, our_amount: "0.0382", their_amount: "0.0382" },
    ...{
      late_amount: "0",
      total: "12.4801",
      currency: "EUR",
      model: "PMP",
      market: "United Kingdom",
    },
    ...{ category: ["marketing", "service"], of: "service", used: 120, left: 880, unknown: 0 },
    ...{ differences: 0, late_postings: 0, freeUnitsUsed: 120, free_units_used: 0, rule: "P6" },
    ...{ debit: "cost:marketing", credit: "meta", account: "cost:marketing", opened_by: WAMID },
    ...{
      why: "A marketing template is charged when it is delivered.",
      reason: [null, "service_window_closed"],
    },
    ...{ reasons: "service_window_closed", time_zone: "Europe/Berlin", platform_time_zone: "57" },
    ...{ timeZone: "Europe/Berlin", code: ["invalid", null, 131047], remedy: null },
  };
}

function runningWords(): Record<string, ExampleWord> {
  const none =
    "by_other_tools not_understood pending behind_by_ms unknown_drafts attempts posts_dropped";
  return {
    ...worded(none, 0),
    ...{ message: "body.to: must be a phone or user id", where: "body.to" },
    ...{
      what: "The token may send for this account.",
      path: "/webhooks/whatsapp",
      line: 2,
      lines: 3,
    },
    ...{
      version: [2, "2"],
      recorded: 2,
      contents: 12,
      facts: 40,
      files: 1,
      posts_recut: 0,
      templates: 3,
    },
    ...{
      key: "csm_EXAMPLE",
      prefix: "csm_EXAM",
      scopes: "messages:send",
      speed: 1,
      limit: "TIER_2K",
    },
    ...{ secret: "whsec_EXAMPLE", signature: "sha256=5d41402a", size_bytes: 48213, kind: "heard" },
    ...{ throughput: "STANDARD", graph_version: "v25.0", after_hours: 24, verify_token: "bakery" },
    ...{ answer_status: 200, failure: null, price_rule: "P6", rate_row: null },
    ...{ next_cursor: null, heard_since_ms: 1793520000000, paused_why: null, fields: "Anna" },
  };
}

function worded(names: string, word: ExampleWord): Record<string, ExampleWord> {
  return Object.fromEntries(names.split(" ").map((name) => [name, word]));
}
