import assert from "node:assert/strict";
import { test } from "node:test";
import {
  languageBeingDeleted,
  languageExists,
  languageName,
  readTemplateCreation,
  readTemplateEdit,
  readTemplateUpsert,
  STATUS_FIXED,
  TEMPLATE_LANGUAGES,
  templateError,
} from "../src/index.ts";
import { fixture } from "./fixtures.ts";

type Json = Record<string, unknown>;

const BODY = { type: "BODY", text: "Your order {{1}} is on its way to you." };
const EXAMPLE = { body_text: [["A-1"]] };
const handle = (type: string): string => `4::${Buffer.from(type).toString("base64")}:ARZ:e:1`;

/** A creation that is right, with what a case changes. */
function creation(change: Json = {}): Json {
  return {
    name: "order_sent",
    language: "en_US",
    category: "UTILITY",
    components: [{ ...BODY, example: EXAMPLE }],
    ...change,
  };
}

const parts = (...components: Json[]): Json => creation({ components });
const withBody = (...others: Json[]): Json => parts({ ...BODY, example: EXAMPLE }, ...others);
const buttons = (...list: Json[]): Json => withBody({ type: "BUTTONS", buttons: list });
const text = (words: string, values: readonly string[] = ["a", "b", "c", "d"]): Json =>
  parts({ type: "BODY", text: words, example: { body_text: [values] } });
const named = (words: string, ...names: string[]): Json => ({
  ...parts({
    type: "BODY",
    text: words,
    example: {
      body_text_named_params: names.map((param_name) => ({ param_name, example: "x" })),
    },
  }),
  parameter_format: "named",
});
const code = (change: Json = {}, button: Json = { type: "OTP", otp_type: "COPY_CODE" }): Json => ({
  ...creation(),
  category: "AUTHENTICATION",
  components: [
    { type: "BODY", add_security_recommendation: true },
    { type: "FOOTER", code_expiration_minutes: 10 },
    { type: "BUTTONS", buttons: [button] },
  ],
  ...change,
});
const app = { package_name: "com.example.app", signature_hash: "K8a/AINcGX7" };
const card = (format = "image", ...more: Json[]): Json => ({
  components: [
    { type: "header", format, example: { header_handle: ["4::an..."] } },
    { type: "buttons", buttons: [{ type: "quick_reply", text: "More" }, ...more] },
  ],
});

/** The forms of Meta's own samples, in our words. */
const RIGHT: Record<string, Json> = {
  "text alone": creation(),
  "words in lower case": creation({ category: "utility", parameter_format: "positional" }),
  "nulls for what was not given": creation({ message_send_ttl_seconds: null }),
  "the components as JSON in a form": creation({
    components: JSON.stringify([{ ...BODY, example: EXAMPLE }]),
  }),
  "named parameters": named(
    "Thank you, {{first_name}}! Your order number is {{order_no}}.",
    "first_name",
    "order_no",
  ),
  "a header with a parameter": withBody({
    type: "HEADER",
    format: "TEXT",
    text: "About {{1}}",
    example: { header_text: ["A-1"] },
  }),
  "an image": withBody({
    type: "HEADER",
    format: "IMAGE",
    example: { header_handle: [handle("image/jpg")] },
  }),
  "a place": withBody({ type: "HEADER", format: "LOCATION" }),
  "a footer": withBody({ type: "FOOTER", text: "Example Store" }),
  "two quick replies and two links": buttons(
    { type: "QUICK_REPLY", text: "Stop" },
    { type: "QUICK_REPLY", text: "Go" },
    { type: "URL", text: "Track", url: "https://example.com/t/{{1}}", example: ["x"] },
    { type: "PHONE_NUMBER", text: "Call", phone_number: "15550178355" },
  ),
  "a coupon": buttons({ type: "COPY_CODE", example: "SAVE25" }),
  "a flow": buttons({ type: "FLOW", text: "Open", flow_id: 4711 }),
  "an offer": parts(
    { type: "limited_time_offer", limited_time_offer: { text: "Soon over", has_expiration: true } },
    { ...BODY, example: EXAMPLE },
  ),
  "a carousel": withBody({ type: "carousel", cards: [card(), card()] }),
  "a request to call": withBody({ type: "call_permission_request" }),
  "a time to live": creation({ message_send_ttl_seconds: "120" }),
  "a code to copy": code(),
  "a code by one tap": code({}, { type: "OTP", otp_type: "one_tap", supported_apps: [app] }),
  "a code by one tap, the older way": code(
    {},
    {
      type: "OTP",
      otp_type: "ONE_TAP",
      package_name: "com.example.app",
      signature_hash: "K8a%2FAINcGX7",
    },
  ),
  "a code by no tap": code(
    {},
    {
      type: "otp",
      otp_type: "zero_tap",
      zero_tap_terms_accepted: true,
      supported_apps: [app],
    },
  ),
  "one of the library": creation({ components: undefined, library_template_name: "late_order" }),
};

for (const [name, body] of Object.entries(RIGHT)) {
  test(`a template is taken with ${name}`, () => {
    const read = readTemplateCreation(body);

    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.request.category, String(body["category"]).toUpperCase());
  });
}

const long = (count: number): string => "x".repeat(count);

/** What is refused: by its subcode, or by the start of its message where there is none. */
const WRONG: [what: string, why: number | string, body: Json][] = [
  ["no name", "(#100) The parameter name is required.", creation({ name: undefined })],
  ["no language", "(#100) The parameter language is required.", creation({ language: undefined })],
  [
    "a category that is none",
    "(#100) Param category must be one of {UTILITY, MARKETING, AUTHENTICATION} - got",
    creation({ category: "PROMO" }),
  ],
  ["an unknown language", "(#100) Param language must be one of", creation({ language: "xx" })],
  ["no components", "(#100) The parameter components is", creation({ components: undefined })],
  ["a name with a capital", 2_388_046, creation({ name: "Order" })],
  ["a name that is too long", 2_388_046, creation({ name: long(513) })],
  ["the name of a sample", 2_388_155, creation({ name: "hello_world" })],
  ["a body that is too long", 2_388_040, text(`${long(1_024)} y`)],
  ["a footer that is too long", 2_388_040, withBody({ type: "FOOTER", text: long(61) })],
  [
    "a header that is too long",
    2_388_040,
    withBody({ type: "HEADER", format: "TEXT", text: long(61) }),
  ],
  ["a label that is too long", 2_388_040, buttons({ type: "QUICK_REPLY", text: long(26) })],
  ["a body of no words", 2_388_043, parts({ type: "BODY", text: "" })],
  ["no body", 2_388_043, parts({ type: "FOOTER", text: "hi" })],
  ["no example", 2_388_043, parts({ type: "BODY", text: BODY.text })],
  [
    "too few examples",
    2_388_043,
    text("It is {{1}} and then {{2}}, dear customer of ours.", ["a"]),
  ],
  ["no example of a name", 2_388_043, named("Hello {{who}}, we wrote to you.", "whom")],
  ["no file to show", 2_388_043, withBody({ type: "HEADER", format: "IMAGE" })],
  [
    "no example of a link",
    2_388_043,
    buttons({ type: "URL", text: "Go", url: "https://example.com/{{1}}" }),
  ],
  [
    "a field that the part has not",
    2_388_042,
    withBody({ type: "FOOTER", text: "a", format: "TEXT" }),
  ],
  ["text in the body of a code", 2_388_042, code({ components: [BODY] })],
  ["a star in the header", 2_388_047, withBody({ type: "HEADER", format: "TEXT", text: "*Hi*" })],
  [
    "an emoji in the header",
    2_388_047,
    withBody({ type: "HEADER", format: "TEXT", text: "Hi 😀" }),
  ],
  [
    "two gaps in the header",
    2_388_047,
    withBody({ type: "HEADER", format: "TEXT", text: "Hi {{1}} and {{2}}" }),
  ],
  ["a gap in the footer", 2_388_073, withBody({ type: "FOOTER", text: "for {{1}} only" })],
  [
    "gaps that skip a number",
    2_388_072,
    text("It is {{1}} and then {{3}}, dear customer of ours."),
  ],
  ["names among numbers", 2_388_072, text("It is {{first_name}}, dear customer of ours.")],
  ["a brace too few", 2_388_072, text("It is {{1}, dear customer of ours.")],
  ["a name in capitals", 2_388_072, named("It is {{Name}}, dear customer of ours.", "Name")],
  ["a gap at the start", 2_388_299, text("{{1}} is your order, dear customer of ours.")],
  ["a gap at the end", 2_388_299, text("Dear customer of ours, we write about {{1}}")],
  ["more gaps than words", 2_388_293, text("Hi {{1}} {{2}} {{3}} you.")],
  [
    "a link to WhatsApp",
    2_388_081,
    buttons({ type: "URL", text: "Go", url: "https://wa.me/1555" }),
  ],
  [
    "a document for an image",
    2_388_084,
    withBody({
      type: "HEADER",
      format: "IMAGE",
      example: { header_handle: [handle("application/pdf")] },
    }),
  ],
  [
    "a phone number that is none",
    "(#192) Param components[1]['buttons'][0]['phone_number'] is not a valid phone number.",
    buttons({ type: "PHONE_NUMBER", text: "Call", phone_number: "call me" }),
  ],
  [
    "quick replies apart",
    "Invalid parameter",
    buttons(
      { type: "QUICK_REPLY", text: "A" },
      { type: "URL", text: "B", url: "https://example.com" },
      { type: "QUICK_REPLY", text: "C" },
    ),
  ],
  [
    "eleven buttons",
    "Invalid parameter",
    buttons(...Array.from({ length: 11 }, (_, at) => ({ type: "QUICK_REPLY", text: `B${at}` }))),
  ],
  [
    "three links",
    "Invalid parameter",
    buttons(
      ...["a", "b", "c"].map((one) => ({ type: "URL", text: one, url: "https://x.example" })),
    ),
  ],
  ["one card", "Invalid parameter", withBody({ type: "CAROUSEL", cards: [card()] })],
  [
    "cards unlike each other",
    "Invalid parameter",
    withBody({ type: "CAROUSEL", cards: [card(), card("video")] }),
  ],
  ["a header with a code", "Invalid parameter", code({ components: [{ type: "HEADER" }] })],
  [
    "a code that holds too long",
    "Invalid parameter",
    {
      ...code(),
      components: [{ type: "FOOTER", code_expiration_minutes: 91 }],
    },
  ],
  ["a code for no app", 2_388_043, code({}, { type: "OTP", otp_type: "ONE_TAP" })],
  [
    "terms that were not accepted",
    2_388_043,
    code({}, { type: "OTP", otp_type: "ZERO_TAP", supported_apps: [app] }),
  ],
  [
    "marketing that lives a minute",
    "Invalid parameter",
    creation({ category: "MARKETING", message_send_ttl_seconds: 60 }),
  ],
];

for (const [what, why, body] of WRONG) {
  test(`a template with ${what} is refused`, () => {
    const read = readTemplateCreation(body);

    assert.ok(!read.ok, "it was taken");
    const { code: number, error_subcode: subcode, message } = read.error.body.error;
    if (typeof why === "number") assert.deepEqual([number, subcode], [100, why]);
    else assert.ok(message.startsWith(why), message);
  });
}

test("what Meta was seen to answer is answered byte for byte", () => {
  const seen: [file: string, error: ReturnType<typeof templateError>][] = [
    ["2388023", templateError(languageBeingDeleted(languageName("en_US")))],
    ["2388024", templateError(languageExists(languageName("en_US")))],
    ["2388039", templateError(STATUS_FIXED)],
    ["2388042.real", errorOf(code({ components: [{ type: "BODY", text: "mine" }] }))],
    ["2388046", errorOf(creation({ name: "Order" }))],
    ["2388072", errorOf(text("It is {{1}, dear customer of ours."))],
    ["2388155", errorOf(creation({ name: "hello_world" }))],
    ["2388293", errorOf(text("Hi {{1}} {{2}} {{3}} you."))],
    ["2388299.real", errorOf(text("{{1}} is your order, dear customer of ours."))],
  ];
  for (const [file, { status, body }] of seen) {
    const recorded = fixture("responses", `error.template.${file}`) as { body: { error: Json } };
    const traced = { error: { ...body.error, fbtrace_id: recorded.body.error["fbtrace_id"] } };
    assert.equal(JSON.stringify(traced), JSON.stringify(recorded.body), file);
    assert.equal(status, 400);
  }
});

function errorOf(body: Json): ReturnType<typeof templateError> {
  const read = readTemplateCreation(body);
  assert.ok(!read.ok);
  return read.error;
}

test("an edit is checked as a creation of the template's category and format", () => {
  const template = { category: "AUTHENTICATION", parameter_format: "POSITIONAL" as const };

  const ttl = readTemplateEdit({ message_send_ttl_seconds: 60 }, template);
  const words = readTemplateEdit({ components: [BODY] }, template);

  assert.ok(ttl.ok);
  assert.equal(ttl.request.components, undefined);
  assert.ok(!words.ok);
  assert.equal(words.error.body.error.error_subcode, 2_388_042);
});

test("an upsert takes authentication templates only, in known languages", () => {
  const { language: _language, ...body } = code();

  assert.ok(readTemplateUpsert({ ...body, languages: ["en_US", "es_ES"] }).ok);
  assert.ok(!readTemplateUpsert({ ...body, languages: ["en_US", "xx"] }).ok);
  assert.ok(!readTemplateUpsert({ ...body, languages: ["en_US"], category: "UTILITY" }).ok);
});

test("every language has a name, and errors leave its country out", () => {
  assert.equal(TEMPLATE_LANGUAGES.size, 111);
  assert.equal(TEMPLATE_LANGUAGES.get("ky_KG"), "Kyrgyz (Kyrgyzstan)");
  assert.equal(languageName("pt_BR"), "Portuguese");
});
