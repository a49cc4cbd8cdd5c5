import assert from "node:assert/strict";
import { test } from "node:test";
import { differenceIn, type WebhookCase } from "./golden/webhook-case.ts";
import { ALICE, type TestWorld, type Value } from "./world.ts";

// What the emulator posts has the shape of cloud-api's fixtures: SOURCES.md there says whence.

const MP = { messaging_product: "whatsapp" };

function pn({ emulator }: TestWorld, edge = ""): string {
  return `/v24.0/${emulator.credentials.phoneNumberId}${edge}`;
}

function customer({ control }: TestWorld, act: string, body?: Value) {
  return control("POST", `/emulator/customers/${ALICE}${act}`, body);
}

function writes(world: TestWorld, body: Value) {
  return customer(world, "/messages", body);
}

/** Members that tell of linked portfolios: a world has one. */
function parents(...paths: string[]): string[] {
  return ["contacts[].parent_user_id", ...paths];
}

async function call(world: TestWorld): Promise<void> {
  await customer(world, "/calls");
  await customer(world, "/calls", { action: "terminate" });
  await world.graph("POST", pn(world, "/calls"), {
    ...MP,
    to: ALICE,
    action: "connect",
    session: { sdp_type: "offer", sdp: "v=0" },
    biz_opaque_callback_data: "ours",
  });
  await world.turn("2m");
  await customer(world, "/calls", { action: "terminate" });
}

async function group(world: TestWorld): Promise<string> {
  await world.graph("POST", pn(world, "/groups"), { ...MP, subject: "SDK Test Group" });
  const { data } = (await world.graph("GET", pn(world, "/groups"))).body;
  await world.turn("1s");
  return data.groups[0].id;
}

const FROM_IDS = ["messages[].from_user_id"];

const CASES: readonly WebhookCase[] = [
  { like: "messages.text.real", cause: (world) => world.says(ALICE, "hello") },
  {
    like: "messages.text.username_only",
    cause: async (world) => {
      const path = `/emulator/customers/${ALICE}`;
      await world.control("PUT", path, { username: "ana.example", hidePhone: true });
      await world.says(ALICE, "hello");
    },
    but: { missing: parents("messages[].from_parent_user_id") },
  },
  {
    like: "messages.image",
    cause: (world) => writes(world, { type: "image", image: { caption: "look" } }),
    // An address begins with the emulator's own, which it has on a port only.
    but: { missing: ["messages[].image.url"], extra: ["contacts[].user_id", ...FROM_IDS] },
  },
  {
    like: "messages.location",
    cause: (world) =>
      writes(world, {
        type: "location",
        location: { latitude: 1, longitude: 2, name: "here", address: "there", url: "https://x" },
      }),
    but: { extra: ["contacts[].user_id", ...FROM_IDS] },
  },
  {
    like: "messages.button",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      const id = await world.text(ALICE, "hi");
      await writes(world, {
        type: "button",
        context: { id },
        button: { text: "Unsubscribe", payload: "x" },
      });
    },
    but: { extra: ["contacts[].user_id", ...FROM_IDS] },
  },
  {
    like: "messages.reaction",
    cause: (world) =>
      writes(world, { type: "reaction", reaction: { message_id: "w", emoji: "👍" } }),
    but: { extra: ["contacts[].user_id", ...FROM_IDS] },
  },
  {
    like: "messages.system.user_changed_number",
    at: "2025-06-18T09:00:00Z",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      await customer(world, "/change_number", { to: "447700900777" });
    },
  },
  {
    like: "user_id_update",
    at: "2026-06-18T09:00:00Z",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      await customer(world, "/change_number", { to: "447700900777" });
    },
  },
  {
    like: "messages.interactive.call_permission_reply.accept",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      const id = await world.text(ALICE, "hi");
      await writes(world, {
        type: "interactive",
        context: { id },
        interactive: {
          type: "call_permission_reply",
          call_permission_reply: { response: "accept", response_source: "user_action" },
        },
      });
    },
    but: { missing: parents(), extra: FROM_IDS },
  },
  {
    like: "statuses.delivered.bsuid",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      await world.text(ALICE, "hi");
      await world.turn("5s");
    },
    which: ({ statuses }) => statuses?.[0].status === "delivered",
    but: {
      missing: [
        "contacts[].parent_user_id",
        "contacts[].profile",
        "contacts[].profile.name",
        "contacts[].profile.username",
        "statuses[].parent_recipient_user_id",
      ],
    },
  },
  {
    like: "statuses.failed.131053",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      await world.send({ to: ALICE, type: "image", image: { link: "https://example.com/none" } });
      await world.turn("5s");
    },
    which: ({ statuses }) => statuses?.[0].status === "failed",
  },
  {
    like: "calls.connect.business_initiated",
    cause: call,
    which: ({ calls }) => calls?.[0].event === "connect",
    but: {
      missing: parents(),
      extra: ["calls[].biz_opaque_callback_data", "calls[].to_user_id"],
    },
  },
  {
    like: "calls.status",
    cause: call,
    which: ({ statuses }) => statuses !== undefined,
    but: { missing: parents(), extra: ["statuses[].recipient_user_id"] },
  },
  {
    like: "calls.terminate",
    cause: call,
    which: ({ calls }) => calls?.[0].event === "terminate",
    but: {
      missing: parents(
        "errors",
        "errors[].code",
        "errors[].error_data",
        "errors[].error_data.details",
        "errors[].href",
        "errors[].message",
      ),
      extra: ["calls[].to_user_id"],
    },
  },
  {
    like: "user_preferences",
    cause: (world) => customer(world, "/stop_marketing"),
    but: {
      extra: [
        "contacts[].profile",
        "contacts[].profile.name",
        "contacts[].user_id",
        "user_preferences[].user_id",
      ],
    },
  },
  { like: "security", cause: (world) => world.graph("POST", pn(world), { pin: "123456" }) },
  {
    like: "phone_number_name_update",
    cause: async (world) => {
      await world.graph("POST", pn(world), { new_display_name: "Lucky Shrub" });
      await world.turn("10m");
    },
  },
  {
    like: "business_username_update",
    cause: (world) => world.graph("POST", pn(world, "/username"), { username: "ana.example" }),
  },
  {
    like: "account_settings_update",
    cause: (world) =>
      world.graph("POST", pn(world, "/settings"), {
        calling: {
          status: "ENABLED",
          call_hours: {
            status: "ENABLED",
            timezone_id: "Europe/Berlin",
            weekly_operating_hours: [
              { day_of_week: "MONDAY", open_time: "0400", close_time: "1020" },
            ],
            holiday_schedule: [{ date: "2026-01-01", start_time: "0000", end_time: "2359" }],
          },
          sip: { status: "ENABLED", servers: [{ hostname: "example.com", port: 9000 }] },
        },
      }),
  },
  {
    like: "flows.status_change_2",
    cause: ({ graph, emulator }) =>
      graph("POST", `/v24.0/${emulator.credentials.wabaId}/flows`, {
        name: "sign up",
        categories: ["OTHER"],
      }),
  },
  { like: "group_lifecycle_update", cause: group },
  {
    like: "group_participants_update",
    cause: async (world) => {
      const id = await group(world);
      const { invite_link: link } = (await world.graph("GET", `/v24.0/${id}/invite_link`)).body;
      await customer(world, "/join", { link });
      await world.turn("1s");
    },
  },
  {
    like: "smb_app_state_sync",
    cause: async (world) => {
      await world.says(ALICE, "hello");
      const body = { ...MP, sync_type: "smb_app_state_sync" };
      await world.graph("POST", pn(world, "/smb_app_data"), body);
    },
  },
];

for (const one of CASES) {
  test(`a webhook is as documented: ${one.like}`, async () => {
    const documented = { missing: [], extra: [], wrong: [], ...one.but };
    assert.deepEqual(await differenceIn(one), documented);
  });
}
