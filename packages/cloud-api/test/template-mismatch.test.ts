import assert from "node:assert/strict";
import { test } from "node:test";
import { Template, TemplateSend, templateMismatch, templateValueFault } from "../src/index.ts";

const TEXT = { type: "text", text: "x" };

function template(...components: unknown[]): Template {
  return Template.parse({ id: 1, name: "hello", language: "en", status: "APPROVED", components });
}

function mismatch(of: Template, ...components: unknown[]): string | undefined {
  const sent = TemplateSend.parse({ name: "hello", language: { code: "en" }, components });
  const error = templateMismatch(of, sent)?.body.error;
  return error === undefined ? undefined : `${error.code} ${error.error_data?.details}`;
}

const ORDER = template(
  { type: "HEADER", format: "IMAGE" },
  { type: "BODY", text: "Your order {{1}} comes at {{2}}. Again: {{1}}." },
  {
    type: "BUTTONS",
    buttons: [{ type: "QUICK_REPLY" }, { type: "URL", url: "https://a.b/{{1}}" }],
  },
);
const HEADER = { type: "header", parameters: [{ type: "image", image: { id: "1" } }] };
const BODY = { type: "body", parameters: [TEXT, TEXT] };
const BUTTON = { type: "button", sub_type: "url", index: "1", parameters: [TEXT] };

test("a template without gaps is sent without components", () => {
  assert.equal(mismatch(template({ type: "BODY", text: "Hello." })), undefined);
});

test("a send that fills every gap fits, in whatever case it is written", () => {
  assert.equal(mismatch(ORDER, { ...HEADER, type: "HEADER" }, BODY, BUTTON), undefined);
});

test("a gap that stands twice counts once", () => {
  const details =
    "132000 body: number of localizable_params (3) does not match the expected " +
    "number of params (2)";
  assert.equal(
    mismatch(ORDER, HEADER, { type: "body", parameters: [TEXT, TEXT, TEXT] }, BUTTON),
    details,
  );
});

test("a missing header of a medium is a format mismatch", () => {
  const details = "132012 header: Format mismatch, expected IMAGE, received UNKNOWN";
  assert.equal(mismatch(ORDER, BODY, BUTTON), details);
});

test("a missing part of a URL is a missing parameter", () => {
  const details = "131008 buttons: Button at index 1 of type Url requires a parameter";
  assert.equal(mismatch(ORDER, HEADER, BODY), details);
});

test("a medium does not fill a gap of the text", () => {
  const of = template({ type: "BODY", text: "Hello {{1}}." });
  const image = { type: "body", parameters: [{ type: "image", image: { id: "1" } }] };
  assert.equal(mismatch(of, image), "132012 body: Format mismatch, expected TEXT, received IMAGE");
});

test("gaps with names are filled by name", () => {
  const of = template({ type: "BODY", text: "Hello {{first_name}}." });
  const named = (name: string) => ({
    type: "body",
    parameters: [{ ...TEXT, parameter_name: name }],
  });
  assert.equal(mismatch(of, named("first_name")), undefined);
  assert.equal(
    mismatch(of, named("last_name")),
    "132000 body: no value is given for the parameter first_name",
  );
  const nameless = { type: "body", parameters: [TEXT] };
  assert.equal(mismatch(of, nameless), "100 Parameter name is missing or empty");
});

test("a one-time password fills the body that Meta writes, and its button", () => {
  const of = template(
    { type: "BODY", add_security_recommendation: true },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
  );
  const code = { type: "body", parameters: [TEXT] };
  const button = { type: "button", sub_type: "url", index: 0, parameters: [TEXT] };
  assert.equal(mismatch(of, code, button), undefined);
  assert.match(mismatch(of, button) ?? "", /^132000 body/);
  assert.match(mismatch(of, code) ?? "", /^131008 buttons/);
});

test("a button takes what it has a gap for, and no more", () => {
  const of = template({ type: "BUTTONS", buttons: [{ type: "URL", url: "https://a.b/" }] });
  const button = { type: "button", sub_type: "url", index: 0, parameters: [TEXT] };
  const count = "does not match the expected number of params (0)";
  assert.equal(mismatch(of, button), `132000 button: number of localizable_params (1) ${count}`);
  assert.match(mismatch(of, { ...button, index: 1 }) ?? "", /^132000 button/);
});

test("a coupon's code is a missing parameter", () => {
  const of = template({ type: "BUTTONS", buttons: [{ type: "COPY_CODE" }] });
  const details = "131008 buttons: Button at index 0 of type CopyCode requires a parameter";
  assert.equal(mismatch(of), details);
});

test("each card of a carousel is filled as its own template is", () => {
  const card = {
    components: [
      { type: "HEADER", format: "IMAGE" },
      { type: "BODY", text: "{{1}} for you." },
    ],
  };
  const of = template({ type: "BODY", text: "Look." }, { type: "CAROUSEL", cards: [card, card] });
  const filled = { components: [HEADER, { type: "body", parameters: [TEXT] }] };
  const cards = (second: object) => ({
    type: "carousel",
    cards: [
      { card_index: 0, ...filled },
      { card_index: 1, ...second },
    ],
  });
  assert.equal(mismatch(of, cards(filled)), undefined);
  assert.match(mismatch(of, cards({ components: [HEADER] })) ?? "", /^132000 body/);
  assert.match(mismatch(of, cards({ components: [] })) ?? "", /^132012 header/);
});

test("a carousel has as many cards as its template", () => {
  const card = { components: [{ type: "BODY", text: "One." }] };
  const of = template({ type: "BODY", text: "Look." }, { type: "CAROUSEL", cards: [card, card] });
  const cards = [0, 1].map((card_index) => ({ card_index, components: [] }));
  assert.equal(mismatch(of, { type: "carousel", cards }), undefined);
  assert.match(mismatch(of, { type: "carousel", cards: cards.slice(1) }) ?? "", /^132000 carousel/);
});

test("a value may have four spaces in a row, and fill the text to its last character", () => {
  const template = { components: [{ type: "BODY", text: "Dear {{1}}, hello." }] };
  const sent = (text: string) =>
    templateValueFault(template, {
      name: "x",
      language: { code: "en" },
      components: [{ type: "body", parameters: [{ type: "text", text }] }],
    })?.body.error.code;

  assert.equal(sent("a    b"), undefined);
  assert.equal(sent("a     b"), 132_018);
  assert.equal(sent("a\tb"), 132_018);
  assert.equal(sent("x".repeat(1_024 - "Dear , hello.".length)), undefined);
  assert.equal(sent("x".repeat(1_025 - "Dear , hello.".length)), 132_005);
});
