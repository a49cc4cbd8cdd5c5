import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { type AccountNews, accountStandingAt, newsIn } from "../../src/numbers/account-standing.ts";
import { type Business, begin } from "./begin.ts";
import { postAccountChange, secondsNow } from "./notices.ts";

test("[I19] an account that Meta restricts, disables and reinstates is shown so, and programs are told", async () => {
  await using business = await begin();
  assert.equal((await standing(business)).state, "good");
  const wantsNews = { name: "news", url: "https://crm.example/hook", events: ["account.changed"] };
  assert.equal((await business.ask("POST", "/api/v1/endpoints", wantsNews)).status, 200);
  const until = secondsNow(business) + 3_600;
  const restriction = { restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: until };

  await update(business, { event: "ACCOUNT_RESTRICTION", restriction_info: [restriction] }, 1);

  assert.deepEqual(await standing(business), {
    state: "restricted",
    since: "2026-11-02T09:00:01.000Z",
    until: "2026-11-02T10:00:00.000Z",
    what: "RESTRICTED_BIZ_INITIATED_MESSAGING",
  });
  const hello = { name: "hello_world", language: { code: "en_US" } };
  const message = { messaging_product: "whatsapp", to: "447700900142", type: "template" };
  const path = `/v23.0/${business.numberId}/messages`;
  const sent = await business.ask("POST", path, { ...message, template: hello });
  assert.equal(sent.status, 200, "Meta decides what a restricted account may send");

  await update(
    business,
    { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "REINSTATE" } },
    9,
  );
  await update(business, { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } }, 5);
  assert.equal((await standing(business)).state, "good", "they came crosswise");
  await update(business, { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } }, 12);
  assert.equal((await standing(business)).state, "disabled");

  const { rows } = await business.db.query(
    "select said from event where kind = 'account.changed' order by position",
  );
  const told = rows.map(({ said: { data } }) => [data.was.state, data.state, data.account_id]);
  const { wabaId } = business.emulator.credentials;
  assert.deepEqual(told, [
    ["good", "restricted", wabaId],
    ["restricted", "good", wabaId],
    ["good", "disabled", wabaId],
  ]);
});

test("[I19] the worst that holds counts, a restriction until it ends, and all until it is reinstated", () => {
  const said = { type: "account_update" };
  const restrictions = [
    { restriction_type: "ADD_PHONE", expiration: 50 },
    { restriction_type: "INITIATED", expiration: 60 },
  ];
  const violation = news({ ...said, event: "ACCOUNT_VIOLATION", violation_type: "SPAM" }, 1);
  const restriction = news(
    { ...said, event: "ACCOUNT_RESTRICTION", restriction_info: restrictions },
    2,
  );
  const lifted = news({ ...said, event: "ACCOUNT_RESTRICTION", restriction_info: [] }, 3);
  const ban = (state: unknown, at: number): AccountNews =>
    news({ ...said, event: "DISABLED_UPDATE", waba_ban_state: state }, at);
  const deletion = news({ ...said, event: "ACCOUNT_DELETED" }, 4);
  const cases: readonly [readonly AccountNews[], number, string][] = [
    [[], 9, "good"],
    [[violation], 9, "warned"],
    [[violation, restriction], 59, "restricted"],
    [[violation, restriction], 60, "warned"],
    [[lifted], 9, "good"],
    [[restriction, ban("SCHEDULE_FOR_DISABLE", 5)], 9, "to_be_disabled"],
    [[ban(["DISABLE"], 5)], 9, "disabled"],
    [[ban("DISABLE", 5), deletion], 9, "deleted"],
    [[violation, restriction, ban("REINSTATE", 2)], 9, "good"],
    [[deletion, ban("REINSTATE", 3)], 9, "deleted"],
  ];
  for (const [all, now, state] of cases) {
    assert.equal(accountStandingAt(all, instantFromMs(now * 1_000)).state, state);
  }
  assert.equal(newsIn({ ...said, event: "PARTNER_ADDED" }, instantFromMs(0)), undefined);
});

function news(said: Readonly<Record<string, unknown>>, at: number): AccountNews {
  const one = newsIn(said, instantFromMs(at * 1_000));
  assert.ok(one !== undefined);
  return one;
}

async function update(business: Business, value: object, second: number): Promise<void> {
  const time = Date.parse("2026-11-02T09:00:00Z") / 1_000 + second;
  await postAccountChange(business, { field: "account_update", value }, { time });
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function standing(business: Business): Promise<any> {
  const { body } = await business.ask("GET", "/api/v1/accounts");
  return body.data[0].standing;
}
