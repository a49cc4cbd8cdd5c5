import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CloudApiError,
  cloudApiErrorFromAnswer,
  ERRORS,
  graphError,
  missingObjectError,
  type Remedy,
  remedyOf,
  withTrace,
} from "../src/index.ts";
import { fixture } from "./fixtures.ts";

const REMEDIES: readonly (readonly [Remedy, readonly number[]])[] = [
  ["slow_down", [4, 80007, 130429, 131048]],
  ["wait", [2, 131000, 131016, 131056, 131057, 133004]],
  ["use_template", [131047]],
  ["fix_template", [132000, 132001, 132005, 132007, 132012, 132015, 132016]],
  ["fix_request", [100, 131008, 131009, 131021, 131051, 131053]],
  ["fix_account", [0, 10, 104, 190, 200, 299, 131030, 131042, 133010, 134011]],
  ["give_up", [368, 130472, 130497, 131026, 131031, 131049, 131050, 999_999]],
];

for (const [remedy, codes] of REMEDIES) {
  test(`the remedy of ${codes.join(", ")} is ${remedy}`, () => {
    for (const code of codes) assert.equal(remedyOf(code), remedy, `${code}`);
  });
}

test("every code has a title, a meaning and a status of an error", () => {
  assert.ok(Object.keys(ERRORS).length > 70);
  for (const [code, { status, title, meaning }] of Object.entries(ERRORS)) {
    assert.ok(status >= 400 && status < 600, code);
    assert.ok(title.length > 3 && meaning.length > 3, code);
    assert.doesNotMatch(meaning, /^[A-Z](?!eta\b)|\.$/, `${code}: ${meaning}`);
  }
});

test("rate limits are HTTP 400, and a missing template is 404", () => {
  assert.equal(graphError(130429).status, 400);
  assert.equal(graphError(132001).status, 404);
  assert.equal(graphError(130429, { status: 429 }).status, 429);
});

test("an error of WhatsApp's has details, one of the Graph layer has none", () => {
  assert.deepEqual(graphError(131047).body.error.error_data, {
    messaging_product: "whatsapp",
    details: "Re-engagement message",
  });
  assert.equal(graphError(100).body.error.error_data, undefined);
  assert.equal(graphError(133010).body.error.error_data, undefined);
  assert.equal(graphError(1752041).body.error.error_data, undefined);
  assert.equal(graphError(123_456).body.error.message, "(#123456) Unknown error");
});

test("the answer for a missing object is Meta's, under a trace id of its own", () => {
  const { body } = fixture("responses", "error.graph.missing_object") as { body: unknown };
  const error = withTrace(missingObjectError("100000000000099"), "A3ScfkrLrxQaZgCVu4ejU2B");
  assert.deepEqual(error, { status: 400, body });
});

test("an error says its code, its meaning and its details, and what to do", () => {
  const error = new CloudApiError(131047, 400, "Message failed to send");
  assert.equal(
    error.message,
    "Cloud API error 131047 (more than 24 hours since the customer wrote): Message failed to send",
  );
  assert.ok(error instanceof Error);
  assert.deepEqual(
    { name: error.name, remedy: error.remedy, status: error.status, details: error.details },
    {
      name: "CloudApiError",
      remedy: "use_template",
      status: 400,
      details: "Message failed to send",
    },
  );
});

test("error_data may be an object, a string, or fields to blame", () => {
  const details = (data: unknown) =>
    cloudApiErrorFromAnswer(400, { error: { code: 100, message: "m", error_data: data } }).details;
  assert.equal(details({ messaging_product: "whatsapp", details: "d" }), "d");
  assert.equal(details("s"), "s");
  assert.equal(details({ blame_field_specs: [["name"]] }), "m");
  assert.equal(details(undefined), "m");
});

test("an answer that is no error envelope is judged by its status", () => {
  for (const body of ["<html>", undefined, {}, { error: "no" }]) {
    assert.equal(cloudApiErrorFromAnswer(502, body).remedy, "wait");
    assert.equal(cloudApiErrorFromAnswer(404, body).remedy, "fix_request");
  }
});
