import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { RequestPart } from "../../src/api/issue-words.ts";
import { ApiProblem } from "../../src/api/problems.ts";
import { parsed } from "../../src/api/route.ts";

type Case = readonly [schema: z.ZodType, input: unknown, said: string, part?: RequestPart];

const Kinds = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text") }),
  z.object({ kind: z.literal("media") }),
]);
const GUID = "an id such as 6f2d1c9e-0b7a-4c53-8e4d-2a9b7c1d5e60";

/** Of every kind of issue that Zod has, what is answered to it. A kind that it adds is missed. */
const CASES: { readonly [code in z.core.$ZodIssueCode]: readonly Case[] } = {
  invalid_type: [
    [z.object({ text: z.string() }), {}, "body.text: is missing"],
    [z.object({ text: z.string() }), { text: null }, "body.text: must be a text, and is null"],
    [z.string(), 1, "body: must be a text, and is a number"],
    [z.object({ q: z.string() }), { q: ["a", "b"] }, "query.q: may be given once", "query"],
    [z.array(z.int()), [1, 1.5], "body.1: must be a whole number, and is a fraction"],
    [z.number(), "1", "body: must be a number, and is a text"],
    [z.boolean(), "true", "body: must be true or false, and is a text"],
    [z.object({}), [], "body: must be an object, and is a list"],
    [z.array(z.string()), {}, "body: must be a list, and is an object"],
    [z.record(z.string(), z.string()), false, "body: must be an object, and is false"],
    [z.object({ a: z.never().optional() }), { a: 1 }, "body.a: must be left out, and is a number"],
  ],
  invalid_value: [
    [z.enum(["a", "b"]), "c", "body: must be one of a, b"],
    [z.literal("hold"), "keep", "body: must be hold"],
    [z.object({ to: z.enum(["a"]) }), {}, "body.to: is missing"],
  ],
  invalid_union: [
    [Kinds, { kind: "film" }, "body.kind: must be one of text, media"],
    [Kinds, {}, "body.kind: is missing"],
    [z.union([z.string(), z.boolean()]), 1, "body: has none of the forms that it may have"],
    [
      z.xor([z.string(), z.string().max(9)]),
      "a",
      "body: fits more than one of the forms that it may have",
    ],
  ],
  too_small: [
    [z.string().min(1), "", "body: is empty"],
    [z.string().min(12), "short", "body: must have at least 12 characters"],
    [z.string().length(1), "", "body: must have exactly 1 character"],
    [z.array(z.string()).min(1), [], "body: is empty"],
    [z.number().min(-90), -91, "body: must be -90 or more"],
    [z.number().gt(0), 0, "body: must be more than 0"],
  ],
  too_big: [
    [z.string().max(3), "four", "body: must have at most 3 characters"],
    [z.array(z.string()).max(1), ["a", "b"], "body: must have at most 1 item"],
    [z.number().max(90), 91, "body: must be 90 or less"],
    [z.int(), 2 ** 60, "body: must be 9007199254740991 or less"],
    [z.number().lt(1), 1, "body: must be less than 1"],
    [z.date().max(new Date(0)), new Date(1), "body: must be 1970-01-01T00:00:00.000Z or less"],
  ],
  invalid_format: [
    [z.guid(), "x", `body: must be ${GUID}`],
    [
      z.object({ thread_id: z.guid() }),
      { thread_id: "x" },
      `path.thread_id: must be ${GUID}`,
      "path",
    ],
    [z.iso.datetime(), "today", "body: must be a moment in UTC such as 2026-11-23T09:00:00Z"],
    [z.iso.date(), "today", "body: must be a date such as 2026-11-23"],
    [z.email(), "ada", "body: must be an e-mail address"],
    [z.url(), "shop", "body: must be a whole address such as https://shop.example/hook"],
    [z.string().regex(/^[a-z]$/), "1", "body: must match /^[a-z]$/"],
    [z.string().regex(/^[a-z]$/, "must be a letter"), "1", "body: must be a letter"],
    [z.string().startsWith("csm_"), "x", "body: must begin with csm_"],
    [z.string().endsWith("="), "x", "body: must end in ="],
    [z.string().includes("@"), "x", "body: must hold @"],
    [z.ipv4(), "x", "body: does not have the form that it must have"],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 7, "body: must be a multiple of 5"]],
  unrecognized_keys: [
    [z.strictObject({}), { mont: 1, day: 2 }, "body.mont: is nothing that is known here"],
  ],
  invalid_key: [
    [
      z.record(z.string().max(1), z.string()),
      { long: "" },
      "body.long: has a name in it that it may not have",
    ],
  ],
  invalid_element: [
    [
      z.map(z.unknown(), z.string()),
      new Map([[{}, 1]]),
      "body: has something in it that it may not have",
    ],
  ],
  custom: [
    [z.string().refine((text) => text === ""), "x", "body: cannot be taken as it is"],
    [z.string().refine((text) => text === "", "must be nothing"), "x", "body: must be nothing"],
  ],
};

test("what does not fit is told in words of ours, whatever kind of issue it is", () => {
  for (const [schema, input, said, part = "body"] of Object.values(CASES).flat()) {
    assert.throws(
      () => parsed(schema, input, part),
      (error: unknown) => {
        assert.ok(error instanceof ApiProblem);
        assert.deepEqual([error.code, error.message], ["invalid", said]);
        assert.equal(error.where, said.slice(0, said.indexOf(":")));
        return true;
      },
    );
  }
});
