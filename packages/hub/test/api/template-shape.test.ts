import assert from "node:assert/strict";
import { test } from "node:test";
import { Template, type TemplateComponent } from "@casement/cloud-api";
import type { TemplateShape } from "../../src/api/shapes.ts";
import { templateShape } from "../../src/api/template-shape.ts";

function shapeOf(components: unknown[]): TemplateShape {
  const listed = Template.parse({ id: "1", name: "t", language: "en", components });
  const read: readonly TemplateComponent[] = listed.components ?? [];
  const head = { accountId: 1n, name: "t", language: "en", metaId: "1", quality: "GREEN" };
  return templateShape({
    ...head,
    category: "UTILITY",
    status: "APPROVED",
    rejectedReason: null,
    components: read,
  });
}

/** What must be filled in: `component name`, `[index]` of a button, `:format` if it is no text. */
function gapsOf(components: unknown[]): string[] {
  return shapeOf(components).parameters.map(({ component, name, index, format }) => {
    const place = index === null ? component : `${component}[${index}]`;
    return format === "text" ? `${place} ${name}` : `${place} ${name}:${format}`;
  });
}

test("a template is shown by its parts, its category and standing in our words", () => {
  const shape = shapeOf([
    { type: "HEADER", format: "TEXT", text: "Hi" },
    { type: "BODY", text: "Your order" },
    { type: "FOOTER", text: "Bye" },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Yes" }, { type: "COPY_CODE" }] },
  ]);

  assert.deepEqual(
    { ...shape, parameters: [] },
    {
      name: "t",
      language: "en",
      category: "utility",
      status: "approved",
      header: "Hi",
      body: "Your order",
      footer: "Bye",
      buttons: ["Yes", "copy code"],
      button_kinds: ["quick_reply", "copy_code"],
      quality: "green",
      rejected_reason: null,
      parameters: [],
      examples: [""],
    },
  );
});

test("numbered gaps are asked for in the order of their numbers, each once", () => {
  const body = { type: "BODY", text: "{{2}} before {{1}}, {{10}} after {{9}}, and {{ 1 }} again" };
  assert.deepEqual(gapsOf([body]), ["body 1", "body 2", "body 9", "body 10"]);
});

test("named gaps are asked for in the order in which they stand", () => {
  assert.deepEqual(
    gapsOf([
      { type: "BODY", text: "{{zone}} on {{day}}, {{zone}}" },
      { type: "HEADER", format: "TEXT", text: "For {{who}}" },
    ]),
    ["header who", "body zone", "body day"],
  );
});

test("a header of a picture, film or file asks for a link; one of a place asks for nothing", () => {
  for (const format of ["IMAGE", "VIDEO", "DOCUMENT"]) {
    const medium = format.toLowerCase();
    assert.deepEqual(gapsOf([{ type: "HEADER", format }]), [`header ${medium}:${medium}`]);
  }
  assert.deepEqual(gapsOf([{ type: "HEADER", format: "LOCATION" }]), []);
});

test("a button asks for the end of its address or for its code, and says which button it is", () => {
  const buttons = [
    { type: "QUICK_REPLY", text: "Yes" },
    { type: "URL", text: "Track", url: "https://shop.test/{{1}}" },
    { type: "URL", text: "Shop", url: "https://shop.test/" },
    { type: "OTP", otp_type: "COPY_CODE", text: "Copy" },
    { type: "PHONE_NUMBER", text: "Call", phone_number: "+15550100000" },
    { type: "COPY_CODE" },
  ];
  assert.deepEqual(gapsOf([{ type: "BUTTONS", buttons }]), [
    "button[1] 1",
    "button[3] code",
    "button[5] coupon_code",
  ]);
});

test("what a template was submitted with stands in the order of what must be filled in", () => {
  const shape = shapeOf([
    { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://a.test/tart.jpg"] } },
    {
      type: "BODY",
      text: "{{day}}: {{what}}",
      example: {
        body_text_named_params: [
          { param_name: "what", example: "a tart" },
          { param_name: "day", example: "Monday" },
        ],
      },
    },
    {
      type: "BUTTONS",
      buttons: [
        { type: "URL", text: "Pay", url: "https://a.test/{{1}}", example: ["https://a.test/4711"] },
        { type: "COPY_CODE", text: "Copy", example: "SPRING" },
      ],
    },
  ]);

  assert.deepEqual(shape.examples, [
    "https://a.test/tart.jpg",
    "Monday",
    "a tart",
    "4711",
    "SPRING",
  ]);
  const numbered = { type: "BODY", text: "{{2}} {{1}}", example: { body_text: [["one", "two"]] } };
  const titled = {
    type: "HEADER",
    format: "TEXT",
    text: "{{1}}",
    example: { header_text: ["Hi"] },
  };
  assert.deepEqual(shapeOf([titled, numbered]).examples, ["Hi", "one", "two"]);
  assert.deepEqual(shapeOf([{ type: "BODY", text: "{{1}}", example: 7 }]).examples, [""]);
});
