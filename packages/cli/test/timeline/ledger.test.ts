import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ledgerJson, ledgerOf, readTimeline } from "@casement/engine/timeline";
import { runCasement } from "./run-casement.ts";

// `casement ledger` and `casement explain`, as processes of their own.

const scenarios: readonly { id: string; timeline: object }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../engine/test/fixtures/scenarios.json"), "utf8"),
);

/** One message answered, and asked about the day after. */
const SHOP = {
  account: { timeZone: "UTC", currency: "USD", freeUnitsUsed: 1000 },
  customers: { c1: { country: "GB" } },
  facts: [
    { kind: "customer_message", at: "2023-07-10T09:00:00Z", number: "n1", customer: "c1" },
    {
      kind: "business_message",
      id: "m1",
      at: "2023-07-10T09:05:00Z",
      number: "n1",
      customer: "c1",
      content: "free_form",
    },
    { kind: "status", message: "m1", status: "delivered", at: "2023-07-10T09:05:02Z" },
  ],
  questions: [{ at: "2023-07-11T10:00:00Z", number: "n1", customer: "c1", content: "free_form" }],
};

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "casement-ledger-"));
});

after(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** What the rules themselves say; the engine's own tests hold that to what is expected. */
function jsonOf(timeline: unknown): unknown {
  const reading = readTimeline(timeline);
  assert.ok(reading.ok);
  return JSON.parse(JSON.stringify(ledgerJson(ledgerOf(reading.timeline))));
}

test("--batch gives one result a line for each scenario, in order", async () => {
  const lines = scenarios.map(({ timeline }) => JSON.stringify(timeline)).join("\n");

  const { code, out, complaint } = await runCasement(["ledger", "--batch"], lines);

  assert.deepEqual({ code, complaint }, { code: 0, complaint: "" });
  const results = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    results,
    scenarios.map(({ timeline }) => jsonOf(timeline)),
  );
});

test("--batch puts the fault of a bad line in its place, goes on, and ends with 2", async () => {
  const good = JSON.stringify(SHOP);
  const bad = JSON.stringify({ ...SHOP, facts: [{ ...SHOP.facts[0], at: "noon" }] });
  const file = await fileOf("batch.jsonl", `\uFEFF${good}\n${bad}\r\n{"account":}\n${good}\n`);

  const { code, out, complaint } = await runCasement(["ledger", file, "--batch"]);

  const results = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(results, [
    jsonOf(SHOP),
    { error: { where: "facts[0].at", what: "must be a moment as in 2023-07-10T09:00:00Z" } },
    { error: { where: "line 1, column 12", what: "is not JSON" } },
    jsonOf(SHOP),
  ]);
  assert.deepEqual({ code, complaint }, { code: 2, complaint: "2 of 4 lines are no timeline\n" });
});

test("--json gives the ledger of a file", async () => {
  for (const { id, timeline } of scenarios.filter((one) => /^(ask|order)-01$/.test(one.id))) {
    const file = await fileOf(`${id}.json`, JSON.stringify(timeline));

    const { code, out } = await runCasement(["ledger", file, "--json"]);

    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), jsonOf(timeline));
  }
});

test("without --json the ledger is tables that line up, and their sum", async () => {
  const { code, out } = await runCasement(["ledger"], JSON.stringify(SHOP));

  assert.equal(code, 0);
  assert.equal(
    out,
    [
      "Service windows",
      "  number  customer  opened                closes",
      "  n1      c1        2023-07-10T09:00:00Z  2023-07-11T09:00:00Z",
      "",
      "Conversations",
      "  number  customer  category  opened                ends                  messages  charged  rule",
      "  n1      c1        service   2023-07-10T09:05:02Z  2023-07-11T09:05:02Z  m1        yes      C4",
      "",
      "Charges",
      "  message  delivered             customer  market          category  type      amount  rule",
      "  m1       2023-07-10T09:05:02Z  c1        United Kingdom  service   CBP   0.0388 USD  P5",
      "",
      "Answers",
      "  at                    number  customer  draft      answer                              amount  rule",
      "  2023-07-11T10:00:00Z  n1      c1        free-form  no: service_window_closed (131047)          A2",
      "",
      "1 of 1 delivered messages charged: 0.0388 USD.",
      "",
    ].join("\n"),
  );
});

test("explain says of each message and each answer why, with its rule", async () => {
  const { code, out } = await runCasement(["explain"], JSON.stringify(SHOP));

  assert.equal(code, 0);
  assert.equal(
    out,
    `m1: free-form from n1 to c1, 2023-07-10T09:05:00Z
  Costs 0.0388 USD as service to United Kingdom, by Meta's price list of 2023-06-01. (P5)
  It opened a service conversation, which ends at 2023-07-11T09:05:02Z. (C4)

Question 1: free-form from n1 to c1, 2023-07-11T10:00:00Z
  Not sent: the service window is closed. A template can still be sent. (A2)
`,
  );
});

test("what is wrong with a file is one line that says where and what, and exit code 2", async () => {
  const file = await fileOf(
    "wrong.json",
    '{\n  "account": { "timeZone": "UTC" },\n  "facts": []\n}',
  );
  const cut = await fileOf("cut.json", '{\n  "account": {\n');

  for (const command of ["ledger", "explain"]) {
    assert.deepEqual(await runCasement([command, file]), {
      code: 2,
      out: "",
      complaint: `${file}: account.currency: is missing\n`,
    });
    assert.deepEqual(await runCasement([command, cut]), {
      code: 2,
      out: "",
      complaint: `${cut}: line 3, column 1: is not JSON: it ends too soon\n`,
    });
  }
  const gone = join(folder, "gone.json");
  assert.deepEqual(await runCasement(["ledger", gone, "--batch"]), {
    code: 2,
    out: "",
    complaint: `${gone}: there is no such file\n`,
  });
});
