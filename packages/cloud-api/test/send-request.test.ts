import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isReceiptRequest, readReceiptRequest, readSendRequest } from "../src/index.ts";

const TO = { messaging_product: "whatsapp", to: "+44 7700 900123" };

/** The message of Meta's error for a body, and its details if it has some. */
function refused(body: unknown): string {
  const read = readSendRequest(body);
  if (read.ok) return "accepted";
  const { message, error_data: data } = read.error.body.error;
  return data === undefined ? message : `${message} | ${data.details}`;
}

function template(parts: Record<string, unknown>) {
  return {
    ...TO,
    type: "template",
    template: { name: "hello", language: { code: "en" }, ...parts },
  };
}

function withParameter(parameter: Record<string, unknown>) {
  return template({ components: [{ type: "body", parameters: [parameter] }] });
}

function interactive(parts: Record<string, unknown>) {
  return { ...TO, type: "interactive", interactive: { body: { text: "b" }, ...parts } };
}

function buttons(...titles: string[]) {
  const list = titles.map((title, i) => ({ type: "reply", reply: { id: `${i}`, title } }));
  return interactive({ type: "button", action: { buttons: list } });
}

const LONG = "x".repeat(4097);

const GRAPH_LAYER: readonly (readonly [unknown, string])[] = [
  [undefined, "The parameter messaging_product is required."],
  [{}, "The parameter messaging_product is required."],
  [{ messaging_product: null }, "The parameter messaging_product is required."],
  [{ messaging_product: "x" }, 'Param messaging_product must be one of {WHATSAPP} - got "x".'],
  [{ messaging_product: "whatsapp" }, "The parameter to is required."],
  [{ ...TO }, "The parameter text is required."],
  [{ ...TO, text: "hi" }, "Param text must be a JSON object."],
  [{ ...TO, text: {} }, "The parameter text['body'] is required."],
  [{ ...TO, text: { body: "" } }, "The parameter text['body'] is required."],
  [{ ...TO, text: { body: 5 } }, "Param text['body'] must be a string."],
  [{ ...TO, text: { body: LONG } }, "Param text['body'] must be at most 4096 characters long."],
  [{ ...TO, text: { body: "a", size: 3 } }, 'Unexpected key "size" on param "text".'],
  [
    { ...TO, type: "carrier_pigeon" },
    "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, PIN, " +
      'REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got "carrier_pigeon".',
  ],
  [
    { ...TO, recipient_type: "crowd", text: { body: "a" } },
    'Param recipient_type must be one of {INDIVIDUAL, GROUP} - got "crowd".',
  ],
  [{ ...TO, context: {}, text: { body: "a" } }, "The parameter context['message_id'] is required."],
  [
    { ...TO, biz_opaque_callback_data: "x".repeat(513), text: { body: "a" } },
    "Param biz_opaque_callback_data must be at most 512 characters long.",
  ],
  [{ ...TO, type: "template" }, "The parameter template is required."],
  [{ ...TO, type: "template", template: {} }, "The parameter template['name'] is required."],
  [
    { ...TO, type: "template", template: { name: "hello", language: {} } },
    "The parameter template['language']['code'] is required.",
  ],
  [
    { ...TO, type: "template", template: { name: "hello", language: "en" } },
    "Param template['language'] must be a JSON object.",
  ],
  [template({ components: {} }), "Param template['components'] must be an array."],
  [
    template({ components: [{ type: "body", text: "x" }] }),
    'Unexpected key "text" on param "template[\'components\'][0]".',
  ],
  [
    { ...TO, type: "image", image: { id: "1", filename: "a" } },
    'Unexpected key "filename" on param "image".',
  ],
  [
    { ...TO, type: "location", location: { latitude: "here", longitude: 1 } },
    "Param location['latitude'] must be a number.",
  ],
  [
    { ...TO, type: "reaction", reaction: { emoji: "👍" } },
    "The parameter reaction['message_id'] is required.",
  ],
  [{ ...TO, type: "contacts", contacts: [] }, "Param contacts must have at least 1 elements."],
  [
    { ...TO, type: "contacts", contacts: [{ name: { first_name: "Asha" } }] },
    "The parameter contacts[0]['name']['formatted_name'] is required.",
  ],
  [
    { ...TO, type: "interactive", interactive: { type: "button" } },
    "The parameter interactive['action'] is required.",
  ],
];

for (const [body, text] of GRAPH_LAYER) {
  test(`the Graph layer answers "${text}", with code 100 and no details`, () => {
    const read = readSendRequest(body);
    assert.ok(!read.ok);
    assert.equal(read.error.status, 400);
    const { code, message, error_data: data } = read.error.body.error;
    assert.deepEqual(
      { code, message, data },
      { code: 100, message: `(#100) ${text}`, data: undefined },
    );
  });
}

const INVALID = "(#131009) Parameter value is not valid";
const MISSING = "(#131008) Required parameter is missing";

const WHATSAPP_LAYER: readonly (readonly [unknown, string])[] = [
  [
    withParameter({ type: "text" }),
    "(#100) Invalid parameter | Parameter 'text' is mandatory for component parameter type 'text'",
  ],
  [
    { ...TO, type: "image", image: { caption: "a" } },
    `${MISSING} | One of 'id' and 'link' is required.`,
  ],
  [
    { ...TO, type: "contacts", contacts: [{ name: { formatted_name: "Asha" } }] },
    `${INVALID} | name must have one more part than formatted_name.`,
  ],
  [
    { ...TO, type: "location", location: { latitude: 91, longitude: 0 } },
    `${INVALID} | latitude or longitude is out of range.`,
  ],
  [
    buttons("x".repeat(21)),
    `${INVALID} | Button title length invalid. Min length: 1, Max length: 20`,
  ],
  [buttons(""), `${INVALID} | Button title length invalid. Min length: 1, Max length: 20`],
  [buttons("a", "b", "c", "d"), `${INVALID} | Buttons count invalid. Min count: 1, Max count: 3`],
  [
    interactive({ type: "cta_url", action: { name: "cta_url" } }),
    `${INVALID} | action['parameters'] cannot be empty.`,
  ],
  [
    interactive({
      type: "cta_url",
      action: { name: "cta_url", parameters: { display_text: "Go", url: "https://192.0.2.1/a" } },
    }),
    `${INVALID} | action['parameters']['url'] is not a valid URL.`,
  ],
  [
    interactive({ type: "list", action: { button: "b", sections: [{ rows: [] }] } }),
    `${INVALID} | Total row count invalid. Min count: 1, Max count: 10`,
  ],
  [
    interactive({
      type: "location_request_message",
      body: null,
      action: { name: "send_location" },
    }),
    `${MISSING} | body is required.`,
  ],
];

for (const [body, text] of WHATSAPP_LAYER) {
  test(`WhatsApp answers "${text}"`, () => {
    assert.equal(refused(body), text);
  });
}

test("a fault of the Graph layer is told before one of WhatsApp's", () => {
  const both = {
    ...TO,
    type: "interactive",
    interactive: { type: "cta_url", action: {}, colour: 1 },
  };
  assert.equal(refused(both), '(#100) Unexpected key "colour" on param "interactive".');
});

test("it is told first also where WhatsApp's stands before it", () => {
  const components = [
    { type: "header", parameters: [{ type: "text" }] },
    { type: "body", colour: 1 },
  ];
  const text = '(#100) Unexpected key "colour" on param "template[\'components\'][1]".';
  assert.equal(refused(template({ components })), text);
});

test("null is as good as nothing, but not in what the business tells its own flow", () => {
  const read = readSendRequest({ ...TO, context: null, text: { body: "hi", preview_url: null } });
  assert.ok(read.ok);
  assert.deepEqual(read.request, { ...TO, type: "text", text: { body: "hi" } });

  const data = { screen: "FIRST", data: { middle_name: null } };
  const flow = readSendRequest(
    interactive({
      type: "flow",
      header: null,
      action: { name: "flow", parameters: { flow_cta: "Go", flow_action_payload: data } },
    }),
  );
  assert.ok(flow.ok && flow.request.type === "interactive");
  assert.deepEqual(flow.request.interactive.action.parameters?.["flow_action_payload"], data);
});

test("what a form sends as text is read as what it says", () => {
  const read = readSendRequest({
    messaging_product: "WHATSAPP",
    to: 447700900123,
    type: "Text",
    text: '{"body":"hi","preview_url":"true"}',
  });
  assert.ok(read.ok);
  assert.deepEqual(read.request, {
    messaging_product: "whatsapp",
    to: "447700900123",
    type: "text",
    text: { body: "hi", preview_url: true },
  });
});

test("unknown members at the top are ignored", () => {
  assert.equal(refused({ ...TO, text: { body: "hi" }, colour: "blue" }), "accepted");
});

test("members that SDKs add to actions are let pass", () => {
  const parameters = { request_message: "Where are you?" };
  for (const type of ["location_request_message", "call_permission_request"]) {
    assert.equal(refused(interactive({ type, action: { name: type, parameters } })), "accepted");
  }
});

test("a new kind of template parameter is let pass, with all it brings", () => {
  const body = withParameter({ type: "hologram", hologram: { depth: 3 } });
  const read = readSendRequest(body);
  assert.ok(read.ok && read.request.type === "template");
  const [parameter] = read.request.template.components?.[0]?.parameters ?? [];
  assert.deepEqual(parameter, { type: "hologram", hologram: { depth: 3 } });
});

test("a read receipt is told from a message, and read", () => {
  const receipt = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
  assert.equal(isReceiptRequest(receipt), true);
  assert.equal(isReceiptRequest({ ...TO, text: { body: "hi" } }), false);
  assert.deepEqual(readReceiptRequest(receipt), { ok: true, request: receipt });

  const unread = readReceiptRequest({ ...receipt, status: "unread" });
  assert.ok(!unread.ok);
  assert.equal(
    unread.error.body.error.message,
    '(#100) Param status must be one of {READ} - got "unread".',
  );
});

test("any body at all is answered, never thrown at", () => {
  const type = fc.constantFrom("text", "template", "image", "interactive", "contacts", "location");
  fc.assert(
    fc.property(type, fc.jsonValue(), (one, value) => {
      const read = readSendRequest({ ...TO, type: one, [one]: value });
      if (!read.ok) assert.match(read.error.body.error.message, /^\(#\d+\) [A-Z]/);
    }),
  );
  fc.assert(fc.property(fc.anything(), (body) => typeof readSendRequest(body).ok === "boolean"));
});
