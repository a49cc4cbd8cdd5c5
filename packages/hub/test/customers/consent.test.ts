import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { consentFrom, type StatedConsent } from "../../src/consent/consent.ts";
import type { PlacedPreference } from "../../src/consent/preference.ts";
import type { Answered, Business } from "../flows/begin.ts";
import { postNotices, secondsNow } from "../flows/notices.ts";
import { SIBLING } from "../flows/sibling.ts";
import { beginWithTwoNumbers, hear, pathOf, type Thread } from "./two-numbers.ts";

// One business with two numbers of one portfolio for the whole file; each test has customers of its
// own.

let business: Business;

before(async () => {
  business = await beginWithTwoNumbers();
});

after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[F14] of what was written down the last word counts, and what was stopped at Meta stands", () => {
  const at = (hour: number) => instantFromMs(hour * 3_600_000);
  const said = (word: StatedConsent["word"], hour: number, category: StatedConsent["category"]) => {
    return { word, category, statedAt: at(hour) };
  };
  const meta = (value: PlacedPreference["value"], hour: number): PlacedPreference => {
    return { id: "f", category: "marketing", value, at: at(hour) };
  };
  const told = (...all: Parameters<typeof consentFrom>): string => {
    const { optedIn, optedOut } = consentFrom(...all);
    return `in ${optedIn?.join() ?? "?"} out ${optedOut.join()}`.trim();
  };
  const agreed = said("opt_in", 1, "marketing");

  assert.equal(told([], []), "in ? out");
  assert.equal(told([], [meta("stop", 1)]), "in ? out marketing");
  assert.equal(told([agreed], []), "in marketing out");
  assert.equal(told([agreed, said("opt_out", 2, "marketing")], []), "in  out marketing");
  assert.equal(told([agreed, said("opt_out", 2, "all")], []), "in  out all");
  assert.equal(told([agreed, said("opt_in", 2, "all")], []), "in all out");
  assert.equal(
    told([said("opt_out", 1, "all"), said("opt_in", 2, "utility")], []),
    "in utility out authentication,marketing",
  );
  assert.equal(told([said("opt_in", 3, "marketing")], [meta("stop", 1)]), "in  out marketing");
  assert.equal(told([agreed], [meta("stop", 2), meta("resume", 3)]), "in marketing out");
  assert.equal(told([said("opt_out", 1, "marketing")], [meta("resume", 2)]), "in  out");
  assert.equal(told([said("opt_out", 3, "marketing")], [meta("resume", 2)]), "in  out marketing");
});

test("[F14] [N21] a word that is written down reaches every thread of the customer, each number by itself", async () => {
  const one = await hear(business, { from: "447700900301", from_user_id: "GB.31" });
  const other = await hear(business, { from_user_id: "GB.31" }, SIBLING);
  assert.equal((await decided(one, SALE)).allowed, true);

  const { body } = await agree(one, {
    category: "marketing",
    word: "opt_out",
    source: "by phone",
    evidence: "call of 2 November",
  });

  const [consent] = body.data.consents;
  assert.deepEqual(
    [consent.word, consent.source, consent.evidence, consent.who],
    ["opt_out", "by phone", "call of 2 November", "test"],
  );
  await business.hub.quiet();
  for (const thread of [one, other]) {
    assert.deepEqual((await consentOf(thread)).opted_out, ["marketing"]);
  }
  assert.equal((await decided(one, SALE)).reason, "opted_out");
  await business.advance(1_000);
  await agree(other, { category: "all", word: "opt_in", source: "till" });
  await business.hub.quiet();
  assert.deepEqual(await consentOf(one), {
    ...{ blocked: false, opted_in: ["all"], opted_out: [], opt_in_required: false },
  });
  const future = {
    category: "all",
    word: "opt_in",
    source: "till",
    stated_at: "2031-01-01T00:00:00Z",
  };
  assert.equal((await agree(other, future)).status, 400);
});

test("[G8] a number that asks for opt-ins sends templates out of the window only to who agreed, and says what to do", async () => {
  const thread = await hear(business, { from: "447700900302" });
  await setting(true);
  assert.equal((await decided(thread, SALE)).allowed, true, "to answer needs none");
  await business.advance(25 * 3_600_000);

  const refused = await decided(thread, SALE);

  assert.deepEqual([refused.reason, refused.code], ["not_opted_in", 131050]);
  assert.match(refused.why, /record their opt-in/);
  await agree(thread, { category: "utility", word: "opt_in", source: "order form" });
  assert.equal((await decided(thread, REMINDER)).allowed, true);
  assert.equal((await decided(thread, SALE)).reason, "not_opted_in");
  await agree(thread, { category: "marketing", word: "opt_in", source: "order form" });
  assert.equal((await decided(thread, SALE)).allowed, true);
  await stop("447700900302");
  assert.equal((await decided(thread, SALE)).reason, "opted_out", "Meta's word stands");
  await setting(false);
});

test("[F14] [F13] two who were merged part with the words that were theirs", async () => {
  const one = await hear(business, { from: "447700900303" });
  const other = await hear(business, { from_user_id: "GB.33" });
  await agree(other, { category: "marketing", word: "opt_out", source: "shop" });
  const merged = await business.ask("POST", `${pathOf(one)}/merges`, {
    thread_id: other.thread_id,
  });
  assert.deepEqual((await consentOf(one)).opted_out, ["marketing"]);

  await business.ask("DELETE", `${pathOf(one)}/merges/${merged.body.data.merge_id}`);

  assert.deepEqual((await consentOf(one)).opted_out, []);
  assert.deepEqual((await consentOf(other)).opted_out, ["marketing"]);
});

test("[R4] what an erased customer agreed to is forgotten with them", async () => {
  const one = await hear(business, { from: "447700900304" });
  await agree(one, { category: "all", word: "opt_in", source: "a secret list" });

  assert.equal((await business.ask("POST", `${pathOf(one)}/erasure`)).status, 200);

  const { rows } = await business.db.query(
    "select from customer_consent where source like '%secret%'",
  );
  assert.equal(rows.length, 0);
});

test("[N22] a table of what customers agreed to is taken once, line by line, and those who are not known yet have it when they are", async () => {
  const known = await hear(business, { from: "447700900305" });
  const file = [
    "phone,user_id,category,word,stated_at,source,evidence",
    '\'+447700900305,,marketing,opt_in,2025-05-01T10:00:00Z,Web shop,"""Yes, please""\nsaid she"',
    "+44 7700 900306,,marketing,opt_out,2025-05-01T10:00:00Z,Web shop,",
    ",GB.39,all,opt_in,2025-05-01T10:00:00+02:00,Web shop,",
    "+447700900307,,marketing,maybe,2025-05-01T10:00:00Z,Web shop,",
    "peter,,marketing,opt_in,2025-05-01T10:00:00Z,Web shop,",
  ].join("\r\n");

  const first = await imported("text/csv", file);
  await business.hub.quiet();
  // As if it had been kept, and whoever kept it could not tell of it.
  await business.db.query("update customer_consent set is_told = false");
  await business.db.query("update thread set opted_in = null");
  const second = await imported("text/csv", file);

  const problems = [
    { line: 6, what: "word: must be opt_in or opt_out" },
    { line: 7, what: "phone: is no phone number" },
  ];
  assert.deepEqual(first, { lines: 5, recorded: 3, problems });
  assert.deepEqual(second, { lines: 5, recorded: 0, problems });
  await business.hub.quiet();
  assert.deepEqual((await consentOf(known)).opted_in, ["marketing"]);
  const { body } = await business.ask("GET", `${pathOf(known)}/customer`);
  assert.equal(body.data.consents[0].evidence, '"Yes, please"\nsaid she');
  // One writes to us first, the other is written to.
  const writes = await hear(business, { from_user_id: "GB.39" });
  assert.deepEqual((await consentOf(writes)).opted_in, ["all"]);
  const sent = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    ...{ messaging_product: "whatsapp", to: "447700900306", type: "template" },
    template: {
      ...{ name: "spring_sale", language: { code: "en_US" } },
      components: [
        {
          type: "header",
          parameters: [{ type: "image", image: { link: "https://example.com/a.jpg" } }],
        },
        { type: "body", parameters: [{ type: "text", text: "Ben" }] },
      ],
    },
  });
  assert.deepEqual([sent.status, sent.body.error?.code], [400, 131050]);
});

test("[N22] lines of JSON are taken too, up to what a hub digests beside its work; and not from everybody", async () => {
  const line = { phone: "447700900308", category: "utility", word: "opt_in", source: "till" };
  const lines = [{ ...line, stated_at: "2025-05-01T10:00:00Z" }, { ...line, stated_at: "soon" }, 7];

  const told = await imported(
    "application/x-ndjson",
    lines.map((one) => JSON.stringify(one)).join("\n"),
  );

  assert.deepEqual(told, {
    ...{ lines: 3, recorded: 1 },
    problems: [
      { line: 2, what: "stated_at: must be a moment of ISO 8601" },
      { line: 3, what: "is no JSON object" },
    ],
  });
  assert.equal((await posted("text/csv", "")).status, 400);
  assert.equal((await posted("application/json", "{}")).status, 415);
  assert.equal((await posted("text/csv", "phone,name\n1,2")).body.data.problems[0].line, 1);
  const oldMac = await posted("text/csv", "phone,word\r1,2\r3,4");
  assert.deepEqual([oldMac.body.data.lines, oldMac.body.data.problems[1].line], [2, 3]);
  const wide = await posted("text/csv", ",".repeat(1_000_000));
  assert.equal(wide.body.data.problems[0].line, 1);
  const many = `phone\n${"1\n".repeat(10_001)}`;
  assert.equal((await posted("text/csv", many)).status, 413);
});

test("[F14] what was written down when a hub stopped is heeded when it starts", async () => {
  const one = await hear(business, { from: "447700900309" });
  await agree(one, { category: "marketing", word: "opt_out", source: "shop" });
  await business.stop();
  await business.db.query("update customer_consent set is_told = false");
  await business.db.query("update thread set opted_out = '{}'");

  await business.startAgain();
  await business.hub.quiet();

  assert.deepEqual((await consentOf(one)).opted_out, ["marketing"]);
  const { rows } = await business.db.query("select from customer_consent where not is_told");
  assert.equal(rows.length, 0);
});

async function posted(type: string, body: string): Promise<Answered> {
  const path = `/api/v1/numbers/${business.numberId}/consents`;
  const headers = { authorization: `Bearer ${business.key}`, "content-type": type };
  const answer = await fetch(`${business.hub.url}${path}`, { method: "POST", headers, body });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function imported(type: string, body: string): Promise<unknown> {
  const answer = await posted(type, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.data;
}

const SALE = { name: "spring_sale", values: ["https://example.com/spring.jpg", "Amara"] };
const REMINDER = { name: "order_update", values: ["1", "sent"] };

function agree(thread: Thread, said: object): Promise<Answered> {
  return business.ask("POST", `${pathOf(thread)}/customer/consents`, said);
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function consentOf(thread: Thread): Promise<any> {
  return (await business.ask("GET", pathOf(thread))).body.data.consent;
}

async function decided(
  { number_id, thread_id }: Thread,
  template: { name: string; values: string[] },
): Promise<{ allowed: boolean; reason: string; code: number; why: string }> {
  const draft = { kind: "template", language: "en_US", ...template };
  const asked = { number_id, thread_id, draft };
  const { status, body } = await business.ask("POST", "/api/v1/decisions", asked);
  assert.equal(status, 200, JSON.stringify(body));
  return body.data;
}

async function setting(required: boolean): Promise<void> {
  const path = `/api/v1/numbers/${business.numberId}/settings`;
  const { status, body } = await business.ask("PATCH", path, { opt_in_required: required });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.data.opt_in_required, required);
}

async function stop(wa_id: string): Promise<void> {
  const timestamp = secondsNow(business);
  const notice = { category: "marketing_messages", timestamp, wa_id, value: "stop" };
  await postNotices(business, { user_preferences: [notice] }, "user_preferences");
}
