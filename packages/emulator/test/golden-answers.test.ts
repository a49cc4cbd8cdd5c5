import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT_CASES } from "./golden/account-cases.ts";
import { NUMBER_CASES } from "./golden/number-cases.ts";
import { differenceOf, golden } from "./golden/shape.ts";
import { TEMPLATE_CASES } from "./golden/template-cases.ts";
import { report, WORK_CASES } from "./golden/work-cases.ts";
import { beginWorld } from "./world.ts";

// Each documented request gets an answer of the documented shape: golden/SOURCES.md says whence.

const CASES = [...NUMBER_CASES, ...ACCOUNT_CASES, ...TEMPLATE_CASES, ...WORK_CASES];

for (const { name, like, ask, but } of CASES) {
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

const AT = { at: "2024-03-04T09:00:00Z" };

test("conversation analytics by all there is are as documented", async () => {
  const dimensions = ["CATEGORY", "TYPE", "DIRECTION"].map((one) => `CONVERSATION_${one}`);
  const ask = report(
    "conversation_analytics",
    `granularity(DAILY).dimensions([${[...dimensions, "COUNTRY", "PHONE"]}])`,
  );

  const { body } = await ask(beginWorld(AT));

  assert.deepEqual(differenceOf(body, golden("responses", "conversation_analytics")), {
    missing: [],
    extra: [],
    wrong: [],
  });
});

test("every answer has the headers that were recorded, and an error those of an error", async () => {
  const world = beginWorld({ at: "2026-02-07T09:00:00Z" });
  const path = `/v17.0/${world.emulator.credentials.phoneNumberId}/messages`;

  const good = await world.graph("GET", `/v17.0/${world.emulator.credentials.phoneNumberId}`);
  const bad = await world.graph("POST", path, {});

  for (const [{ headers }, like] of [
    [good, "headers.200.real"],
    [bad, "headers.error.real"],
  ] as const) {
    const recorded = Object.keys(golden("responses", like)).map((name) => name.toLowerCase());
    // Of the connection, and not of the API.
    const missing = recorded.filter((name) => !headers.has(name) && !TRANSPORT.has(name));
    assert.deepEqual(missing, [], like);
  }
});

const TRANSPORT: ReadonlySet<string> = new Set(["alt-svc", "strict-transport-security"]);

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
