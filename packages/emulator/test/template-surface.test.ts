import assert from "node:assert/strict";
import { test } from "node:test";
import { readTemplateCreation } from "@casement/cloud-api";
import { STARTER_TEMPLATES } from "@casement/emulator";
import { adviseCategory } from "@casement/engine";
import { LIBRARY } from "../src/templates/library.ts";
import { beginDesk, CODE, send } from "./template-desk.ts";
import type { Value } from "./world.ts";

test("GET /WABA/message_templates: filters by quality and content, and counts", async () => {
  const desk = beginDesk();
  await desk.make();

  const unknown = await desk.graph("GET", `${desk.path}?quality_score=UNKNOWN`);
  const byWords = await desk.graph("GET", `${desk.path}?content=garden`);
  const counted = await desk.graph(
    "GET",
    `${desk.path}?status=APPROVED&limit=1&summary=total_count,message_template_count`,
  );

  assert.deepEqual(
    unknown.body.data.map(({ name }: Value) => name),
    ["order_sent"],
  );
  assert.deepEqual(
    byWords.body.data.map(({ name }: Value) => name),
    ["spring_sale"],
  );
  assert.deepEqual(counted.body.summary, { total_count: 5, message_template_count: 6 });
});

test("POST /WABA/upsert_message_templates: makes what is not there, changes what is", async () => {
  const desk = beginDesk();
  const path = desk.path.replace(/message_templates$/, "upsert_message_templates");
  const body = { name: "login", category: "AUTHENTICATION", components: CODE };

  const made = await desk.graph("POST", path, { ...body, languages: ["en_US", "es_ES"] });
  const changed = await desk.graph("POST", path, {
    ...body,
    languages: ["es_ES", "fr"],
    components: CODE.slice(0, 1).concat(CODE.slice(2)),
  });

  const [english, spanish] = made.body.data;
  assert.deepEqual([english.status, english.language], ["APPROVED", "en_US"]);
  assert.equal(changed.body.data[0].id, spanish.id);
  assert.equal(changed.body.data[1].language, "fr");
  const { components } = await desk.node(spanish.id, "components");
  assert.equal(components.length, 2);
  assert.match(components[0].text, /^Tu código de verificación es \*\{\{1\}\}\*/);
});

test("GET /WABA/message_template_previews: Meta's words in each language", async () => {
  const desk = beginDesk();
  const path = desk.path.replace(/message_templates$/, "message_template_previews");

  const two = await desk.graph(
    "GET",
    `${path}?category=AUTHENTICATION&languages=en_US,es_ES&add_security_recommendation=true` +
      "&code_expiration_minutes=10&button_types=OTP",
  );
  const all = await desk.graph("GET", `${path}?category=AUTHENTICATION&button_types=OTP`);
  const wrong = await desk.graph("GET", `${path}?category=UTILITY&button_types=OTP`);

  assert.deepEqual(two.body.data, [
    {
      body: "*{{1}}* is your verification code. For your security, do not share this code.",
      buttons: [{ autofill_text: "Autofill", text: "Copy code" }],
      footer: "This code expires in 10 minutes.",
      language: "en_US",
    },
    {
      body: "Tu código de verificación es *{{1}}*. Por tu seguridad, no lo compartas.",
      buttons: [{ autofill_text: "Autocompletar", text: "Copiar código" }],
      footer: "Este código caduca en 10 minutos.",
      language: "es_ES",
    },
  ]);
  assert.ok(all.body.data.length > 100);
  assert.equal(wrong.status, 400);
});

test("GET /message_template_library: by topic and words, and a template is made of one", async () => {
  const desk = beginDesk();

  const payments = await desk.graph("GET", "/v24.0/message_template_library?topic=PAYMENTS");
  const found = await desk.graph("GET", "/v24.0/message_template_library?search=depot");
  const bare = await desk.make({
    library_template_name: "delivery_update_1",
    components: undefined,
  });
  const made = await desk.make({
    library_template_name: "delivery_update_1",
    components: undefined,
    library_template_button_inputs:
      "[{'type': 'URL', 'url': {'base_url' : 'https://www.example.com/{{1}}', " +
      "'url_suffix_example' : 'https://www.example.com/demo'}}]",
  });

  assert.ok(payments.body.data.every(({ topic }: Value) => topic === "PAYMENTS"));
  assert.deepEqual(
    found.body.data.map(({ name, category }: Value) => [name, category]),
    [["delivery_update_1", "UTILITY"]],
  );
  assert.equal(bare.status, 400);
  assert.deepEqual([made.body.status, made.body.category], ["APPROVED", "UTILITY"]);
  const node = await desk.node(made.body.id, "library_template_name,components");
  assert.equal(node.library_template_name, "delivery_update_1");
  assert.equal(node.components[1].buttons[0].url, "https://www.example.com/{{1}}");
});

test("GET /TEMPLATE/compare: how often each was sent, and which is blocked less", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make()).body;
  await desk.turn("1m");
  await send(desk, "order_sent");
  await send(desk, "hello_world", []);
  await send(desk, "hello_world", []);
  await desk.turn("5s");
  const end = Math.floor(desk.clock.now() / 1_000);
  const span = `start=${end - 604_800}&end=${end}`;

  const compared = await desk.graph(
    "GET",
    `/v24.0/${id}/compare?template_ids=[100000000000101]&${span}`,
  );
  const wrong = await desk.graph("GET", `/v24.0/${id}/compare?template_ids=[1]&${span}`);

  const [, sends] = compared.body.data;
  assert.deepEqual(sends, {
    metric: "MESSAGE_SENDS",
    type: "NUMBER_VALUES",
    number_values: [
      { key: id, value: 1 },
      { key: "100000000000101", value: 2 },
    ],
  });
  assert.equal(wrong.status, 400);
});

test("POST /WABA/message_templates/archive, POST /WABA/message_templates/unarchive: out of sight and back", async () => {
  const desk = beginDesk();
  const hsm_ids = ["100000000000102", "1"];

  const away = await desk.graph("POST", `${desk.path}/archive`, { hsm_ids });
  const refused = await send(desk, "order_update", ["A", "B"]);
  const back = await desk.graph("POST", `${desk.path}/unarchive`, { hsm_ids: hsm_ids.join(",") });

  const failed_templates = { "1": "Template not found" };
  assert.deepEqual(away.body, { archived_templates: ["100000000000102"], failed_templates });
  assert.deepEqual(back.body, { unarchived_templates: ["100000000000102"], failed_templates });
  assert.equal(refused.body.error.code, 132_001);
  assert.equal((await desk.node("100000000000102")).status, "APPROVED");
  assert.deepEqual(
    desk.told().map(({ event }) => event),
    ["ARCHIVED", "UNARCHIVED"],
  );
});

test("POST /WABA/migrate_message_templates: another account gets what is approved and good", async () => {
  const desk = beginDesk();
  const state = (await desk.control("GET", "/emulator/state")).body;
  const other = { ...state.world.accounts["100000000000010"], id: "100000000000011" };
  state.world.accounts[other.id] = other;
  await desk.control("PUT", "/emulator/state", state);
  await desk.make();

  const path = `/v24.0/${other.id}/migrate_message_templates`;
  const moved = await desk.graph("POST", `${path}?source_waba_id=100000000000010&page_number=0`);
  await desk.turn("1m");

  assert.equal(moved.body.migrated_templates.length, 5);
  assert.equal(Object.keys(moved.body.failed_templates).length, 1);
  const list = await desk.graph("GET", `/v24.0/${other.id}/message_templates`);
  assert.equal(list.body.data.length, 5);
});

test("a world that was saved in the middle of a review goes on with it", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make()).body;
  const state = (await desk.control("GET", "/emulator/state")).body;
  const later = beginDesk();
  await later.control("PUT", "/emulator/state", state);
  await later.turn("1m");

  assert.equal((await later.node(id)).status, "APPROVED");
});

test("each template of the library is what Meta takes, in a category that holds", async () => {
  for (const { name, header, body, body_params, category, buttons } of LIBRARY) {
    const components = [
      ...(header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: header }]),
      { type: "BODY", text: body, example: { body_text: [body_params] } },
      ...(buttons === undefined ? [] : [{ type: "BUTTONS", buttons }]),
    ];
    const read = readTemplateCreation({ name, language: "en_US", category, components });

    assert.ok(read.ok, `${name}: ${JSON.stringify(read)}`);
    assert.equal(adviseCategory([header, body].join(" ")).category, "utility", name);
  }
});

test("a world that was saved before templates could be made can make one", async () => {
  const desk = beginDesk();
  const state = (await desk.control("GET", "/emulator/state")).body;
  for (const member of ["templateDesk", "limits", "faults"]) delete state.world[member];
  for (const template of Object.values<Value>(state.world.templates)) delete template.life;

  const loaded = await desk.control("PUT", "/emulator/state", state);

  assert.equal(loaded.status, 200, loaded.text);
  assert.equal((await desk.make()).status, 200);
  assert.equal((await send(desk, "hello_world", [])).status, 200);
});

test("each starter template is taken as it is, and approved in the category it asks for", async () => {
  const desk = beginDesk();
  for (const { use: _use, ...starter } of STARTER_TEMPLATES) {
    const made = await desk.graph("POST", desk.path, starter);
    assert.equal(made.status, 200, made.text);
    assert.equal(made.body.category, starter.category, starter.name);
  }
  await desk.turn("1m");

  const told = desk.told().map(({ event, message_template_category: word }) => [event, word]);
  assert.deepEqual(told.toSorted(), [
    ...Array.from({ length: 3 }, () => ["APPROVED", "AUTHENTICATION"]),
    ...Array.from({ length: 2 }, () => ["APPROVED", "MARKETING"]),
    ...Array.from({ length: 3 }, () => ["APPROVED", "UTILITY"]),
  ]);
});

test("the offers and invitations among the starters are marketing, whatever one asks for", async () => {
  const desk = beginDesk();
  const marketing = STARTER_TEMPLATES.filter(({ category }) => category === "MARKETING");
  for (const { use: _use, ...starter } of marketing) {
    const made = await desk.graph("POST", desk.path, { ...starter, category: "UTILITY" });

    assert.equal(made.body.category, "MARKETING", starter.name);
  }
});
