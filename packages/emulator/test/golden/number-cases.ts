import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { bytesTo, type Case, MP, pn, post, upload } from "./asking.ts";
import { golden } from "./shape.ts";

/** What is set up and kept for one number. */
export const NUMBER_CASES: readonly Case[] = [
  { name: "register", like: "success_true", ask: post("/register", "register") },
  { name: "register, advanced", like: "success_true", ask: post("/register", "register.advanced") },
  { name: "request a code", like: "success_true", ask: post("/request_code", "request_code") },
  {
    name: "verify a code",
    like: "success_true",
    ask: async (world) => {
      await world.graph("POST", pn(world, "/request_code"), golden("requests", "request_code"));
      const { code } = (await world.control("GET", "/emulator/numbers")).body.data[0];
      const body = { ...golden("requests", "verify_code"), code };
      return world.graph("POST", pn(world, "/verify_code"), body);
    },
  },
  {
    name: "a whole profile",
    like: "business_profile.docs",
    ask: async (world) => {
      const { h } = (await bytesTo(world, await upload(world))).body;
      const body = { ...golden("requests", "business_profile.update"), profile_picture_handle: h };
      const set = await world.graph("POST", pn(world, "/whatsapp_business_profile"), body);
      assert.deepEqual(set.body, golden("responses", "success_true"));
      return world.graph("GET", pn(world, "/whatsapp_business_profile"));
    },
  },
  {
    name: "settings",
    like: "settings",
    ask: async (world) => {
      await post("/settings", "settings.calling")(world);
      await post("/settings", "settings.identity_change")(world);
      return world.graph("GET", pn(world, "/settings"));
    },
    but: {
      missing: ["calling.ip_addresses", "calling.ip_addresses.default"],
      extra: ["user_identity_change", "user_identity_change.enable_identity_key_check"],
    },
  },
  {
    name: "commerce settings",
    like: "commerce_settings",
    ask: (world) => world.graph("GET", pn(world, "/whatsapp_commerce_settings")),
  },
  {
    name: "encryption",
    like: "encryption",
    ask: async (world) => {
      const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
      const business_public_key = publicKey.export({ type: "spki", format: "pem" });
      const path = pn(world, "/whatsapp_business_encryption");
      await world.graph("POST", path, { business_public_key });
      return world.graph("GET", path);
    },
  },
  {
    name: "conversational automation",
    like: "success_true",
    ask: post("/conversational_automation", "conversational_automation"),
  },
  {
    name: "block",
    like: "block_users.added",
    ask: async (world) => {
      await world.says("15550100001", "hello");
      return post("/block_users", "block_users.openapi")(world);
    },
  },
  {
    name: "unblock",
    like: "block_users.removed",
    ask: (world) =>
      world.graph("DELETE", pn(world, "/block_users"), golden("requests", "block_users.openapi")),
  },
  {
    name: "who is blocked",
    like: "block_users.list",
    ask: async (world) => {
      const users = ["15550100001", "15550100002", "15550100003"];
      for (const user of users) await world.says(user, "hello");
      const block_users = users.map((user) => ({ user }));
      await world.graph("POST", pn(world, "/block_users"), { ...MP, block_users });
      const first = await world.graph("GET", pn(world, "/block_users?limit=1"));
      const { pathname, search } = new URL(first.body.paging.next);
      return world.graph("GET", `${pathname}${search}`);
    },
  },
  {
    name: "some are blocked",
    like: "error.139100.partial",
    ask: async (world) => {
      await world.says("15550100001", "hello");
      const block_users = [{ user: "15550100001" }, { user: "15550100002" }];
      const answer = await world.graph("POST", pn(world, "/block_users"), { ...MP, block_users });
      return { body: { http_status: answer.status, body: answer.body } };
    },
    // Meta's error has `messaging_product` in `error_data` everywhere but in this sample.
    but: { extra: ["body.error.error_data.messaging_product"] },
  },
  { name: "a QR code", like: "qr.created", ask: post("/message_qrdls", "qr.create") },
  {
    name: "a QR code changes",
    like: "qr.updated",
    ask: async (world) => {
      const { code } = (await post("/message_qrdls", "qr.create")(world)).body;
      return post("/message_qrdls", "qr.update", { code })(world);
    },
  },
  {
    name: "a QR code is read",
    like: "qr.get",
    ask: async (world) => {
      const { code } = (await post("/message_qrdls", "qr.create")(world)).body;
      return world.graph("GET", pn(world, `/message_qrdls/${code}`));
    },
  },
  {
    name: "QR codes",
    like: "qr.list",
    ask: async (world) => {
      await post("/message_qrdls", "qr.create")(world);
      return world.graph("GET", pn(world, "/message_qrdls"));
    },
    but: {
      extra: ["paging", "paging.cursors", "paging.cursors.after", "paging.cursors.before"],
    },
  },
];
