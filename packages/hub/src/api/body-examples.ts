/** A body that a route takes as it stands, and what it is for. */
export interface BodyExample {
  readonly summary: string;
  readonly value: unknown;
}

const NUMBER = "100000000000020";
const PHONE = "+447700900142";
const HELLO = { kind: "template", name: "hello_world", language: "en_US", values: [] };
const TEXT = { kind: "text", text: "Yes, it is vegan." };
const THREAD = { number_id: NUMBER, thread_id: "6f1d2c9a-4b7e-4f0d-9a53-1c2b8e7d4a60" };

/**
 * What a reader of the description tries first, by method and path. Those of `/messages` can be
 * sent as they are to the hub that `npm start` starts.
 */
export const BODY_EXAMPLES: Readonly<Record<string, readonly BodyExample[]>> = {
  "POST /messages": [
    { summary: "A reply", value: { number_id: NUMBER, to: PHONE, draft: TEXT } },
    {
      summary: "A template, which needs no open window",
      value: { number_id: NUMBER, to: PHONE, draft: HELLO },
    },
    {
      summary: "Later, or a template if the window has closed by then",
      value: {
        ...{ number_id: NUMBER, to: PHONE, draft: TEXT },
        ...{ send_at: "2026-12-24T08:30:00+01:00", fallback: HELLO },
      },
    },
  ],
  "POST /threads/{number_id}/{thread_id}/messages": [
    { summary: "A text", value: TEXT },
    {
      summary: "A question with buttons",
      value: { kind: "buttons", text: "Which size?", buttons: ["Small", "Large"] },
    },
    { summary: "A template", value: HELLO },
  ],
  "PATCH /scheduled/{number_id}/{draft_id}": [
    { summary: "Another moment", value: { send_at: "2026-12-24T10:00:00+01:00" } },
  ],
  "POST /decisions": [{ summary: "May this be sent now?", value: { ...THREAD, draft: TEXT } }],
  "POST /threads/{number_id}/{thread_id}/merges": [
    { summary: "They are one", value: { thread_id: "1d7e5b02-93c4-4a61-b8f0-5e2c7a90d3f1" } },
  ],
  "POST /threads/{number_id}/{thread_id}/customer/notes": [
    { summary: "A note", value: { text: "Allergic to walnuts." } },
  ],
  "PATCH /threads/{number_id}/{thread_id}/customer/notes/{note_id}": [
    { summary: "Other words", value: { text: "Allergic to walnuts and almonds." } },
  ],
  "PATCH /threads/{number_id}/{thread_id}/customer/fields": [
    {
      summary: "One set, one taken away",
      value: { fields: { "customer no": "4181", birthday: null } },
    },
  ],
  "POST /threads/{number_id}/{thread_id}/customer/consents": [
    {
      summary: "An opt-in",
      value: { category: "marketing", word: "opt_in", source: "the till" },
    },
  ],
  "POST /numbers": [
    {
      summary: "The number of an account",
      value: {
        access_token: "EAAG-the-token-of-a-system-user",
        ...{ account_id: "100000000000010", number_id: NUMBER, app_id: "100000000000030" },
        ...{ app_secret: "the-secret-of-the-app", verify_token: "words-of-your-own" },
      },
    },
  ],
  "PATCH /numbers/{number_id}/settings": [
    {
      summary: "Fails what stays unknown for a day",
      value: { unknown_drafts: { policy: "give_up", after_hours: 24 } },
    },
  ],
  "PATCH /accounts/{account_id}": [{ summary: "A zone", value: { time_zone: "Europe/Berlin" } }],
  "POST /keys": [
    {
      summary: "For a program that answers",
      value: { name: "The shop", scopes: ["threads:read", "messages:send"], number_ids: [NUMBER] },
    },
  ],
  "POST /endpoints": [
    {
      summary: "What Meta posts, as it came",
      value: { name: "The shop", url: "https://example.com/webhook" },
    },
  ],
  "PATCH /endpoints/{endpoint_id}": [{ summary: "Paused", value: { paused: true } }],
  "POST /people/{person_id}/role": [{ summary: "A role", value: { role: "agent" } }],
  "POST /invitations": [{ summary: "For somebody who answers", value: { role: "agent" } }],
  "POST /templates/sync": [{ summary: "Of a number's account", value: { number_id: NUMBER } }],
};
