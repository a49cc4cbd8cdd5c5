import assert from "node:assert/strict";
import { test } from "node:test";
import { cloudApiErrorFromAnswer, ErrorAnswer, graphError, SendAnswer } from "../src/index.ts";
import { fixture, fixtures } from "./fixtures.ts";

/** Answers that `graphError` does not write member for member, and why. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  ["error.133010.real", "Meta wrote code before type this once"],
  ["error.139100.partial", "the error stands beside the users that were blocked"],
]);

interface Recorded {
  readonly http_status: number;
  readonly body: { readonly error: Readonly<Record<string, unknown>> };
}

for (const name of fixtures("responses").keys()) {
  if (name.startsWith("messages.")) {
    test(`the answer ${name} is read whole`, () => {
      const answer = fixture("responses", name);
      assert.deepEqual(SendAnswer.parse(answer), answer);
    });
    continue;
  }

  const { http_status: status, body } = fixture("responses", name) as Recorded;
  test(`the error ${name} is read, and has a remedy`, () => {
    assert.ok(ErrorAnswer.safeParse(body).success);
    const error = cloudApiErrorFromAnswer(status, body);
    assert.equal(error.code, body.error["code"]);
    assert.notEqual(error.remedy, "give_up");
    assert.notEqual(error.details, "");
  });

  if (OTHERWISE.has(name)) continue;
  test(`the error ${name} is written byte for byte`, () => {
    const recorded = ErrorAnswer.parse(body).error;
    const data = recorded.error_data as
      | { readonly details?: string; readonly blame_field_specs?: readonly (readonly string[])[] }
      | undefined;
    const written = graphError(recorded.code, {
      details: data?.details,
      ...(recorded.code < 130_000 && { message: recorded.message }),
      subcode: recorded.error_subcode,
      blame: data?.blame_field_specs?.[0]?.[0],
      isTransient: recorded.is_transient,
      userTitle: body.error["error_user_title"] as string | undefined,
      userMessage: body.error["error_user_msg"] as string | undefined,
      traceId: recorded.fbtrace_id,
    });
    assert.equal(JSON.stringify(written.body), JSON.stringify(body));
    assert.equal(written.status, status);
  });
}
