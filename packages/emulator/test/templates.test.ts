import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type Value } from "./world.ts";

const text = (value: string, parameter_name?: string): Value => ({
  type: "text",
  text: value,
  ...(parameter_name !== undefined && { parameter_name }),
});
const body = (...parameters: Value[]): Value => ({ type: "body", parameters });
const button = (...parameters: Value[]): Value => ({
  type: "button",
  sub_type: "url",
  index: "0",
  parameters,
});
const image = { type: "image", image: { link: "https://example.com/spring.jpg" } };

/** What a template send must say, and what the phone shows of it. */
const RIGHT: { name: string; components: Value[]; shown: Value }[] = [
  {
    name: "hello_world",
    components: [],
    shown: {
      header: { type: "text", text: "Hello from the emulator" },
      body: "You requested this message to see that your integration can send a template.",
      footer: "Casement emulator",
    },
  },
  {
    name: "order_update",
    components: [body(text("A-1001"), text("on its way"))],
    shown: {
      body: "Your order A-1001 has a new status: on its way. Thank you for shopping with us.",
    },
  },
  {
    name: "payment_reminder",
    components: [body(text("1 March", "due_date"), text("€42", "amount")), button(text("4711"))],
    shown: {
      body: "Your bill of €42 is due on 1 March. You can pay it with the button below.",
      buttons: [{ type: "url", text: "Pay the bill", url: "https://pay.example.com/bills/4711" }],
    },
  },
  {
    name: "spring_sale",
    components: [{ type: "header", parameters: [image] }, body(text("Ana"))],
    shown: {
      header: { type: "image", link: "https://example.com/spring.jpg" },
      body: "Spring is here, Ana: everything in the garden department is 20 % off until Sunday.",
      buttons: [
        { type: "quick_reply", text: "Show me", payload: "Show me" },
        { type: "quick_reply", text: "Stop promotions", payload: "Stop promotions" },
      ],
    },
  },
  {
    name: "verification_code",
    components: [body(text("123456")), button(text("123456"))],
    shown: {
      body: "*123456* is your verification code. For your security, do not share this code.",
      footer: "This code expires in 10 minutes.",
      buttons: [
        {
          type: "url",
          text: "Copy code",
          url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456",
        },
      ],
    },
  },
];

for (const { name, components, shown } of RIGHT) {
  test(`the template ${name} is accepted, and shown with its gaps filled`, async () => {
    const { send, turn, control } = beginWorld();

    const template = { name, language: { code: "en_US", policy: "deterministic" }, components };
    const answer = await send({ to: ALICE, type: "template", template });

    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.messages[0].message_status, "accepted");
    await turn("5s");
    const chat = await control("GET", `/emulator/customers/${ALICE}/messages`);
    assert.deepEqual(chat.body.data[0].shown, shown);
  });
}

/** What does not fit, with Meta's error: its status, code and details. */
const WRONG: { name: string; language?: string; components?: Value[]; error: Value[] }[] = [
  {
    name: "no_such",
    error: [404, 132_001, "template name (no_such) does not exist in en_US"],
  },
  {
    name: "hello_world",
    language: "de",
    error: [404, 132_001, "template name (hello_world) does not exist in de"],
  },
  {
    name: "order_update",
    components: [body(text("A-1001"))],
    error: [
      400,
      132_000,
      "body: number of localizable_params (1) does not match the expected number of params (2)",
    ],
  },
  {
    name: "hello_world",
    components: [body(text("A-1001"))],
    error: [
      400,
      132_000,
      "body: number of localizable_params (1) does not match the expected number of params (0)",
    ],
  },
  {
    name: "spring_sale",
    components: [body(text("Ana"))],
    error: [400, 132_012, "header: Format mismatch, expected IMAGE, received UNKNOWN"],
  },
  {
    name: "spring_sale",
    components: [{ type: "header", parameters: [text("hi")] }, body(text("Ana"))],
    error: [400, 132_012, "header: Format mismatch, expected IMAGE, received TEXT"],
  },
  {
    name: "order_update",
    components: [body(text("A"), image)],
    error: [400, 132_012, "body: Format mismatch, expected TEXT, received IMAGE"],
  },
  {
    name: "payment_reminder",
    components: [body(text("€42", "amount"), text("1 March", "due_date"))],
    error: [400, 131_008, "buttons: Button at index 0 of type Url requires a parameter"],
  },
  {
    name: "payment_reminder",
    components: [body(text("€42"), text("1 March")), button(text("1"))],
    error: [400, 100, "Parameter name is missing or empty"],
  },
  {
    name: "order_update",
    components: [body(text("A-1001"), text("on its\nway"))],
    error: [
      400,
      132_018,
      "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
    ],
  },
  {
    name: "order_update",
    components: [body(text("A-1001"), text("x".repeat(1_000)))],
    error: [
      400,
      132_005,
      "Translated text too long. Length of the parameters and the template text is 1069, " +
        "which exceeds the allowed length of 1024",
    ],
  },
  {
    name: "verification_code",
    components: [body(text("123456"))],
    error: [400, 131_008, "buttons: Button at index 0 of type Url requires a parameter"],
  },
];

for (const { name, language = "en_US", components = [], error } of WRONG) {
  test(`the template ${name} is refused: ${error[2]}`, async () => {
    const { send } = beginWorld();

    const template = { name, language: { code: language }, components };
    const answer = await send({ to: ALICE, type: "template", template });

    const { code, error_data } = answer.body.error;
    assert.deepEqual([answer.status, code, error_data?.details], error);
  });
}

test("GET /WABA/message_templates: all five, with Meta's usual fields", async () => {
  const { graph, emulator } = beginWorld();

  const answer = await graph("GET", `/v24.0/${emulator.credentials.wabaId}/message_templates`);

  const { data, paging } = answer.body;
  assert.deepEqual(
    data.map((one: Value) => [one.name, one.category, one.language, one.status]),
    [
      ["hello_world", "UTILITY", "en_US", "APPROVED"],
      ["order_update", "UTILITY", "en_US", "APPROVED"],
      ["payment_reminder", "UTILITY", "en_US", "APPROVED"],
      ["spring_sale", "MARKETING", "en_US", "APPROVED"],
      ["verification_code", "AUTHENTICATION", "en_US", "APPROVED"],
    ],
  );
  const usual = ["name", "parameter_format", "components", "language", "status", "category", "id"];
  assert.deepEqual(Object.keys(data[0]), usual);
  assert.equal(paging.next, undefined);
});

test("GET /WABA/message_templates: fields, filters, and pages by their next", async () => {
  const { emulator, graph } = beginWorld();
  const { token, wabaId } = emulator.credentials;
  const path = `/v24.0/${wabaId}/message_templates`;

  const names: string[] = [];
  let next = `http://emulator.test${path}?fields=name,status&limit=2&access_token=${token}`;
  for (let pages = 0; next !== undefined; pages++) {
    assert.ok(pages < 5);
    const answer: Value = await (await emulator.fetch(new Request(next))).json();
    for (const node of answer.data) {
      assert.deepEqual(Object.keys(node), ["name", "status", "id"]);
      names.push(node.name);
    }
    next = answer.paging.next;
  }
  const marketing = await graph("GET", `${path}?category=MARKETING`);
  const byName = await graph("GET", `${path}?name=order_update&status=["APPROVED","PAUSED"]`);
  const none = await graph("GET", `${path}?status=REJECTED`);

  assert.equal(names.length, 5);
  assert.equal(new Set(names).size, 5);
  assert.deepEqual(
    marketing.body.data.map((one: Value) => one.name),
    ["spring_sale"],
  );
  assert.deepEqual(
    byName.body.data.map((one: Value) => one.name),
    ["order_update"],
  );
  assert.deepEqual(none.body, { data: [] });
});

test("GET /TEMPLATE, GET /WABA/message_templates/TEMPLATE: one template by its id", async () => {
  const { graph, emulator } = beginWorld();
  const { wabaId } = emulator.credentials;
  const list = await graph("GET", `/v24.0/${wabaId}/message_templates?limit=1`);
  const [first] = list.body.data;

  const node = await graph("GET", `/v24.0/${first.id}`);
  const below = await graph("GET", `/v24.0/${wabaId}/message_templates/${first.id}?fields=name`);
  const quality = await graph("GET", `/v24.0/${first.id}?fields=quality_score,rejected_reason`);

  assert.deepEqual(node.body, first);
  assert.deepEqual(below.body, { name: "hello_world", id: first.id });
  assert.equal(quality.body.quality_score.score, "GREEN");
});
