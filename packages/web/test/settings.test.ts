import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import type { NumberShape } from "@casement/hub/api";
import { problemOf, problemOfForm, Refused } from "../src/inbox/frame/refused.ts";
import {
  accountStandingWords,
  behindWords,
  healthOf,
  lastPostWords,
  standingLines,
} from "../src/inbox/settings/number-words.ts";
import { PRESETS, SCOPE_LIST, scopesWords } from "../src/inbox/settings/scope-words.ts";
import { sendCommand, sendingNumber } from "../src/inbox/settings/send-command.ts";
import { choiceWords, unknownWords } from "../src/inbox/settings/unknown-words.ts";

const MINUTE_MS = 60_000;

test("an account says how it stands with Meta, and why where it does not stand well", () => {
  const none = { since: null, until: null, what: null };

  const good = accountStandingWords({ state: "good", ...none });
  const banned = accountStandingWords({ state: "disabled", ...none, what: "DISABLE" });
  const warned = accountStandingWords({ state: "warned", ...none, what: "SCAM_TRADE" });

  assert.deepEqual([good.kind, good.words], ["good", "Nothing against it"]);
  assert.doesNotMatch(good.meaning, /word/);
  assert.deepEqual([banned.kind, banned.words], ["bad", "Disabled"]);
  assert.match(warned.meaning, /Meta’s word: SCAM TRADE\.$/);
});

test("the health of a number is the worst there is to say of it", () => {
  assert.deepEqual(healthOf(number({})), { kind: "good", words: "Healthy" });
  assert.equal(healthOf(number({ not_understood: 3 })).words, "3 not understood");
  assert.equal(healthOf(number({ last_post_at: null })).words, "No webhook yet");
  const behind = number({ pending: 9, behind_by_ms: 7 * MINUTE_MS, not_understood: 3 });
  assert.deepEqual(healthOf(behind), { kind: "bad", words: "Behind by 7 m 00 s" });
  assert.equal(healthOf({ ...behind, connected: false }).words, "Not connected");
});

test("five minutes behind is waiting, and more is bad", () => {
  const { health } = number({ pending: 2, behind_by_ms: 5 * MINUTE_MS });
  assert.equal(behindWords(health).kind, "waiting");
  assert.equal(behindWords({ ...health, behind_by_ms: 5 * MINUTE_MS + 1 }).kind, "bad");
  assert.equal(behindWords({ ...health, pending: 0 }).words, "Nothing waits");
  const now = instantFromMs(Date.parse("2026-11-10T09:04:00Z"));
  assert.equal(lastPostWords(health, now), "4 m ago");
});

test("what Meta thinks of a number is in words, and what it does not say is said to be untold", () => {
  const told = (more: object): string[] =>
    standingLines({ ...UNTOLD, ...more }).map((line) => line.told.words);

  assert.deepEqual(told({}), ["None yet", "Not told", "Not told", "Not told"]);
  assert.deepEqual(
    told({ quality: "YELLOW", throughput: "STANDARD", limit: "TIER_2K", status: "RATE_LIMITED" }),
    ["Medium", "80 messages a second", "2,000 customers a day", "Rate limited"],
  );
  assert.equal(told({ limit: "TIER_250" })[2], "250 customers a day");
  assert.equal(told({ limit: "TIER_UNLIMITED" })[2], "No limit");
  assert.equal(told({ limit: "SOMETHING_NEW" })[2], "something new");
});

test("what a key may do is a purpose where it is one, and else every scope in words", () => {
  const [sdk] = PRESETS;
  assert.equal(scopesWords({ scopes: [...(sdk?.scopes ?? [])].reverse() }), sdk?.name);
  assert.equal(scopesWords({ scopes: ["*"] }), "Everything");
  assert.equal(scopesWords({ scopes: ["keys:read", "new:scope"] }), "See keys, new:scope");
  const offered = new Set(SCOPE_LIST.map((one) => one.scope));
  for (const { scopes } of PRESETS) {
    for (const scope of scopes) assert.ok(scope === "*" || offered.has(scope), scope);
  }
});

test("a new key that may send comes with a command that sends from a number it reaches", () => {
  const [one, other] = ["1", "2"].map((id) => ({ ...number({}), number_id: id, account_id: id }));
  const all = [{ ...number({}), connected: false }, one!, other!];
  const key = { scopes: ["*" as const], account_id: null, number_ids: null };
  assert.equal(sendingNumber(key, all), one);
  assert.equal(sendingNumber({ ...key, account_id: "2" }, all), other);
  assert.equal(sendingNumber({ ...key, number_ids: ["2"] }, all), other);
  assert.equal(sendingNumber({ ...key, scopes: ["ledger:read"] }, all), undefined);

  const message = { baseUrl: "http://127.0.0.1:2424", key: "csm_x", numberId: "7", to: "" };
  assert.match(sendCommand(message), /"to":"CUSTOMER"/);
  assert.deepEqual(sendCommand({ ...message, to: "+44 7700 900142" }).split(" \\\n  "), [
    "curl http://127.0.0.1:2424/v23.0/7/messages",
    "-H 'authorization: Bearer csm_x'",
    "-H 'content-type: application/json'",
    `-d '{"messaging_product":"whatsapp","to":"447700900142",` +
      `"type":"text","text":{"body":"Hello"}}'`,
  ]);
});

test("what is wrong with a field stands at the field, and all else at the form", () => {
  const at = new Refused(400, {
    code: "invalid",
    message: "body.name: is short",
    where: "body.name",
  });
  assert.equal(problemOf(at, "name"), "Is short.");
  assert.equal(problemOf(at, "email"), undefined);
  assert.equal(problemOfForm(at, ["name"]), undefined);
  assert.equal(problemOfForm(at, ["email"]), "body.name: is short");
  assert.equal(problemOfForm(new Error("away"), ["name"]), "away");
  assert.equal(problemOfForm(null, ["name"]), undefined);
});

test("what becomes of unknown messages is told in a few words, and since when they are", () => {
  assert.equal(choiceWords({ policy: "hold", after_hours: null }), "Hold");
  assert.equal(choiceWords({ policy: "give_up", after_hours: 1 }), "Give up after 1 hour");
  assert.equal(choiceWords({ policy: "send_again", after_hours: 24 }), "Send again after 24 hours");
  assert.equal(unknownWords(number({}).health, "UTC").words, "None");
  const since = { unknown_drafts: 2, unknown_since: "2026-11-10T08:00:00.000Z" };
  assert.match(unknownWords(number(since).health, "UTC").words, /^2, the oldest since /);
  assert.equal(healthOf(number(since)).kind, "warn");
});

const UNTOLD = { quality: null, throughput: null, limit: null, status: null, name_status: null };

function number(health: Partial<NumberShape["health"]>): NumberShape {
  const at = "2026-11-10T09:00:00.000Z";
  return {
    ...{ number_id: "7", account_id: "1", name: "Aurora", phone: "+1 555 010 0000" },
    ...{ connected: true, heard_since: at },
    health: {
      ...{ last_post_at: at, not_understood: 0, pending: 0, behind_by_ms: 0 },
      ...{ unknown_drafts: 0, unknown_since: null },
      ...health,
    },
  };
}
