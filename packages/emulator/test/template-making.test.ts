import assert from "node:assert/strict";
import { test } from "node:test";
import { BODY, beginDesk, CODE, OFFER, send } from "./template-desk.ts";
import { ALICE, type Value } from "./world.ts";

test("POST /WABA/message_templates: pending, then approved within a minute, then it is sent", async () => {
  const desk = beginDesk();

  const made = await desk.make();
  const early = await send(desk, "order_sent");
  await desk.turn("1m");

  assert.equal(made.status, 200, made.text);
  assert.deepEqual(Object.keys(made.body), ["id", "status", "category"]);
  assert.deepEqual([made.body.status, made.body.category], ["PENDING", "UTILITY"]);
  assert.deepEqual([early.status, early.body.error.code], [404, 132_001]);
  assert.deepEqual(desk.told(), [
    {
      event: "APPROVED",
      message_template_id: Number(made.body.id),
      message_template_name: "order_sent",
      message_template_language: "en_US",
      reason: "NONE",
      message_template_category: "UTILITY",
    },
  ]);
  assert.equal((await desk.node(made.body.id)).status, "APPROVED");
  assert.equal((await desk.node(made.body.id, "quality_score")).quality_score.score, "UNKNOWN");
  assert.equal((await send(desk, "order_sent")).status, 200);
});

test("the webhook of a review has its time in the entry, as Meta's has", async () => {
  const desk = beginDesk();
  await desk.make();
  await desk.turn("1m");

  const entry: Value = JSON.parse(new TextDecoder().decode(desk.arrived.at(-1)!.bytes)).entry[0];

  assert.deepEqual(Object.keys(entry), ["id", "time", "changes"]);
  assert.equal(entry.changes[0].field, "message_template_status_update");
});

test("a template is refused with Meta's own error, and is not there", async () => {
  const desk = beginDesk();

  const named = await desk.make({ name: "Order" });
  const dangling = await desk.make({ components: [{ type: "BODY", text: "Hello dear {{1}}" }] });
  const list = await desk.graph("GET", `${desk.path}?name=order_sent`);

  assert.deepEqual(named.body.error.error_data, { blame_field_specs: [["name"]] });
  assert.equal(named.body.error.error_subcode, 2_388_046);
  assert.deepEqual([dangling.status, dangling.body.error.error_subcode], [400, 2_388_299]);
  assert.deepEqual(list.body, { data: [] });
});

test("a name is taken in a language, and free in another one", async () => {
  const desk = beginDesk();
  await desk.make();

  const again = await desk.make();
  const german = await desk.make({ language: "de" });

  assert.equal(again.body.error.error_subcode, 2_388_024);
  assert.match(again.body.error.error_user_msg, /^There is already English content/);
  assert.equal(german.status, 200, german.text);
});

test("a hundred templates an hour may be made, and the next must wait", async () => {
  const desk = beginDesk();
  for (let at = 0; at < 100; at++) assert.equal((await desk.make({ name: `a_${at}` })).status, 200);

  const tooMany = await desk.make({ name: "one_more" });
  await desk.turn("1h");
  const later = await desk.make({ name: "one_more" });

  assert.equal(tooMany.body.error.code, 80_007);
  assert.equal(later.status, 200);
});

test("gaps side by side are rejected by the review, which says why", async () => {
  const desk = beginDesk();
  const text = "Your order {{1}}{{2}} is on its way to you and will come soon.";
  const made = await desk.make({
    components: [{ type: "BODY", text, example: { body_text: [["a", "b"]] } }],
  });
  await desk.turn("1m");

  const [told] = desk.told();
  assert.deepEqual([told.event, told.reason], ["REJECTED", "INVALID_FORMAT"]);
  assert.match(told.rejection_info.reason, /placed next to each other/);
  const node = await desk.node(made.body.id);
  assert.deepEqual([node.status, node.rejected_reason], ["REJECTED", "INVALID_FORMAT"]);
});

/** What becomes of an offer that is handed in as utility, by when that is. */
const POLICIES: [at: string, allows: boolean | undefined, category: string, status: string][] = [
  ["2022-09-01T00:00:00Z", undefined, "UTILITY", "REJECTED"],
  ["2022-09-01T00:00:00Z", true, "UTILITY", "REJECTED"],
  ["2023-07-01T00:00:00Z", undefined, "UTILITY", "REJECTED"],
  ["2023-07-01T00:00:00Z", true, "MARKETING", "APPROVED"],
  ["2025-04-08T23:00:00Z", undefined, "UTILITY", "REJECTED"],
  ["2025-04-09T00:00:00Z", undefined, "MARKETING", "APPROVED"],
  ["2026-11-02T00:00:00Z", undefined, "MARKETING", "APPROVED"],
];

for (const [at, allows, category, status] of POLICIES) {
  const word = allows === true ? ", change allowed" : "";
  test(`an offer as utility on ${at.slice(0, 10)}${word} is ${category}, ${status}`, async () => {
    const desk = beginDesk({ at });

    const made = await desk.make({
      components: [OFFER],
      ...(allows !== undefined && { allow_category_change: allows }),
    });
    await desk.turn("1m");

    assert.equal(made.body.category, category);
    const node = await desk.node(made.body.id);
    assert.deepEqual([node.category, node.status], [category, status]);
    assert.equal(node.rejected_reason, status === "REJECTED" ? "INCORRECT_CATEGORY" : "NONE");
  });
}

test("only English words are judged, and a code may be in no other category", async () => {
  const desk = beginDesk();

  const spanish = await desk.make({ language: "es", components: [{ type: "BODY", text: "Hola" }] });
  const code = await desk.make({
    name: "my_code",
    components: [{ type: "BODY", text: "Your verification code is in this message, dear." }],
  });
  await desk.turn("1m");

  assert.equal((await desk.node(spanish.body.id)).category, "UTILITY");
  assert.equal((await desk.node(code.body.id)).rejected_reason, "INCORRECT_CATEGORY");
});

test("an authentication template is approved at once, in Meta's words", async () => {
  const desk = beginDesk();

  const made = await desk.make({ category: "AUTHENTICATION", components: CODE, name: "login" });

  assert.deepEqual([made.body.status, made.body.category], ["APPROVED", "AUTHENTICATION"]);
  const { components } = await desk.node(made.body.id, "components");
  assert.deepEqual(
    components.map(({ text }: Value) => text),
    [
      "*{{1}}* is your verification code. For your security, do not share this code.",
      "This code expires in 10 minutes.",
      undefined,
    ],
  );
  assert.deepEqual(
    [components[2].buttons[0].type, components[2].buttons[0].text],
    ["URL", "Copy code"],
  );
  const button = {
    type: "button",
    sub_type: "url",
    index: 0,
    parameters: [{ type: "text", text: "123456" }],
  };
  const sent = await desk.send({
    to: ALICE,
    type: "template",
    template: {
      name: "login",
      language: { code: "en_US" },
      components: [{ type: "body", parameters: [{ type: "text", text: "123456" }] }, button],
    },
  });
  assert.equal(sent.status, 200, sent.text);
});

test("POST /TEMPLATE: new words are told, and reviewed anew", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make()).body;
  const pending = await desk.graph("POST", `/v24.0/${id}`, { components: [BODY] });
  await desk.turn("1m");
  desk.told();
  const components = [
    { type: "HEADER", format: "TEXT", text: "On its way" },
    { ...BODY, text: "Your order {{1}} is on its way, and will be with you soon." },
  ];

  const edited = await desk.graph("POST", `/v24.0/${id}/`, { components });
  const whileReviewed = await send(desk, "order_sent");
  await desk.turn("1m");
  const sameDay = await desk.graph("POST", `/v24.0/${id}`, { components });
  const category = await desk.graph("POST", `/v24.0/${id}`, { category: "MARKETING" });

  assert.equal(pending.body.error.error_subcode, 2_388_039);
  assert.deepEqual(edited.body, { success: true, id, name: "order_sent", category: "UTILITY" });
  assert.equal(whileReviewed.body.error.code, 132_001);
  assert.deepEqual(desk.told(), [
    {
      message_template_id: Number(id),
      message_template_name: "order_sent",
      message_template_language: "en_US",
      message_template_title: "On its way",
      message_template_element: "Your order {{1}} is on its way, and will be with you soon.",
    },
    {
      event: "APPROVED",
      message_template_id: Number(id),
      message_template_name: "order_sent",
      message_template_language: "en_US",
      reason: "NONE",
      message_template_category: "UTILITY",
    },
  ]);
  assert.equal(sameDay.body.error.error_subcode, 2_388_039);
  assert.equal(category.body.error.error_subcode, 2_388_039);
});

test("an approved template is edited ten times in thirty days, a rejected one at will", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make()).body;
  await desk.turn("1m");
  const edit = () => desk.graph("POST", `/v24.0/${id}?message_send_ttl_seconds=60`);

  for (let day = 0; day < 10; day++) {
    assert.equal((await edit()).status, 200);
    await desk.turn("24h");
  }
  const eleventh = await edit();
  await desk.control("POST", `/emulator/templates/${id}/review`, { status: "REJECTED" });
  const [first, second] = [await edit(), await edit()];

  assert.equal(eleventh.body.error.error_subcode, 2_388_039);
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.equal((await desk.node(id, "message_send_ttl_seconds")).message_send_ttl_seconds, 60);
});

test("DELETE /WABA/message_templates: by name all languages, by id one, and gone for 30 days", async () => {
  const desk = beginDesk();
  const english = (await desk.make()).body.id;
  const german = (await desk.make({ language: "de" })).body.id;
  await desk.turn("1m");
  desk.told();

  const one = await desk.graph("DELETE", `${desk.path}?name=order_sent&hsm_id=${german}`);
  const left = await desk.graph("GET", `${desk.path}?name=order_sent`);
  const all = await desk.graph("DELETE", `${desk.path}?name=order_sent`);
  const again = await desk.make();
  const unknown = await desk.graph("DELETE", `${desk.path}?name=order_sent`);
  const unsent = await send(desk, "order_sent");
  const sample = await desk.graph("DELETE", `${desk.path}?name=hello_world`);

  assert.deepEqual([one.body, all.body], [{ success: true }, { success: true }]);
  assert.deepEqual(
    left.body.data.map(({ id }: Value) => id),
    [english],
  );
  assert.deepEqual(
    desk.told().map(({ event, message_template_id: id }) => [event, id]),
    [
      ["DELETED", Number(german)],
      ["DELETED", Number(english)],
    ],
  );
  assert.equal(again.body.error.error_subcode, 2_388_023);
  assert.equal(unknown.status, 400);
  assert.equal(unsent.body.error.code, 132_001);
  assert.equal(sample.body.error.error_subcode, 2_388_094);
  await desk.turn("720h");
  assert.equal((await desk.make()).status, 200);
});

test("a template with messages under way is pending deletion, and goes after 30 days", async () => {
  const desk = beginDesk();
  const { id } = (await desk.make()).body;
  await desk.turn("1m");
  await desk.control("PUT", `/emulator/customers/${ALICE}`, { behaviour: { offline: true } });
  await send(desk, "order_sent");
  await desk.turn("5s");
  desk.told();

  await desk.graph("DELETE", `${desk.path}?hsm_ids=["${id}"]`);
  const node = await desk.node(id);
  const refused = await send(desk, "order_sent");
  const [leaving] = desk.told();
  await desk.turn("720h");

  assert.equal(node.status, "PENDING_DELETION");
  assert.deepEqual([leaving.event, leaving.reason], ["PENDING_DELETION", null]);
  assert.equal(refused.body.error.code, 132_001);
  assert.deepEqual(
    desk.told().map(({ event }) => event),
    ["DELETED"],
  );
});
