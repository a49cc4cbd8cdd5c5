import type { TestWorld, Value } from "../world.ts";
import { type Case, waba } from "./asking.ts";
import { golden } from "./shape.ts";

const TEMPLATES = "/message_templates";
/** One of the world's own: an offer with two quick replies. */
const OFFER = "/v24.0/100000000000104";

function make(request: string): Case["ask"] {
  return (world) => world.graph("POST", waba(world, TEMPLATES), golden("requests", request));
}

async function made(world: TestWorld, request: string): Promise<string> {
  const { body } = await make(request)(world);
  await world.turn("1m");
  return `/v24.0/${body.id}`;
}

function list(query: string): Case["ask"] {
  return (world) => world.graph("GET", waba(world, `${TEMPLATES}?${query}`));
}

/** The sample is older than named gaps, and its header has none. */
const SINCE = ["components[].example.header_text", "parameter_format"];

export const TEMPLATE_CASES: readonly Case[] = [
  { name: "a new template", like: "template_create.ok", ask: make("template_create.positional") },
  {
    name: "a template from the library",
    like: "template_create.library_ok",
    ask: make("template_create.from_library"),
  },
  {
    name: "templates, with the fields asked for",
    like: "template_list",
    ask: list("fields=name,category,status&limit=2"),
  },
  {
    name: "templates of a category and a state",
    like: "template_list.2",
    ask: list("fields=name,category,status&status=APPROVED&category=UTILITY&limit=1"),
  },
  {
    name: "templates",
    like: "template_list.openapi",
    ask: async (world) => {
      await made(world, "template_create.quick_replies");
      return list("name=summer_in_the_shop")(world);
    },
    but: { missing: ["data[].previous_category"], extra: SINCE.map((path) => `data[].${path}`) },
  },
  {
    name: "one template",
    like: "template_get.openapi",
    ask: async (world) => world.graph("GET", await made(world, "template_create.quick_replies")),
    but: { extra: SINCE },
  },
  {
    name: "a template's state",
    like: "template_status_and_id",
    ask: (world) => world.graph("GET", `${OFFER}?fields=status`),
  },
  {
    name: "a template's quality",
    like: "template_quality",
    ask: (world) => world.graph("GET", `${OFFER}?fields=quality_score`),
  },
  {
    name: "the namespace of templates",
    like: "template_namespace",
    ask: (world) => world.graph("GET", waba(world, "?fields=message_template_namespace")),
  },
  {
    name: "the same code in three languages",
    like: "template_upsert",
    ask: (world) =>
      world.graph(
        "POST",
        waba(world, "/upsert_message_templates"),
        golden("requests", "template_upsert.auth"),
      ),
  },
  {
    name: "previews of a code",
    like: "template_preview",
    ask: (world) =>
      world.graph(
        "GET",
        waba(
          world,
          "/message_template_previews?category=AUTHENTICATION&languages=en_US,es" +
            "&add_security_recommendation=true&code_expiration_minutes=10&button_types=OTP",
        ),
      ),
  },
  {
    name: "an entry of the library",
    like: "template_library_item",
    ask: async (world) => {
      const { body } = await world.graph("GET", "/v24.0/message_template_library");
      const entry = body.data.find(({ name }: Value) => name === "low_balance_warning_1");
      return { body: entry };
    },
    // Documented in words, and not in the sample.
    but: { extra: ["body_param_types"] },
  },
  {
    name: "templates compared",
    like: "template_compare",
    ask: (world) => {
      const day = 86_400;
      const now = Math.floor(world.clock.now() / 1_000);
      const span = `start=${now - 7 * day}&end=${now}`;
      return world.graph("GET", `${OFFER}/compare?template_ids=[100000000000101]&${span}`);
    },
    // The sample has placeholders in place of what is counted.
    but: {
      extra: ["number_values", "string_values"].flatMap((values) =>
        ["key", "value"].map((member) => `data[].${values}[].${member}`),
      ),
    },
  },
  {
    name: "templates of another account",
    like: "template_migrate",
    ask: async (world) => {
      const { wabaId: source_waba_id } = world.emulator.credentials;
      return world.graph("POST", waba(world, "/migrate_message_templates"), { source_waba_id });
    },
    // The sample has a placeholder for what is documented as an object: why, by template.
    but: {
      extra: [101, 102, 103, 104, 105].map((id) => `failed_templates.100000000000${id}`),
      wrong: ["failed_templates: object"],
    },
  },
  {
    name: "new words for a template",
    like: "success_true",
    ask: async (world) => {
      const path = await made(world, "template_create.quick_replies");
      return world.graph("POST", path, golden("requests", "template_edit.components"));
    },
    // Newer than the sample.
    but: { extra: ["category", "id", "name"] },
  },
  {
    name: "why a template cannot be sent",
    like: "health_status.template_blocked",
    ask: async (world) => {
      const { body } = await make("template_create.positional")(world);
      return world.graph("GET", `/v24.0/${body.id}?fields=health_status`);
    },
    but: { missing: ["health_status.entities[].can_receive_call_sip"] },
  },
];
