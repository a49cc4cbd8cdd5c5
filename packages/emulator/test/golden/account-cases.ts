import { uploaded } from "../uploaded.ts";
import { bytesTo, type Case, MP, pn, post, upload, waba } from "./asking.ts";
import { golden } from "./shape.ts";

/** Numbers and accounts as nodes, tokens, uploads. */
export const ACCOUNT_CASES: readonly Case[] = [
  {
    name: "a number",
    like: "phone_number.default_v24",
    ask: (world) => world.graph("GET", pn(world, "")),
  },
  {
    name: "a number's limit",
    like: "phone_number.messaging_limit",
    ask: (world) =>
      world.graph("GET", pn(world, "?fields=whatsapp_business_manager_messaging_limit")),
  },
  {
    name: "what is first asked of a number",
    like: "phone_number.get",
    ask: (world) =>
      world.graph("GET", pn(world, "?fields=display_phone_number,verified_name,quality_rating")),
  },
  {
    name: "more of a number",
    like: "phone_number.comprehensive",
    ask: (world) =>
      world.graph(
        "GET",
        pn(
          world,
          "?fields=display_phone_number,verified_name,quality_rating,name_status," +
            "code_verification_status",
        ),
      ),
  },
  {
    name: "a number's state",
    like: "phone_number.status",
    ask: (world) => world.graph("GET", pn(world, "?fields=status")),
  },
  {
    name: "a number's name",
    like: "phone_number.name_status",
    ask: (world) => world.graph("GET", pn(world, "?fields=name_status")),
  },
  {
    name: "where a number's webhooks go",
    like: "phone_number.webhook_configuration",
    ask: async (world) => {
      await post("", "webhook_configuration.phone")(world);
      const override = golden("requests", "subscribed_apps.override");
      await world.graph("POST", waba(world, "/subscribed_apps"), override);
      return world.graph("GET", pn(world, "?fields=webhook_configuration"));
    },
  },
  {
    name: "the numbers of an account",
    like: "phone_numbers.list.docs",
    ask: (world) =>
      world.graph(
        "GET",
        waba(world, "/phone_numbers?fields=verified_name,display_phone_number,quality_rating"),
      ),
    but: { extra: ["paging", "paging.cursors", "paging.cursors.after", "paging.cursors.before"] },
  },
  {
    name: "all of the numbers of an account",
    like: "phone_numbers.list",
    ask: async (world) => {
      await world.graph("POST", pn(world, "/username"), { ...MP, username: "example_store" });
      const [one] = golden("responses", "phone_numbers.list").data;
      const fields = Object.keys(one).join(",");
      return world.graph("GET", waba(world, `/phone_numbers?fields=${fields}`));
    },
    // The last number of the sample has no username.
    but: { extra: ["paging.cursors.before"], wrong: ["data[].username: string"] },
  },
  {
    name: "the apps of an account",
    like: "subscribed_apps.openapi",
    ask: (world) => world.graph("GET", waba(world, "/subscribed_apps")),
  },
  {
    name: "a number's health",
    like: "health_status.available",
    ask: (world) => world.graph("GET", pn(world, "?fields=health_status")),
    but: { missing: ["health_status.entities[].can_receive_call_sip"] },
  },
  {
    name: "a number's own webhook",
    like: "success_true",
    ask: post("", "webhook_configuration.phone"),
  },
  {
    name: "a number is added",
    like: "phone_number.add",
    ask: (world) =>
      world.graph("POST", waba(world, "/phone_numbers"), {
        cc: "1",
        phone_number: "5550100099",
        verified_name: "Lucky Shrub",
      }),
  },
  {
    name: "an account",
    like: "waba.get",
    ask: (world) =>
      world.graph(
        "GET",
        waba(
          world,
          "?fields=id,name,timezone_id,message_template_namespace,account_review_status," +
            "business_verification_status,country,ownership_type,primary_business_location",
        ),
      ),
    but: { missing: ["primary_business_location"] },
  },
  {
    name: "an override for the account",
    like: "subscribed_apps.list",
    ask: async (world) => {
      const path = waba(world, "/subscribed_apps");
      await world.graph("POST", path, golden("requests", "subscribed_apps.override"));
      return world.graph("GET", path);
    },
  },
  {
    name: "insights on",
    like: "insights_enabled",
    ask: (world) => world.graph("POST", waba(world, "?is_enabled_for_insights=true")),
  },
  {
    name: "subscriptions",
    like: "app_subscriptions.list",
    ask: (world) => world.graph("GET", `/v24.0/${world.emulator.credentials.appId}/subscriptions`),
  },
  {
    name: "a token is looked at",
    like: "debug_token",
    ask: (world) =>
      world.graph("GET", `/v24.0/debug_token?input_token=${world.emulator.credentials.token}`),
    but: { extra: ["data.granular_scopes[].target_ids"] },
  },
  {
    name: "an app's token",
    like: "oauth.access_token",
    ask: (world) => {
      const { appId, appSecret } = world.emulator.credentials;
      const app = `client_id=${appId}&client_secret=${appSecret}`;
      return world.graph("GET", `/oauth/access_token?grant_type=client_credentials&${app}`);
    },
  },
  {
    name: "an upload begins",
    like: "upload_session.create",
    ask: async (world) => ({ body: { id: await upload(world) } }),
  },
  {
    name: "an upload is done",
    like: "upload_session.done",
    ask: async (world) => bytesTo(world, await upload(world)),
  },
  {
    name: "an upload goes on",
    like: "upload_session.status",
    ask: async (world) => world.graph("GET", `/v24.0/${await upload(world)}`),
  },
  {
    name: "a file is uploaded",
    like: "media.upload",
    ask: async (world) => ({ body: { id: await uploaded(world, {}) } }),
  },
  {
    name: "a file is deleted",
    like: "media.delete",
    ask: async (world) => world.graph("DELETE", `/v24.0/${await uploaded(world, {})}`),
  },
  {
    name: "a file",
    like: "media.get",
    ask: async (world) => world.graph("GET", `/v24.0/${await uploaded(world, {})}`),
    // A string in documents, and a number in practice.
    but: { wrong: ["file_size: number"] },
  },
];
