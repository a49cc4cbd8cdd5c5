import type { Case } from "./side.ts";

// Requests that read, and requests that are refused before anything is sent: nobody hears of them,
// nothing is made, changed or deleted, and none costs anything.

const READS: readonly Case[] = [
  {
    name: "a number",
    method: "GET",
    path: "/PN",
    sometimes: ["webhook_configuration", "last_onboarded_time", "is_official_business_account"],
  },
  {
    name: "a number's limit and state",
    method: "GET",
    path: "/PN?fields=status,name_status,account_mode,is_pin_enabled,throughput,quality_rating",
  },
  { name: "an account", method: "GET", path: "/WABA" },
  {
    name: "an account's zone and currency",
    method: "GET",
    path: "/WABA?fields=currency,timezone_id,country,account_review_status",
  },
  {
    name: "the numbers of an account",
    method: "GET",
    path: "/WABA/phone_numbers",
    sometimes: [
      "data[].webhook_configuration",
      "data[].last_onboarded_time",
      "data[].is_official_business_account",
      "paging.next",
      "paging.previous",
    ],
  },
  {
    name: "templates",
    method: "GET",
    path: "/WABA/message_templates?fields=id,name,language,status,category&limit=2",
    sometimes: ["paging.next", "paging.previous"],
  },
  {
    name: "a template that is not there, by name",
    method: "GET",
    path: "/WABA/message_templates?name=casement_parity_no_such_template",
  },
  {
    name: "the apps of an account",
    method: "GET",
    path: "/WABA/subscribed_apps",
    sometimes: ["data[].override_callback_uri"],
  },
  {
    name: "a profile",
    method: "GET",
    path: "/PN/whatsapp_business_profile?fields=about,address,description,email,websites,vertical",
    sometimes: ["about", "address", "description", "email", "websites", "vertical"].map(
      (name) => `data[].${name}`,
    ),
  },
  { name: "commerce settings", method: "GET", path: "/PN/whatsapp_commerce_settings" },
];

const ERRORS: readonly Case[] = [
  { name: "no token", method: "GET", path: "/PN", token: null },
  { name: "a token that is none", method: "GET", path: "/PN", token: "casement-parity" },
  { name: "an object that is not there", method: "GET", path: "/1" },
  {
    name: "a field that is not there",
    method: "GET",
    path: "/PN?fields=casement_parity",
    known: "Objects: a field that nobody knows is left out, and no error",
  },
  {
    name: "a message of no product",
    method: "POST",
    path: "/PN/messages",
    body: () => ({ to: "invalid", type: "text", text: { body: "parity" } }),
  },
  {
    name: "a message of another product",
    method: "POST",
    path: "/PN/messages",
    body: () => ({ messaging_product: "x", to: "invalid", type: "text", text: { body: "parity" } }),
  },
  {
    name: "a message to nobody",
    method: "POST",
    path: "/PN/messages",
    body: () => ({ messaging_product: "whatsapp", type: "text", text: { body: "parity" } }),
  },
  {
    name: "a text that is no object",
    method: "POST",
    path: "/PN/messages",
    body: () => ({ messaging_product: "whatsapp", to: "invalid", type: "text", text: "parity" }),
  },
  {
    name: "a message to what is no phone",
    method: "POST",
    path: "/PN/messages",
    body: () => ({
      messaging_product: "whatsapp",
      to: "invalid",
      type: "text",
      text: { body: "parity" },
    }),
    known: "Sending: a `to` that is no phone number is assumed to be 131009",
  },
  {
    name: "a template without a language",
    method: "POST",
    path: "/PN/messages",
    body: () => ({
      messaging_product: "whatsapp",
      to: "invalid",
      type: "template",
      template: { name: "casement_parity_no_such_template" },
    }),
  },
  {
    name: "a read receipt for nothing",
    method: "POST",
    path: "/PN/messages",
    body: () => ({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.casement-parity",
    }),
    known: "Sending: an unknown `message_id` of a read receipt is assumed to be 131009",
  },
  {
    name: "a new template without a category",
    method: "POST",
    path: "/WABA/message_templates",
    body: () => ({ name: "casement_parity", language: "en_US" }),
  },
];

export const CASES: readonly Case[] = [...READS, ...ERRORS];
