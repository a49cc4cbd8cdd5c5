import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT_CASES } from "./golden/account-cases.ts";
import { NUMBER_CASES } from "./golden/number-cases.ts";
import { differenceOf, golden } from "./golden/shape.ts";
import { report, WORK_CASES } from "./golden/work-cases.ts";
import { beginWorld } from "./world.ts";

// Each documented request gets an answer of the documented shape: golden/SOURCES.md says whence.

for (const { name, like, ask, but } of [...NUMBER_CASES, ...ACCOUNT_CASES, ...WORK_CASES]) {
  test(`an answer is as documented: ${name}`, async () => {
    const world = beginWorld({
      get: async (url) => ({
        status: 200,
        body: new URL(url).searchParams.get("hub.challenge") ?? "",
      }),
    });

    const { body } = await ask(world);

    assert.deepEqual(differenceOf(body, golden("responses", like)), {
      missing: [],
      extra: [],
      wrong: [],
      ...but,
    });
  });
}

test("conversation analytics are as documented, of the time when there were conversations", async () => {
  const world = beginWorld({ at: "2024-03-04T09:00:00Z" });
  const ask = report(
    "conversation_analytics",
    "granularity(DAILY).dimensions([CONVERSATION_CATEGORY])",
  );

  const { body } = await ask(world);

  assert.deepEqual(differenceOf(body, golden("responses", "conversation_analytics.by_type")), {
    missing: [],
    extra: [],
    wrong: [],
  });
});
