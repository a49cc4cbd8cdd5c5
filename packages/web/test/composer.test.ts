import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Accounts,
  type BusinessMessage,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  wamidFrom,
} from "@casement/engine";
import { META_RATE_ROWS } from "@casement/engine/rates";
import type { MessageShape, SendingShape, TemplateShape } from "@casement/hub/api";
import { answerWords } from "../src/inbox/composer/answer-words.ts";
import { contentFromDraft } from "../src/inbox/composer/draft-content.ts";
import {
  draftFromTemplate,
  FREE_FORM,
  type Sending,
  sendingFromShape,
  verdictOn,
} from "../src/inbox/composer/sending.ts";
import { inOrderOfUse } from "../src/inbox/composer/template-order.ts";
import { firstMissing, labelOf, piecesOf } from "../src/inbox/composer/template-text.ts";
import { costWords, effectSentence, effectWords } from "../src/inbox/composer/verdict-words.ts";
import { type Attempt, attemptKeyFor, isSurelyNotSent } from "../src/inbox/live/attempts.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { messageShape } from "./shapes.ts";

const account = { timeZone: "UTC", currency: "USD", country: "GB" };
const accounts: Accounts = { of: () => account };
const UTILITY = draftFromTemplate({ category: "UTILITY", status: "APPROVED" });

test("with the window open, the note says what free-form opens and what it costs", () => {
  const { decision } = verdictOn(sendingAfter(heard("07:41")), FREE_FORM, at("08:00"));

  assert.ok(decision.allowed);
  assert.equal(effectSentence(decision), "opens a service conversation");
  assert.equal(costWords(decision), "$0.0388");
});

test("a second message joins the conversation at no new charge", () => {
  const sending = sendingAfter(heard("07:41"), ...reply("08:00"));
  const { decision } = verdictOn(sending, FREE_FORM, at("09:00"));

  assert.ok(decision.allowed);
  assert.equal(effectSentence(decision), "joins the open service conversation");
  assert.equal(costWords(decision), "no new charge");
});

test("with the window closed, free-form is refused with the reason, and a template is not", () => {
  const sending = sendingAfter(heard("07:41"));
  const dayAfter = momentFromIso("2023-10-13T07:41:00Z");

  const freeForm = verdictOn(sending, FREE_FORM, dayAfter);
  const template = verdictOn(sending, UTILITY, dayAfter);

  assert.equal(effectWords(freeForm.decision, ""), "window closed");
  assert.match(freeForm.why, /^Not sent: the service window is closed/);
  assert.ok(template.decision.allowed);
  assert.equal(effectWords(template.decision, "utility"), "opens");
  assert.equal(costWords(template.decision), "$0.0398");
});

test("why nothing free-form can be sent is when they were heard last, and what hangs on it", () => {
  const answerAt = (sending: Sending, now: Instant, draft = FREE_FORM): string =>
    answerWords(verdictOn(sending, draft, now), {
      ...{ window: sending.thread.state.window, now, zone: "UTC" },
    });
  const heardOnce = sendingAfter(heard("07:41"));
  const paused = draftFromTemplate({ category: "UTILITY", status: "PAUSED" });

  assert.equal(
    answerAt(heardOnce, momentFromIso("2023-10-13T09:00:00Z")),
    "The customer last wrote or called on Thu 12 Oct at 07:41. For 24 hours after that anything " +
      "may be written, and that ended on Fri 13 Oct at 07:41. A template can still be sent.",
  );
  assert.match(answerAt(heardOnce, momentFromIso("2023-10-13T07:40:59Z")), /that ends on Fri/);
  assert.match(answerAt(sendingAfter(), at("08:00")), /^The customer has not written yet\./);
  assert.match(answerAt(heardOnce, at("08:00"), paused), /^Not now: the template is paused/);
});

test("a price that nobody knows is not shown as nothing", () => {
  const sending = { ...sendingAfter(heard("07:41")), rates: { rateAt: () => undefined } };
  const { decision } = verdictOn(sending, FREE_FORM, at("08:00"));

  assert.ok(decision.allowed);
  assert.equal(costWords(decision), "price unknown");
});

test("what the hub of another version says of a thread is not taken for ours", () => {
  assert.equal(sendingFromShape({ ...shapeOf([]), state: { version: 999 } }), undefined);
});

test("a template that is paused or of an unknown status is not offered", () => {
  for (const status of ["PAUSED", "PENDING", "something new"]) {
    const draft = draftFromTemplate({ category: "MARKETING", status });
    assert.equal(verdictOn(sendingAfter(), draft, at("08:00")).decision.allowed, false, status);
  }
});

test("what has no answer is sent again under the same key, so that it goes out once", () => {
  const draft = { kind: "text", text: "hello" } as const;
  const message = messageShape("first", "08:00");
  const trouble = { kind: "unanswered", why: "" } as const;
  const first = { idempotencyKey: "first", draft, message };
  const keyFor = (
    words: string,
    attempt: Attempt,
    messages: readonly MessageShape[] = [],
  ): string =>
    attemptKeyFor(
      { messages, attempts: new Map([["first", attempt]]) },
      { kind: "text", text: words },
      () => "second",
    );

  assert.equal(keyFor("hello", { ...first, trouble }), "first");
  assert.equal(keyFor("hello!", { ...first, trouble }), "second");
  assert.equal(keyFor("hello", { ...first, trouble: undefined }), "second");
  const told = { ...message, idempotency_key: "first" };
  assert.equal(keyFor("hello", { ...first, trouble }, [told]), "second", "the hub has told of it");
  assert.equal(keyFor("hello", { ...first, trouble: { ...trouble, kind: "refused" } }), "second");
});

test("of a send that failed only what the hub says was not sent is said to be so", () => {
  for (const code of ["unavailable", "too_many_requests", "not_found"]) {
    assert.equal(isSurelyNotSent(code), true, code);
  }
  // What may have gone, and the page of a proxy.
  for (const code of ["internal", "unknown"]) assert.equal(isSurelyNotSent(code), false, code);
});

test("while a template is on its way it looks as it will", () => {
  const { name, language } = REMINDER;
  const draft = { kind: "template", name, language, values: ["$12", "Friday", "i-1"] } as const;

  assert.deepEqual(contentFromDraft({ ...draft, values: [...draft.values] }, REMINDER), {
    ...{ kind: "template", name, language, category: "UTILITY", header: null, footer: null },
    text: "A payment of $12 is due on Friday.",
    buttons: ["Pay now"],
  });
});

test("a preview shows what is filled in, and names what is not", () => {
  const pieces = piecesOf(REMINDER.body, "body", REMINDER, ["$12", "", ""]);

  assert.deepEqual(pieces, [
    { kind: "words", text: "A payment of " },
    { kind: "place", name: "amount", value: "$12" },
    { kind: "words", text: " is due on " },
    { kind: "place", name: "due_date", value: "" },
    { kind: "words", text: "." },
  ]);
  assert.equal(firstMissing(REMINDER, ["$12", " ", ""]), "due date");
  assert.equal(firstMissing(REMINDER, ["$12", "Friday", "inv-1"]), undefined);
});

test("fields are called by what goes into them", () => {
  const labels = REMINDER.parameters.map((parameter) => labelOf(parameter, REMINDER));
  const picture = { component: "header", name: "1", format: "image", index: null } as const;

  assert.deepEqual(labels, ["amount", "due date", "Pay now: end of the link"]);
  assert.equal(labelOf(picture, REMINDER), "Picture (link)");
  const code = { component: "button", name: "coupon_code", format: "text", index: 0 } as const;
  assert.equal(labelOf(code, REMINDER), "Pay now: the code");
});

test("of the templates that can be sent the last used comes first, and the sample last", () => {
  const template = (name: string, status = "approved"): TemplateShape => {
    return { ...REMINDER, name, status };
  };
  const at = (name: string, day: string) => {
    return { name, language: "en_US", at: `2026-11-${day}T09:00:00.000Z` };
  };
  const listed = [
    ...["hello_world", "order_update", "pick_up", "winter_box"].map((name) => template(name)),
    template("appointment", "rejected"),
  ];
  const namesBy = (...uses: ReturnType<typeof at>[]): string =>
    inOrderOfUse(listed, uses)
      .map((one) => one.name)
      .join(" ");

  assert.equal(namesBy(), "order_update pick_up winter_box hello_world appointment");
  assert.equal(
    namesBy(at("hello_world", "03"), at("winter_box", "02"), at("pick_up", "01"), at("gone", "04")),
    "winter_box pick_up order_update hello_world appointment",
  );
});

const REMINDER: TemplateShape = {
  name: "payment_reminder",
  language: "en_US",
  category: "UTILITY",
  status: "APPROVED",
  header: null,
  body: "A payment of {{amount}} is due on {{due_date}}.",
  footer: null,
  buttons: ["Pay now"],
  button_kinds: ["url"],
  quality: "green",
  rejected_reason: null,
  examples: ["", "", ""],
  parameters: [
    { component: "body", name: "amount", format: "text", index: null },
    { component: "body", name: "due_date", format: "text", index: null },
    { component: "button", name: "1", format: "text", index: 0 },
  ],
};

/** As the composer gets it: folded by the engine, sent as JSON, read again. */
function sendingAfter(...facts: Fact[]): Sending {
  const shape: SendingShape = JSON.parse(JSON.stringify(shapeOf(facts)));
  const sending = sendingFromShape(shape);
  assert.ok(sending);
  return sending;
}

function shapeOf(facts: Fact[]): SendingShape {
  const { state } = foldThread(EMPTY_THREAD, facts, accounts);
  return {
    state: { ...state },
    blocked: false,
    consent: { optedOut: [] },
    phone: "447700900142",
    country: null,
    heard_since_ms: 0,
    account,
    usage: { freeUnitsUsed: 1000 },
    rates: META_RATE_ROWS.filter((row) => row.market === "United Kingdom").map((row) => ({
      ...row,
    })),
  };
}

function heard(time: string): Fact {
  return {
    kind: "customer_message",
    id: `in ${time}`,
    at: at(time),
    wamid: wamidFrom(`in ${time}`),
  };
}

function reply(time: string): Fact[] {
  const wamid = wamidFrom(`out ${time}`);
  const sent: BusinessMessage = {
    kind: "business_message",
    id: `out ${time}`,
    at: at(time),
    wamid,
    content: "free_form",
  };
  const told = { kind: "status_reported", at: at(time), wamid } as const;
  return [
    sent,
    { ...told, id: `sent ${time}`, status: "sent" },
    { ...told, id: `delivered ${time}`, status: "delivered" },
  ];
}

function at(time: string): Instant {
  return momentFromIso(`2023-10-12T${time}:00Z`);
}
