import assert from "node:assert/strict";
import { test } from "node:test";
import { differenceIn, type WebhookCase } from "./golden/webhook-case.ts";
import { ALICE, type TestWorld, type Value } from "./world.ts";

// Webhooks of what becomes of a thing, message, template, number or flow, as cloud-api's fixtures
// have them: SOURCES.md there says whence.

const MP = { messaging_product: "whatsapp" };
const OFFER = "/emulator/templates/100000000000104/review";
const NUMBER = "/emulator/numbers/100000000000020";
const CONVERSATIONS = "2024-03-04T09:00:00Z";

function templates({ emulator }: TestWorld): string {
  return `/v24.0/${emulator.credentials.wabaId}/message_templates`;
}

async function make(world: TestWorld, text: string): Promise<void> {
  const components = [{ type: "BODY", text, example: { body_text: [["a", "b"]] } }];
  const template = { name: "news", language: "en_US", category: "UTILITY", components };
  await world.graph("POST", templates(world), template);
  await world.turn("1m");
}

/** A message that the customer answers for: it is sent, delivered and read. */
async function exchange(world: TestWorld): Promise<void> {
  await world.says(ALICE, "hello");
  await world.text(ALICE, "hi");
  await world.turn("5s");
  await world.control("POST", `/emulator/customers/${ALICE}/read`);
  await world.turn("5s");
}

/** The samples are of 2023, and their collectors put in the contacts of today. */
const LATER_CONTACTS = [
  "contacts",
  "contacts[].profile",
  "contacts[].profile.name",
  "contacts[].user_id",
  "contacts[].wa_id",
];

const CASES: readonly WebhookCase[] = [
  ...["delivered", "read"].map((status) => ({
    like: `statuses.${status}.cbp`,
    at: CONVERSATIONS,
    cause: exchange,
    which: ({ statuses }: Value) => statuses?.[0].status === status,
    but: { missing: LATER_CONTACTS },
  })),
  {
    like: "statuses.sent.biz_opaque_callback_data",
    at: CONVERSATIONS,
    cause: async (world) => {
      await world.says(ALICE, "hello");
      const text = { type: "text", text: { body: "hi" }, biz_opaque_callback_data: "some data" };
      await world.send({ to: ALICE, ...text });
      await world.turn("1s");
    },
    but: { missing: LATER_CONTACTS },
  },
  {
    like: "statuses.played",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      const audio = { link: "https://example.com/spring.jpg", voice: true };
      world.web.set(audio.link, { mimeType: "audio/ogg; codecs=opus" });
      await world.send({ to: ALICE, type: "audio", audio });
      await world.turn("5s");
      await world.control("POST", `/emulator/customers/${ALICE}/read`);
      await world.turn("10s");
    },
    which: ({ statuses }) => statuses?.[0].status === "played",
    // The sample is of the time of conversations, when a playing was not reported yet.
    but: {
      missing: [
        ...["contacts[].profile", "contacts[].profile.name"],
        ...["", ".id", ".origin", ".origin.type"].map((path) => `statuses[].conversation${path}`),
      ],
      extra: ["statuses[].pricing.type", "statuses[].recipient_user_id"],
    },
  },
  {
    like: "message_template_status_update.approved",
    cause: (world) => make(world, "Your order {{1}} is with {{2}} and comes to you today."),
  },
  {
    like: "message_template_status_update.rejected",
    cause: (world) =>
      make(world, "Your order {{1}}{{2}} is with us and comes to you today, at last."),
  },
  {
    like: "template_category_update.upcoming",
    cause: (world) =>
      world.control("POST", "/emulator/templates/100000000000102/review", {
        category: "MARKETING",
      }),
  },
  {
    like: "template_category_update.completed",
    cause: async (world) => {
      const path = "/emulator/templates/100000000000102/review";
      await world.control("POST", path, { category: "MARKETING" });
      await world.turn("25h");
    },
  },
  {
    like: "message_template_quality_update.pywa",
    cause: (world) => world.control("POST", OFFER, { quality: "YELLOW" }),
  },
  {
    like: "phone_number_quality_update",
    at: "2025-11-02T09:00:00Z",
    cause: async (world) => {
      await world.control("POST", NUMBER, { throughput: "STANDARD" });
      await world.control("POST", NUMBER, { throughput: "HIGH" });
    },
  },
  {
    like: "business_capability_update",
    cause: (world) => world.control("POST", NUMBER, { limit: 2_000 }),
    // A word since 2026, a number in the sample.
    but: { wrong: ["max_daily_conversations_per_business: string"] },
  },
  {
    like: "user_preferences.resume",
    cause: async (world) => {
      await world.control("POST", `/emulator/customers/${ALICE}/stop_marketing`);
      await world.control("POST", `/emulator/customers/${ALICE}/resume_marketing`);
    },
    but: { extra: ["user_preferences[].user_id"] },
  },
  {
    like: "flows.status_change",
    cause: async (world) => {
      const flow_json = '{"version":"2.1","screens":[{"id":"A"}]}';
      const body = { name: "sign up", categories: ["OTHER"], flow_json };
      const path = `/v24.0/${world.emulator.credentials.wabaId}/flows`;
      const { id } = (await world.graph("POST", path, body)).body;
      await world.graph("POST", `/v24.0/${id}/publish`);
    },
  },
  {
    like: "group_settings_update",
    cause: async (world) => {
      const path = `/v24.0/${world.emulator.credentials.phoneNumberId}/groups`;
      await world.graph("POST", path, { ...MP, subject: "Garden" });
      const { data } = (await world.graph("GET", path)).body;
      const changed = { ...MP, subject: "Gardeners", description: "Who gardens" };
      await world.graph("POST", `/v24.0/${data.groups[0].id}`, changed);
      await world.turn("2s");
    },
    // A description that is too long is refused in the answer.
    but: {
      missing: [
        "",
        "[].code",
        "[].error_data",
        "[].error_data.details",
        "[].message",
        "[].title",
      ].map((path) => `groups[].group_description.errors${path}`),
    },
  },
];

for (const one of CASES) {
  test(`a webhook is as documented: ${one.like}`, async () => {
    const { missing, ...rest } = await differenceIn(one);
    const lacking = missing.filter((path) => !path.endsWith("parent_user_id"));
    assert.deepEqual(
      { missing: lacking, ...rest },
      { missing: [], extra: [], wrong: [], ...one.but },
    );
  });
}
