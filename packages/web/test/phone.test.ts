import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOf, durationOf, msOfDuration, wordsOf } from "../src/phone/chat-words.ts";
import { pressedMessage, textMessage } from "../src/phone/customer-message.ts";
import type { PhoneMessage, WebhookPost } from "../src/phone/phone-shapes.ts";
import { outcomeOf, sayingOf } from "../src/phone/webhook-words.ts";

test("pressing a quick reply of a template sends a button message that names the template's", () => {
  const button = { type: "quick_reply", text: "See the box", payload: "see" };

  assert.deepEqual(pressedMessage(message(), button), {
    type: "button",
    button: { text: "See the box", payload: "see" },
    context: { id: "wamid.1" },
  });
});

test("pressing a reply button of a question sends an interactive answer", () => {
  assert.deepEqual(pressedMessage(message(), { type: "reply", text: "Yes", payload: "y" }), {
    type: "interactive",
    interactive: { type: "button_reply", button_reply: { id: "y", title: "Yes" } },
    context: { id: "wamid.1" },
  });
});

test("pressing a link sends nothing", () => {
  assert.equal(
    pressedMessage(message(), { type: "url", text: "Visit", url: "https://x" }),
    undefined,
  );
});

test("who arrives by an ad brings the referral with the message", () => {
  assert.equal("referral" in textMessage("hello", false), false);
  assert.equal("referral" in textMessage("hello", true), true);
});

test("a phone number is taken however it is written", () => {
  assert.equal(digitsOf("+44 7700 900-142"), "447700900142");
  assert.equal(digitsOf("call me"), undefined);
  assert.equal(digitsOf("123"), undefined);
});

test("a span is taken however it is spaced, and is nothing else", () => {
  assert.equal(durationOf("23 h 59 m"), "23h59m");
  assert.equal(durationOf("2d, 4h"), "2d4h");
  assert.equal(durationOf("soon"), undefined);
  assert.equal(msOfDuration("23h59m"), 86_340_000);
});

test("the words of a message are those on the phone, whichever side wrote it", () => {
  assert.equal(wordsOf(message({ shown: { body: "Hello" } })), "Hello");
  const press = { type: "button", content: { text: "Not now", payload: "n" }, shown: null };
  assert.equal(wordsOf(message({ from: "customer", ...press })), "Not now");
  const sticker = { type: "sticker", content: {}, shown: null };
  assert.equal(
    wordsOf(message({ from: "customer", ...sticker })),
    "A message of the kind “sticker”",
  );
});

test("a webhook is told by what it says and what was answered", () => {
  const status = post({ statuses: [{ status: "delivered" }] });
  const heard = post({ messages: [{ type: "text" }] });

  assert.equal(sayingOf(status), "message delivered");
  assert.equal(sayingOf(heard), "text from the customer");
  assert.equal(sayingOf({ ...heard, body: "broken" }), "messages");
  assert.equal(outcomeOf(heard), "on its way");
  assert.equal(outcomeOf({ ...heard, state: "due", attempts: [attempt(503)] }), "503, tried again");
  assert.equal(
    outcomeOf({ ...heard, state: "delivered", attempts: [attempt(503), attempt(200)] }),
    "200",
  );
});

function message(parts: Partial<PhoneMessage> = {}): PhoneMessage {
  return {
    id: "wamid.1",
    from: "business",
    at: "2023-10-12T14:00:00.000Z",
    type: "template",
    content: {},
    shown: {},
    contextId: null,
    read: false,
    ...parts,
  };
}

function post(value: object): WebhookPost {
  return {
    id: "1",
    url: "http://127.0.0.1:2424/webhooks/whatsapp",
    field: "messages",
    state: "due",
    createdAt: "2023-10-12T14:00:00.000Z",
    nextAt: null,
    body: JSON.stringify({ entry: [{ changes: [{ value }] }] }),
    attempts: [],
  };
}

function attempt(status: number) {
  return { at: "2023-10-12T14:00:00.000Z", status, failure: null };
}
